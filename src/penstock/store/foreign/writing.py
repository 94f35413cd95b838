"""The visits of another system's log as a folder that can be measured; it appears whole or not."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from penstock.delivery.events import CaseCancelled, Stamp
from penstock.delivery.holds import Hold
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import BEGINNING, Followed, Logged
from penstock.delivery.visits import Visit
from penstock.store.parquet import Batch, OpenedCase, TimedVisit, VisitFolder, open_folder

REPORT = "import.json"
# A part has about so many visits.
_MOST_VISITS = 50_000


class OccupiedFolderError(ValueError):
    """A folder holds something that no import has written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} holds something that was not imported, so it is left as it is. "
            "Name a folder that is empty or not there yet."
        )


@dataclass(slots=True)
class ImportedFolder:
    """A folder that is filled case by case.

    Args:
        folder: The folder.
        source: What the log is called.
        models: The models of its streams.
        cases: The number of cases in it.
        visits: The number of visits in it, those under way included.
    """

    folder: VisitFolder
    source: str
    models: dict[str, StreamModel] = field(default_factory=dict)
    cases: int = 0
    visits: int = 0
    _cases: list[OpenedCase] = field(default_factory=list)
    _holds: list[Hold] = field(default_factory=list)
    _over: list[TimedVisit] = field(default_factory=list)
    _under_way: dict[str, Visit] = field(default_factory=dict)

    def add(
        self,
        case: OpenedCase,
        visits: Sequence[Visit],
        holds: Sequence[Hold] = (),
        *,
        is_over: bool,
    ) -> None:
        """Add a case with its visits; the last of one that is not over can still change."""
        over = visits if is_over else visits[:-1]
        self._cases.append(case)
        self._holds.extend(holds)
        self._over.extend(TimedVisit.of(each, None) for each in over)
        if not is_over:
            self._under_way[case.case_id] = visits[-1]
        self.cases += 1
        self.visits += len(visits)
        if len(self._over) >= _MOST_VISITS:
            self._write({}, as_of=datetime(1970, 1, 1, tzinfo=UTC))

    def finish(self, as_of: datetime) -> None:
        """Write what is left, and the visits under way, timed up to a moment."""
        self._write(self._under_way, as_of=as_of)

    def _write(self, under_way: dict[str, Visit], *, as_of: datetime) -> None:
        batch = Batch(
            read_up_to=_mark(self.source),
            as_of=as_of,
            calendar=None,
            cases=self._cases,
            visits=self._over,
            under_way=under_way,
            holds=self._holds,
            models=tuple(self.models.values()),
        )
        self.folder.append(batch)
        self._cases, self._over, self._holds = [], [], []


def _mark(source: str) -> Followed:
    """Return the mark of an event that no database has, so that no export adds to the folder."""
    at = datetime(1970, 1, 1, tzinfo=UTC)
    stamp = Stamp(at=at, actor="", command_id=source)
    logged = Logged(seq=1, event=CaseCancelled(reason=""), stamp=stamp)
    return Followed(position=BEGINNING, case_id=f"imported from {source}", logged=logged)


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Yield a folder that takes the place of another at the end; nobody sees it half full.

    Raises:
        OccupiedFolderError: The other one holds what no import has written.
        OSError: It cannot be written there.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / REPORT).exists():
        raise OccupiedFolderError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    part.mkdir()
    try:
        yield part
        if folder.exists():
            shutil.rmtree(folder)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def filling(part: Path, source: str) -> Iterator[ImportedFolder]:
    """Yield an empty folder of visits to be filled."""
    with open_folder(part) as opened:
        yield ImportedFolder(opened, source)
    (part / ".lock").unlink()
