"""Which files of a folder count as its log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from penstock.store.logs.errors import NoLogError
from penstock.store.parquet.bookmark import Bookmark, read
from penstock.store.parquet.places import BOOKMARK, OPEN, PLACES, counts


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of a log, by the table whose rows they hold.

    Args:
        as_of: The moment up to which the bookmark says that they tell; None where there is none.
        by_table: The files.
    """

    as_of: datetime | None
    by_table: dict[str, tuple[Path, ...]]

    def of(self, table: str) -> tuple[Path, ...]:
        """Return the files of a table, in the order of their names."""
        return self.by_table[table]


def parts_of(folder: Path) -> Parts:
    """Return the files that count: up to where the bookmark says; all where there is none.

    Raises:
        NoLogError: There is neither a bookmark nor a file.
        UnreadableBookmarkError: The bookmark cannot be read.
    """
    bookmark = read(folder / BOOKMARK) if (folder / BOOKMARK).exists() else None
    found = {table: tuple(_counting(folder, table, bookmark)) for table in PLACES}
    if bookmark is None:
        found[OPEN] += tuple(folder.glob("open.parquet"))
    if bookmark is None and not any(found.values()):
        raise NoLogError(folder)
    return Parts(bookmark.as_of if bookmark else None, found)


def _counting(folder: Path, table: str, bookmark: Bookmark | None) -> Iterator[Path]:
    """Yield the files of a table; what a program left that was stopped is no part of the log."""
    for file in sorted(folder.glob(f"{PLACES[table]}/*.parquet")):
        if not file.name.startswith(".") and (bookmark is None or counts(file, table, bookmark)):
            yield file
