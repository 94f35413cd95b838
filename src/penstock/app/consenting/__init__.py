"""Consents as people give them, change them and take them back."""

from penstock.app.consenting.changes import Terms
from penstock.app.consenting.consenting import Consenting, DamagedWordsError
from penstock.app.consenting.keeping import Keeping, NoSuchConsentError
from penstock.app.consenting.wishes import Proof, UnfitWishError, Wish

__all__ = [
    "Consenting",
    "DamagedWordsError",
    "Keeping",
    "NoSuchConsentError",
    "Proof",
    "Terms",
    "UnfitWishError",
    "Wish",
]
