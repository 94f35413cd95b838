"""Where the play of a demo is kept, and whether what is there still fits."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import penstock
from penstock.app.allocation.keeping import RUNS
from penstock.app.packages.kept import folder_of_user
from penstock.simulation.mark import synthetic_mark

SOURCES = Path(penstock.__file__).parent
# What decides how a play goes, and how it is kept.
_DECIDING = ("simulation", "delivery", "store", "app/demo_data", "streams")
_DATABASE, _DONE, _LOCK = "play.db", "done.json", ".lock"
# The value stream that a demo shows first.
SHOWN = "NCV-03"
PROCESS_MAP = "process-map.svg"
LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A play that is done.

    Args:
        seed: Of the play.
        begins: Its first day.
        ends: The first day that is not played any more.
        cases: How many cases it has.
        steps: How many steps made them.
        slowest: The sentence about the slowest stage of what is shown first; empty where what
            measures is not installed.
        proposal: Where its server has the pages of a proposal; empty where it has none.
        project: Where its server has the page of a customer's project; likewise.
    """

    seed: int
    begins: str
    ends: str
    cases: int
    steps: int
    slowest: str = ""
    proposal: str = ""
    project: str = ""

    @property
    def mark(self) -> str:
        """What stands on whatever shows its cases."""
        return synthetic_mark(self.seed, self.ends)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a play is kept: a folder that has its name when the play is done, and not before.

    Args:
        folder: The folder.
    """

    folder: Path

    @property
    def making(self) -> Path:
        """The folder in which it is made."""
        return self.folder.with_name(f"{self.folder.name}.making")

    @property
    def lock(self) -> Path:
        """What the one program holds that makes it."""
        return self.folder.with_name(f"{self.folder.name}{_LOCK}")

    @property
    def address(self) -> str:
        """The database of the play that is done."""
        return address_in(self.folder)

    @property
    def allocations(self) -> Path:
        """The folder of allocation runs that come with the play."""
        return self.folder / RUNS

    def done(self) -> Done | None:
        """Return what was played; None where nothing was, or not all of it."""
        try:
            return Done(**json.loads((self.folder / _DONE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def process_map(self) -> str:
        """Return the process map of what is shown first, as SVG; empty where there is none."""
        try:
            return (self.folder / PROCESS_MAP).read_text(encoding="utf-8")
        except OSError:
            return ""

    def finish(self, done: Done) -> None:
        """Say that all is played, and give the folder its name."""
        said = json.dumps(asdict(done), indent=1, ensure_ascii=False)
        (self.making / _DONE).write_text(said + "\n", encoding="utf-8")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.making.rename(self.folder)

    def clear(self) -> None:
        """Remove what is there, done or half made."""
        for each in (self.folder, self.making):
            shutil.rmtree(each, ignore_errors=True)


def address_in(folder: Path) -> str:
    """Return the address of the database in a folder.

    A power cut may cost the last steps: a play that is half made is taken up where its log ends.
    """
    return f"sqlite:///{folder / _DATABASE}?synchronous=normal"


def place_for(documents: Path, *, size: float) -> Place | None:
    """Return where the play of some documents is kept; None where the user has no such folder."""
    home = folder_of_user()
    if home is None:
        return None
    return Place(home / "penstock" / "plays" / fingerprint(documents, size=size))


def fingerprint(documents: Path, *, size: float) -> str:
    """Return what changes with the documents, the plan, and what plays and keeps it."""
    digest = sha256(f"{size:g}".encode())
    for file in _deciding(documents):
        digest.update(f"{file.name} {file.stat().st_size}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _deciding(documents: Path) -> Iterator[Path]:
    files = (each for each in documents.rglob("*") if each.is_file())
    yield from sorted(files)
    for name in _DECIDING:
        yield from sorted((SOURCES / name).rglob("*.py"))


def fits(done: Done | None, *, now: datetime) -> bool:
    """Tell whether there is a play, and it can still be shown."""
    return done is not None and is_fresh(done.ends, now=now)


def is_fresh(ends: str, *, now: datetime) -> bool:
    """Tell whether a play ended lately enough to look like today."""
    return timedelta() <= now.date() - date.fromisoformat(ends) <= LASTS


def sweep(place: Place, *, now: datetime) -> None:
    """Note that a play is used, and remove others that nobody has used for long."""
    with suppress(OSError):
        os.utime(place.folder)
    for each in place.folder.parent.glob("*"):
        with suppress(OSError):
            used = datetime.fromtimestamp(each.stat().st_mtime, tz=UTC)
            if each.is_dir() and now - used > LASTS:
                shutil.rmtree(each)
