"""What a folder of visits says of itself, for who opens it: that its cases were played."""

import json
from pathlib import Path

from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.ports import About
from penstock.store.errors import StoreError
from penstock.store.parquet.durable import appear

ABOUT = "about.json"


class UnreadableAboutError(StoreError):
    """A folder does not say what it is about."""

    def __init__(self, file: Path, *, because: str) -> None:
        self.file = file
        super().__init__(
            str(file),
            f"{file} cannot be read: {because}. Write the folder anew: the database holds all "
            "that is in it.",
        )


def read_about(folder: Path) -> About:
    """Return what a folder says of itself; nothing where it has no such file.

    Raises:
        UnreadableAboutError: The file holds something else.
    """
    file = folder / ABOUT
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        calendar = Calendar.from_json(json.dumps(said["calendar"])) if said["calendar"] else None
        return About(synthetic=said["synthetic"], calendar=calendar)
    except FileNotFoundError:
        return About()
    except KeyError as error:
        raise UnreadableAboutError(file, because=f"it has no {error}") from error
    except (TypeError, ValueError) as error:
        raise UnreadableAboutError(file, because=str(error)) from error


def write_about(folder: Path, about: About) -> None:
    """Let a folder say what it is about; one that has nothing to say gets no file."""
    file = folder / ABOUT
    if about == About():
        if file.exists():
            file.unlink()
        return
    calendar = json.loads(about.calendar.to_json()) if about.calendar else None
    said = {"synthetic": about.synthetic, "calendar": calendar}
    content = json.dumps(said, indent=1, ensure_ascii=False) + "\n"
    if not file.exists() or file.read_text(encoding="utf-8") != content:
        appear(file, content.encode())
