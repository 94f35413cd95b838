"""A folder of visits: parts that are never rewritten, and a bookmark that says which count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from penstock.delivery.visits import Visit
from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.metrics.facts import Fact, TakenBack
from penstock.measurement.ports import About
from penstock.store.errors import StoreError
from penstock.store.parquet.about import write_about
from penstock.store.parquet.bookmark import Bookmark, read
from penstock.store.parquet.columns import (
    CASES,
    HOLDS,
    MODELS,
    PATHS,
    VISITS,
    Column,
    about,
    marks,
    table,
)
from penstock.store.parquet.columns import FACTS as FACT_COLUMNS
from penstock.store.parquet.columns import TAKEN_BACK as UNDONE
from penstock.store.parquet.durable import DRAFT, InUseError, alone, appear
from penstock.store.parquet.places import (
    BOOKMARK,
    FACTS,
    LOCK,
    OPEN,
    PLACES,
    TAKEN_BACK,
    counts,
    part_name,
)
from penstock.store.parquet.rows import Batch, TimedVisit
from penstock.store.parquet.under_way import as_table, read_under_way

Row = TypeVar("Row")


class FolderInUseError(StoreError):
    """Another program writes to a folder of visits."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            str(folder), f"Another program is writing visits to {folder}. Wait until it is done."
        )


class VisitFolder:
    """A folder of visits that nobody else writes to.

    Args:
        path: Where it is.
        found: The bookmark that was found in it.
        about: What each of its files says of itself.
    """

    def __init__(self, path: Path, found: Bookmark, about: About | None = None) -> None:
        self.path = path
        self.bookmark = found
        self._marks = marks(about or About())
        self._under_way: Mapping[str, Visit] = read_under_way(path / OPEN / part_name(found.opens))

    def append(self, batch: Batch) -> int:
        """Add what some events say in files of their own; return their number.

        Until the bookmark is written, at the end, none of them counts.
        """
        files = [(folder, each) for folder, each in self._tables(batch) if len(each)]
        after = self.bookmark.moved(
            batch.read_up_to, has_part=bool(files), visits=len(batch.visits)
        )
        for folder, each in files:
            appear(self.path / folder / part_name(after.part), self._as_parquet(each))
        now = {**self._under_way, **batch.under_way}
        known = {case_id: visit for case_id, visit in now.items() if visit}
        self._tell(after.told(batch.as_of), known, batch.calendar)
        return len(files)

    def retell(self, *, as_of: datetime, calendar: Calendar | None) -> None:
        """Let the times of what is under way run up to a later moment."""
        if self._under_way and as_of > self.bookmark.as_of:
            self._tell(self.bookmark.told(as_of), self._under_way, calendar)

    def renew_facts(
        self, facts: Sequence[Fact], taken_back: Sequence[TakenBack], *, records: str
    ) -> None:
        """Let facts that were taken by other records replace all that there are."""
        after = self.bookmark.by_records(records)
        tables = ((FACTS, table(FACT_COLUMNS, facts)), (TAKEN_BACK, table(UNDONE, taken_back)))
        for folder, each in tables:
            if len(each):
                appear(self.path / folder / part_name(after.part), self._as_parquet(each))
        appear(self.path / BOOKMARK, after.to_json().encode())
        self.bookmark = after
        self.clear([FACTS, TAKEN_BACK])

    def clear(self, tables: Iterable[str] = PLACES) -> None:
        """Remove what does not count: what somebody left who was stopped, and what is replaced."""
        for name in tables:
            for file in self.path.glob(f"{PLACES[name]}/*.parquet*"):
                if file.name.endswith(DRAFT) or not counts(file, name, self.bookmark):
                    file.unlink()

    def _tell(
        self, after: Bookmark, under_way: Mapping[str, Visit], calendar: Calendar | None
    ) -> None:
        """Write what is under way, and the bookmark, after which the new files count."""
        if under_way:
            told = as_table(under_way.values(), as_of=after.as_of, calendar=calendar)
            appear(self.path / OPEN / part_name(after.opens), self._as_parquet(told))
        appear(self.path / BOOKMARK, after.to_json().encode())
        self.bookmark, self._under_way = after, under_way
        self.clear([OPEN])

    def _as_parquet(self, content: pa.Table) -> bytes:
        known = content.schema.metadata or {}
        file = BytesIO()
        marked = content.replace_schema_metadata({**known, **self._marks})
        pq.write_table(marked, file, compression="zstd")
        return file.getvalue()

    def _tables(self, batch: Batch) -> Iterator[tuple[str, pa.Table]]:
        """Yield each new file's folder, and what is in it."""
        for month, rows in groupby(sorted(batch.visits, key=_by_exit), _month):
            yield f"visits/month={month}", table(VISITS, rows, about(batch.calendar))
        yield "cases", table(CASES, batch.cases)
        yield "holds", table(HOLDS, batch.holds)
        yield FACTS, table(FACT_COLUMNS, batch.facts)
        yield TAKEN_BACK, table(UNDONE, batch.taken_back)
        walked = (*(each.visit for each in batch.visits), *batch.under_way.values())
        yield "paths", self._unknown("paths", PATHS, filter(None, walked))
        yield "models", self._unknown("models", MODELS, batch.models)

    def _unknown(
        self, folder: str, columns: Sequence[Column[Row]], rows: Iterable[Row]
    ) -> pa.Table:
        """Return those of some rows whose first column is in no part of a folder yet."""
        key = columns[0]
        known = self._known(folder, key.name)
        named = ((key.of(row), row) for row in rows)
        return table(columns, {name: row for name, row in named if name not in known}.values())

    def _known(self, folder: str, column: str) -> set[Any]:
        parts = (self.path / folder).glob("part-*.parquet")
        return {
            value
            for part in parts
            for value in pq.read_table(part, columns=[column])[column].to_pylist()
        }


@contextmanager
def open_folder(path: Path, said: About | None = None) -> Iterator[VisitFolder]:
    """Yield a folder of visits, made where it is not there, and cleared of what does not count.

    Args:
        path: Where it is.
        said: What it says of itself from now on.

    Raises:
        FolderInUseError: Another program writes to it.
        UnreadableBookmarkError: It does not say how far it holds the log.
        OSError: It cannot be read or written.
    """
    path.mkdir(parents=True, exist_ok=True)
    try:
        with alone(path / LOCK):
            folder = VisitFolder(path, read(path / BOOKMARK), said)
            write_about(path, said or About())
            folder.clear()
            yield folder
    except InUseError as error:
        raise FolderInUseError(path) from error


def begin_anew(path: Path) -> None:
    """Let nothing in a folder count any more; whoever writes to it next removes it."""
    (path / BOOKMARK).unlink(missing_ok=True)


def _by_exit(row: TimedVisit) -> tuple[datetime, str, int]:
    return _exited(row), row.visit.case_id, row.visit.seq


def _month(row: TimedVisit) -> str:
    return f"{_exited(row):%Y-%m}"


def _exited(row: TimedVisit) -> datetime:
    if row.visit.exited is None:
        raise ValueError(f"Visit {row.visit.seq} of case {row.visit.case_id} is not over.")
    return row.visit.exited.astimezone(UTC)
