"""What people and programs can do with cases: one set of use cases for all interfaces."""

from penstock.app.cases.acting import By, ConflictError, new_key
from penstock.app.cases.blobs import DamagedContentError, UnkeptContentError
from penstock.app.cases.commanding import TooLargeError
from penstock.app.cases.naming import NoSuchCaseError, NoSuchNameError
from penstock.app.cases.numbering import UnfitCaseIdError
from penstock.app.cases.standing import Standing
from penstock.app.cases.texts import UnwritableTextError
from penstock.app.cases.usecases import Cases, Shown

__all__ = [
    "By",
    "Cases",
    "ConflictError",
    "DamagedContentError",
    "NoSuchCaseError",
    "NoSuchNameError",
    "Shown",
    "Standing",
    "TooLargeError",
    "UnfitCaseIdError",
    "UnkeptContentError",
    "UnwritableTextError",
    "new_key",
]
