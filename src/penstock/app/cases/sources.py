"""The documents that cases run on, and what lies beside them."""

from pathlib import Path

from penstock.app.loading import load, reference_company
from penstock.architecture.model import Architecture
from penstock.delivery.procedures import Procedure
from penstock.governance.service_levels.calendars import Calendar, CalendarError

CALENDAR = "calendar.json"


def documents(folder: Path | None) -> Architecture:
    """Return the architecture of a folder; without one, of this folder, or else of the shipped one.

    Raises:
        NoSuchFolderError: The folder does not exist.
    """
    return company(folder)[1]


class Source:
    """Documents that are read when somebody asks for them, and what lies beside them."""

    def __init__(self, folder: Path | None) -> None:
        self.wanted = folder
        self._found: Path | None = None

    def architecture(self) -> Architecture:
        """Return what they state now.

        Raises:
            NoSuchFolderError: The folder does not exist.
        """
        self._found, architecture = company(self.wanted)
        return architecture

    def procedures(self, architecture: Architecture) -> tuple[Procedure, ...]:
        """Return the procedures beside the documents, by which cases of theirs can run.

        Raises:
            UnfitFileError: What lies there cannot be followed.
        """
        folder = self._found or company(self.wanted)[0]
        if not (folder / "interconnection" / "procedure.toml").is_file():
            return ()
        # What reads forms is slow to import, and few cases run by a procedure.
        from penstock.app.interconnection.procedure_stages import read_procedures

        return read_procedures(folder, architecture)

    def calendar(self) -> Calendar | None:
        """Return the business calendar beside them, if there is one.

        Raises:
            CalendarError: What lies there is none.
        """
        file = (self._found or company(self.wanted)[0]) / CALENDAR
        if not file.is_file():
            return None
        try:
            return Calendar.from_json(file.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError) as error:
            raise CalendarError(f"{file} holds no business calendar. {error}") from error


def company(folder: Path | None) -> tuple[Path, Architecture]:
    """Return where documents lie, and what they state; see `documents`.

    Raises:
        NoSuchFolderError: The folder does not exist.
    """
    if folder is not None:
        return folder, load(folder).architecture
    here = load(Path()).architecture
    if here.stages_by_stream:
        return Path(), here
    return reference_company(), load(reference_company()).architecture
