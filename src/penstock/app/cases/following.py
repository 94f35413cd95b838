"""The use case of keeping a folder of visits up to date with the log."""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from penstock.app.clock import now
from penstock.app.demo_data.marking import about_of
from penstock.app.measuring.taking import Taking
from penstock.delivery.ports import BEGINNING, Store
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
        new_files: The number of files that were added; the one of what is under way is replaced.
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


def export_visits(
    store: Store,
    path: Path,
    *,
    calendar: Calendar | None = None,
    as_of: datetime | None = None,
    taking: Taking | None = None,
) -> Grown:
    """Add to a folder what happened since it was last written.

    Args:
        store: Where the log is.
        path: The folder.
        calendar: The calendar that business times go by; without one they stay empty.
        as_of: The moment up to which visits under way are timed; None for now.
        taking: Takes facts out of what was recorded, by metric records; None for no facts. Where
            the folder has facts by other records, all are taken anew.

    Raises:
        NoParquetError: What writes Parquet is not installed.
        OtherLogError: The folder holds the visits of another log.
        FolderInUseError: Another program writes to it.
        UnreadableBookmarkError: It does not say how far it holds the log.
        BeyondCalendarError: The calendar does not reach that far.
        DamagedContentError: What was recorded is gone, or is no longer what it was.
        OSError: It cannot be written.
        StoreError: The log cannot be read.
    """
    _require_parquet()
    from penstock.store.parquet import open_folder

    with open_folder(path, about_of(store)) as folder:
        _require_same_log(store, path, folder.bookmark)
        taking = taking or Taking()
        _require_facts(store, folder, taking)
        return _grown(store, folder, calendar, as_of or now(), taking)


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


def _require_facts(store: Store, folder: "VisitFolder", taking: Taking) -> None:
    """Take all facts of a folder anew where they were taken by other records."""
    from penstock.app.cases.news import facts_up_to

    bookmark = folder.bookmark
    if bookmark.records != taking.fingerprint:
        up_to = bookmark.position if taking.fingerprint else BEGINNING
        facts, taken_back = facts_up_to(store, up_to, taking, page=PAGE)
        folder.renew_facts(facts, taken_back, records=taking.fingerprint)


def _grown(
    store: Store,
    folder: "VisitFolder",
    calendar: Calendar | None,
    as_of: datetime,
    taking: Taking,
) -> Grown:
    from penstock.app.cases.news import Reader, Sizes

    before, files = folder.bookmark.visits, 0
    sizes = Sizes(page=PAGE, most_visits=MOST_VISITS)
    reader = Reader(store, calendar, folder.bookmark.as_of, taking, sizes)
    while batch := reader.next_batch(folder.bookmark.position, as_of=as_of):
        files += folder.append(batch)
    folder.retell(as_of=as_of, calendar=calendar)
    visits = folder.bookmark.visits
    return Grown(new_visits=visits - before, new_files=files, visits=visits)
