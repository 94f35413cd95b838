"""A folder of Parquet as a log, asked by DuckDB within this program."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.duckdb import Backend

from penstock.measurement.cutting import cut
from penstock.measurement.metrics.records import Versions
from penstock.measurement.ports import About
from penstock.measurement.tables import MOMENT, SMALL, STAGES, TABLES, TEXT, WHOLE, YES_NO
from penstock.store.logs.arithmetic import Compiler
from penstock.store.logs.errors import NotYetToldError, OtherColumnsError, ReplacedError
from penstock.store.logs.parts import Parts, parts_of
from penstock.store.parquet.about import read_about
from penstock.store.parquet.places import FACTS, OPEN, TAKEN_BACK

# A writer replaces what is under way once in a call; nobody is overtaken so often.
_ATTEMPTS = 20
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
# Nothing is fetched from elsewhere.
_SETTINGS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


class FolderLog:
    """The log of a folder; a context, whose end lets go of the files.

    Args:
        connection: The engine that reads them.
        tables: Each table, by its name.
        as_of: The moment up to which it tells; with a zone.
        about: What it says of itself.
    """

    def __init__(
        self,
        connection: Backend,
        tables: dict[str, ir.Table],
        *,
        as_of: datetime,
        about: About | None = None,
    ) -> None:
        self._connection = connection
        self._tables = tables
        self._as_of = as_of
        self._about = about or About()

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
        self._connection.disconnect()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def connected() -> Backend:
    """Return an engine of its own, in memory, that counts in UTC."""
    # `ibis.duckdb` would first look for the engines of all packages that are installed.
    connection = Backend()
    connection.do_connect(**_SETTINGS)
    connection.compiler = Compiler()
    connection.raw_sql("SET TimeZone = 'UTC'")
    return connection


def open_log(folder: Path, *, as_of: datetime | None = None) -> FolderLog:
    """Open a folder of Parquet as a log; what is not in it is an empty table.

    Args:
        folder: The folder.
        as_of: The moment as which it is told, with a zone; None for as far as it tells.

    Raises:
        NoLogError: There is nothing in it.
        UnreadableBookmarkError: It does not say how far it holds the log.
        UnreadableAboutError: It does not say whether its cases were played.
        OtherColumnsError: A file has other columns than a log.
        ReplacedError: Its file of visits under way is gone whenever it is looked for.
        NotYetToldError: It does not tell up to the moment.
    """
    parts, under_way = _read(folder)
    connection = connected()
    try:
        tables = {name: _table(connection, folder, name, parts) for name in TABLES if name != OPEN}
        tables[FACTS] = _counting(connection, tables[FACTS], parts, as_of)
        tables[OPEN] = _registered(connection, folder, under_way)
        until = parts.as_of or _newest(tables)
        if as_of and as_of != until:
            tables, until = _cut(tables, folder, as_of, until), as_of
        return FolderLog(connection, tables, as_of=until, about=read_about(folder))
    except BaseException:
        connection.disconnect()
        raise


def _cut(
    tables: dict[str, ir.Table], folder: Path, as_of: datetime, until: datetime
) -> dict[str, ir.Table]:
    if as_of > until:
        raise NotYetToldError(folder, at=as_of, until=until)
    return cut(tables, as_of)


def _read(folder: Path) -> tuple[Parts, pa.Table | None]:
    """Return which files count, and what is under way: the one file that is replaced meanwhile."""
    parts, found = parts_of(folder), None
    for _ in range(_ATTEMPTS):
        with suppress(FileNotFoundError):
            found = [pq.read_table(file) for file in parts.of(OPEN)]
            break
        parts = parts_of(folder)
    if found is None:
        raise ReplacedError(folder)
    return parts, pa.concat_tables(found) if found else None


def _registered(connection: Backend, folder: Path, under_way: pa.Table | None) -> ir.Table:
    if under_way is None:
        return connection.create_table(OPEN, schema=TABLES[OPEN], temp=True)
    return _viewed(connection, connection.con.from_arrow(under_way), folder, OPEN)


def _table(connection: Backend, folder: Path, name: str, parts: Parts) -> ir.Table:
    """Return a table over its files; one without rows where there is none."""
    files = [str(file) for file in parts.of(name)]
    if not files:
        return connection.create_table(name, schema=TABLES[name], temp=True)
    found = connection.con.read_parquet(files, hive_partitioning=False)
    return _viewed(connection, found, folder, name)


_VERSION = ["case_id", "item", "version"]


def _counting(
    connection: Backend, facts: ir.Table, parts: Parts, as_of: datetime | None
) -> ir.Table:
    """Return the facts of what was not taken back; those of what is void tell no newest number."""
    if not (files := [str(file) for file in parts.of(TAKEN_BACK)]):
        return facts
    gone = connection.read_parquet(files, table_name=TAKEN_BACK, hive_partitioning=False)
    if as_of:
        gone = gone.filter(gone["at"] <= ibis.literal(as_of, type=MOMENT))
    kept = facts.anti_join(gone.filter(~gone.void), _VERSION)
    void = gone.filter(gone.void).select(*_VERSION, is_void=ibis.literal(value=True)).distinct()
    both = kept.left_join(void, _VERSION)
    counts = both.is_void.isnull() | (both.versions != Versions.NEWEST.value)
    numbers = {name: _where(counts, both[name]) for name in ("numerator", "denominator")}
    return both.mutate(**numbers).select(*facts.columns)


def _where(counts: ir.BooleanValue, number: ir.Value) -> ir.Value:
    return ibis.ifelse(counts, number, ibis.null(number.type()))


def _viewed(connection: Backend, found: Any, folder: Path, name: str) -> ir.Table:
    """Return a relation's columns as a table, in their order and each of its type.

    What the table has is known then: Ibis would ask the engine, and understand its answer anew.
    """
    wanted, has = TABLES[name], dict(zip(found.columns, map(str, found.types), strict=True))
    if other := [column for column, kind in wanted.items() if has.get(column) != _NAMES[kind]]:
        raise OtherColumnsError(folder, table=name, columns=other)
    found.project(", ".join(f'"{column}"' for column in wanted)).create_view(name)
    where = ops.Namespace(catalog=connection.current_catalog, database=connection.current_database)
    return ops.DatabaseTable(name=name, schema=wanted, source=connection, namespace=where).to_expr()


_NAMES: Mapping[dt.DataType, str] = {
    dt.dtype(TEXT): "VARCHAR",
    dt.dtype(SMALL): "INTEGER",
    dt.dtype(WHOLE): "BIGINT",
    dt.dtype(YES_NO): "BOOLEAN",
    dt.dtype(MOMENT): "TIMESTAMP WITH TIME ZONE",
    dt.dtype(STAGES): "VARCHAR[]",
}


def _newest(tables: dict[str, ir.Table]) -> datetime:
    """Return the last moment that a log tells of."""
    asked = (
        tables[OPEN].as_of.max(),
        tables["visits"].recorded_at.max(),
        tables["cases"].opened.max(),
    )
    told = (each.as_scalar().to_pyarrow().as_py() for each in asked)
    return max((each for each in told if each is not None), default=_BEGINNING)
