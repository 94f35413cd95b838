"""A folder of Parquet as a log, asked by DuckDB within this program."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import ibis.expr.schema as sch
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.duckdb import Backend

from penstock.measurement.tables import MOMENT, SMALL, STAGES, TEXT, WHOLE, YES_NO
from penstock.store.logs.arithmetic import Compiler
from penstock.store.logs.errors import OtherColumnsError

# Nothing is fetched from elsewhere.
_SETTINGS = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
_NAMES: Mapping[dt.DataType, str] = {
    dt.dtype(TEXT): "VARCHAR",
    dt.dtype(SMALL): "INTEGER",
    dt.dtype(WHOLE): "BIGINT",
    dt.dtype(YES_NO): "BOOLEAN",
    dt.dtype(MOMENT): "TIMESTAMP WITH TIME ZONE",
    dt.dtype(STAGES): "VARCHAR[]",
}


def connected() -> Backend:
    """Return an engine of its own, in memory, that counts in UTC."""
    # `ibis.duckdb` would first look for the engines of all packages that are installed.
    connection = Backend()
    connection.do_connect(**_SETTINGS)
    connection.compiler = Compiler()
    connection.raw_sql("SET TimeZone = 'UTC'")
    return connection


class _Reader:
    """DuckDB, which reads files as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection = connected()

    def files(self, name: str, files: Sequence[Path], schema: sch.Schema) -> ir.Table:
        if not files:
            return self._connection.create_table(name, schema=schema, temp=True)
        paths = [str(file) for file in files]
        found = self._connection.con.read_parquet(paths, hive_partitioning=False)
        return self._viewed(found, schema, name)

    def rows(self, name: str, rows: pa.Table | None, schema: sch.Schema) -> ir.Table:
        if rows is None:
            return self._connection.create_table(name, schema=schema, temp=True)
        return self._viewed(self._connection.con.from_arrow(rows), schema, name)

    def close(self) -> None:
        self._connection.disconnect()

    def _viewed(self, found: Any, wanted: sch.Schema, name: str) -> ir.Table:
        """Return a relation's columns as a table, in their order and each of its type.

        What the table has is known then: Ibis would ask the engine, and understand its answer anew.
        """
        has = dict(zip(found.columns, map(str, found.types), strict=True))
        if other := [column for column, kind in wanted.items() if has.get(column) != _NAMES[kind]]:
            raise OtherColumnsError(self._folder, table=name, columns=other)
        found.project(", ".join(f'"{column}"' for column in wanted)).create_view(name)
        own = self._connection
        where = ops.Namespace(catalog=own.current_catalog, database=own.current_database)
        return ops.DatabaseTable(name=name, schema=wanted, source=own, namespace=where).to_expr()


reader = _Reader
