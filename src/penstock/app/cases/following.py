"""The use case of keeping a folder of visits up to date with the log."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from penstock.app.cases.exporting import models_of
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Followed, Position, Store
from penstock.delivery.visits import SETTLING, ModelOf, Visit, visits
from penstock.governance.service_levels.calendars import Calendar, CalendarError

if TYPE_CHECKING:
    from penstock.store.parquet import Bookmark, VisitFolder

# Events are read so many at a time; a part has about so many visits, if there are as many.
PAGE = 5_000
MOST_VISITS = 50_000


class NoParquetError(Exception):
    """What writes Parquet is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "Parquet needs one more package. Install it with: pip install 'penstock[parquet]'. "
            "The format csv needs nothing, and has the same visits."
        )


class OtherLogError(ValueError):
    """A folder holds the visits of another log."""

    def __init__(self, folder: Path, *, case_id: str, seq: int) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} holds the visits of another log, or of a later state of this one: event "
            f"{seq} of case {case_id}, the last it knows, is not in the database. "
            "Choose another folder."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """How much was added to a folder of visits.

    Args:
        new_visits: The number of visits that were added.
        new_files: The number of files that hold them, and paths and models not seen before.
        visits: The number of visits that the folder has now.
    """

    new_visits: int
    new_files: int
    visits: int


def read_calendar(file: Path) -> Calendar:
    """Return the calendar that a file says, in JSON.

    Raises:
        CalendarError: It says none.
        OSError: It cannot be read.
    """
    try:
        return Calendar.from_json(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise CalendarError(f"{file} is no calendar: it is no text in UTF-8.") from error


@dataclass(slots=True)
class _Settled:
    """Which visits came to their end since a position, by the events that settled them."""

    seqs: dict[str, set[int]] = field(default_factory=dict)
    count: int = 0
    last: Followed | None = None

    def add(self, page: tuple[Followed, ...]) -> None:
        for each in page:
            if isinstance(each.logged.event, SETTLING):
                self.seqs.setdefault(each.case_id, set()).add(each.logged.seq)
                self.count += 1
        self.last = page[-1]


def export_visits(store: Store, path: Path, *, calendar: Calendar | None = None) -> Grown:
    """Add to a folder the visits that came to their end since it was last written.

    Args:
        store: Where the log is.
        path: The folder.
        calendar: The calendar that business times go by; without one they stay empty.

    Raises:
        NoParquetError: What writes Parquet is not installed.
        OtherLogError: The folder holds the visits of another log.
        FolderInUseError: Another program writes to it.
        UnreadableBookmarkError: It does not say how far it holds the log.
        BeyondCalendarError: The calendar does not reach that far.
        OSError: It cannot be written.
        StoreError: The log cannot be read.
    """
    _require_parquet()
    from penstock.store.parquet import open_folder

    with open_folder(path) as folder:
        _require_same_log(store, path, folder.bookmark)
        return _grown(store, folder, calendar)


def _require_parquet() -> None:
    try:
        import_module("pyarrow")
    except ImportError as error:
        raise NoParquetError from error


def _require_same_log(store: Store, path: Path, bookmark: "Bookmark") -> None:
    if not bookmark.case_id:
        return
    log = store.log(bookmark.case_id)[bookmark.seq - 1 : bookmark.seq]
    if [each.stamp.command_id for each in log] != [bookmark.command_id]:
        raise OtherLogError(path, case_id=bookmark.case_id, seq=bookmark.seq)


def _grown(store: Store, folder: "VisitFolder", calendar: Calendar | None) -> Grown:
    from penstock.store.parquet import TimedVisit

    before, files, model_of = folder.bookmark.visits, 0, models_of(store)
    while (settled := _settled_since(store, folder.bookmark.position)).last:
        models: dict[str, StreamModel] = {}

        def noted(fingerprint: str, asked: dict[str, StreamModel] = models) -> StreamModel:
            asked[fingerprint] = model_of(fingerprint)
            return asked[fingerprint]

        timed = [TimedVisit.of(visit, calendar) for visit in _visits(store, settled, noted)]
        files += folder.append(timed, models.values(), calendar=calendar, read_up_to=settled.last)
    now = folder.bookmark.visits
    return Grown(new_visits=now - before, new_files=files, visits=now)


def _settled_since(store: Store, position: Position) -> _Settled:
    settled = _Settled()
    while settled.count < MOST_VISITS and (page := store.since(position, limit=PAGE)):
        settled.add(page)
        position = page[-1].position
    return settled


def _visits(store: Store, settled: _Settled, model_of: ModelOf) -> Iterator[Visit]:
    """Yield the visits that were settled, each case's read from the whole of its log.

    A log that grew meanwhile gives the same: no event changes a visit that is settled.
    """
    for case_id, seqs in settled.seqs.items():
        for visit in visits(store.log(case_id), model_of):
            if visit.settled_by in seqs:
                yield visit
