"""A folder of visits: parts that are never rewritten, and a bookmark that says which count."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Followed
from penstock.governance.service_levels.calendars import Calendar
from penstock.store.errors import StoreError
from penstock.store.parquet.bookmark import Bookmark, read
from penstock.store.parquet.columns import MODELS, PATHS, VISITS, Column, TimedVisit, table
from penstock.store.parquet.durable import DRAFT, InUseError, alone, appear

Row = TypeVar("Row")
_PART = re.compile(r"part-(\d{8})\.parquet")
BOOKMARK, LOCK = "bookmark.json", ".lock"
_FOLDERS = ("visits/month=*", "paths", "models")


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
    """

    def __init__(self, path: Path, found: Bookmark) -> None:
        self.path = path
        self.bookmark = found

    def append(
        self,
        visits: Sequence[TimedVisit],
        models: Iterable[StreamModel],
        *,
        calendar: Calendar | None,
        read_up_to: Followed,
    ) -> int:
        """Add visits in files of their own; return the number of files.

        Until the bookmark is written, at the end, none of them counts.
        """
        after = self.bookmark.moved(read_up_to, visits=len(visits))
        tables = self._tables(visits, models, calendar) if visits else ()
        files = [(folder, each) for folder, each in tables if len(each)]
        for folder, each in files:
            appear(self.path / folder / f"part-{after.part:08}.parquet", _as_parquet(each))
        appear(self.path / BOOKMARK, after.to_json().encode())
        self.bookmark = after
        return len(files)

    def clear(self) -> None:
        """Remove what somebody wrote who was stopped before the bookmark."""
        for folder in _FOLDERS:
            for file in self.path.glob(f"{folder}/*.parquet*"):
                if _number(file) > self.bookmark.part or file.name.endswith(DRAFT):
                    file.unlink()

    def _tables(
        self,
        visits: Sequence[TimedVisit],
        models: Iterable[StreamModel],
        calendar: Calendar | None,
    ) -> Iterator[tuple[str, pa.Table]]:
        """Yield each new file's folder, and what is in it."""
        about = _about(calendar)
        for month, rows in groupby(sorted(visits, key=_by_exit), _month):
            yield f"visits/month={month}", table(VISITS, rows, about)
        yield "paths", self._unknown("paths", PATHS, (each.visit for each in visits))
        yield "models", self._unknown("models", MODELS, models)

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
def open_folder(path: Path) -> Iterator[VisitFolder]:
    """Yield a folder of visits, made where it is not there, and cleared of what does not count.

    Raises:
        FolderInUseError: Another program writes to it.
        UnreadableBookmarkError: It does not say how far it holds the log.
        OSError: It cannot be read or written.
    """
    path.mkdir(parents=True, exist_ok=True)
    try:
        with alone(path / LOCK):
            folder = VisitFolder(path, read(path / BOOKMARK))
            folder.clear()
            yield folder
    except InUseError as error:
        raise FolderInUseError(path) from error


def _number(file: Path) -> int:
    """Return the number of a part; 0 for what is none."""
    named = _PART.match(file.name.lstrip("."))
    return int(named[1]) if named else 0


def _by_exit(row: TimedVisit) -> tuple[datetime, str, int]:
    return _exited(row), row.visit.case_id, row.visit.seq


def _month(row: TimedVisit) -> str:
    return f"{_exited(row):%Y-%m}"


def _exited(row: TimedVisit) -> datetime:
    if row.visit.exited is None:
        raise ValueError(f"Visit {row.visit.seq} of case {row.visit.case_id} is not over.")
    return row.visit.exited.astimezone(UTC)


def _about(calendar: Calendar | None) -> dict[str, str]:
    """Return what a file of visits says of the calendar that its business times go by."""
    if calendar is None:
        return {}
    return {
        "penstock.calendar": calendar.id,
        "penstock.calendar_version": str(calendar.version),
        "penstock.calendar_sha256": calendar.fingerprint,
    }


def _as_parquet(content: pa.Table) -> bytes:
    file = BytesIO()
    pq.write_table(content, file, compression="zstd")
    return file.getvalue()
