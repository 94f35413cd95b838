"""A folder of Parquet as a log, whatever engine reads it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import ibis.expr.types as ir

from penstock.measurement.ports import About
from penstock.store.parquet.places import OPEN

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class FolderLog:
    """The log of a folder; a context, whose end lets go of the files.

    Args:
        tables: Each table, by its name.
        as_of: The moment up to which it tells; with a zone.
        about: What it says of itself.
        let_go: Ends what reads the files.
    """

    def __init__(
        self,
        tables: Mapping[str, ir.Table],
        *,
        as_of: datetime,
        about: About,
        let_go: Callable[[], None],
    ) -> None:
        self._tables = tables
        self._as_of = as_of
        self._about = about
        self._let_go = let_go

    @property
    def as_of(self) -> datetime:
        """The moment up to which it tells."""
        return self._as_of

    @property
    def about(self) -> About:
        """What it says of itself."""
        return self._about

    def visits(self) -> ir.Table:
        """Return the visits that nothing can change any more."""
        return self.table("visits")

    def open_visits(self) -> ir.Table:
        """Return the newest visit of each case that is not among the others yet."""
        return self.table("open")

    def cases(self) -> ir.Table:
        """Return a row for each case that was opened."""
        return self.table("cases")

    def facts(self) -> ir.Table:
        """Return the numbers that metric records take out of information items."""
        return self.table("facts")

    def holds(self) -> ir.Table:
        """Return the times on hold that are over."""
        return self.table("holds")

    def paths(self) -> ir.Table:
        """Return the stages behind each path."""
        return self.table("paths")

    def models(self) -> ir.Table:
        """Return the documented path of each model that cases ran on."""
        return self.table("models")

    def table(self, name: str) -> ir.Table:
        """Return one of its tables, by the name it has in `measurement.tables`."""
        return self._tables[name]

    def close(self) -> None:
        """Let go of the files."""
        self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def newest_moment(tables: Mapping[str, ir.Table]) -> datetime:
    """Return the last moment that the tables of a log tell of."""
    asked = (
        tables[OPEN].as_of.max(),
        tables["visits"].recorded_at.max(),
        tables["cases"].opened.max(),
    )
    told = (each.as_scalar().to_pyarrow().as_py() for each in asked)
    return max((each for each in told if each is not None), default=_BEGINNING)
