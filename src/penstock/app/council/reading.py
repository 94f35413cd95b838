"""From the folder of a company to the charter of its council."""

from pathlib import Path

from penstock.app.guarding.opening import council_beside
from penstock.architecture.model import Architecture
from penstock.governance.accountability.roles import roles_of
from penstock.governance.council.charter import FILE, Charter, CharterError, read_charter


class NoCharterError(LookupError):
    """A company does not say who decides on its policies."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no {path}, so nobody knows who decides on policies. Write one as the "
            "reference company has it."
        )


def charter_of(folder: Path | None, architecture: Architecture) -> Charter:
    """Return the charter of the council that stands beside documents.

    Raises:
        NoCharterError: There is none.
        CharterError: It says what cannot be.
    """
    council = council_beside(folder)
    try:
        table = council.tables.get(FILE)
    except LookupError as error:
        raise CharterError(f"it cannot be read: {error}") from error
    if table is None:
        raise NoCharterError(council.folder / FILE)
    return read_charter(table.text, roles=roles_of(architecture))


def incident_stream(folder: Path | None, architecture: Architecture) -> str:
    """Return the stream in which incidents are worked; empty where there is none.

    Raises:
        CharterError: The file that names it says what cannot be.
    """
    try:
        stream = charter_of(folder, architecture).incident_stream
    except NoCharterError:
        return ""
    if stream and stream not in architecture.stages_by_stream:
        raise CharterError(f"[incidents] stream: the documents know no stages of {stream}.")
    return stream
