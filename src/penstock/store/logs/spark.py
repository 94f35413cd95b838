"""A folder of Parquet as a log, asked by a Spark on this machine."""

from collections.abc import Sequence
from pathlib import Path

import ibis.expr.datatypes as dt
import ibis.expr.schema as sch
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from penstock.store.logs.errors import OtherColumnsError
from penstock.store.logs.spark_engine import SparkEngine
from penstock.store.logs.spark_session import started


class _Reader:
    """Spark, which reads files as they are asked for; a program has one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._engine = SparkEngine.over(started(folder))

    def files(self, name: str, files: Sequence[Path], schema: sch.Schema) -> ir.Table:
        for file in files:
            self._check(pq.read_schema(file), schema, name)
        return self._engine.view(name, schema, self._engine.files(files, schema))

    def rows(self, name: str, rows: pa.Table | None, schema: sch.Schema) -> ir.Table:
        if rows is None:
            return self.files(name, (), schema)
        self._check(rows.schema, schema, name)
        return self._engine.view(
            name, schema, self._engine.frame(rows.select(list(schema)), schema)
        )

    def close(self) -> None:
        self._engine.disconnect()

    def _check(self, written: pa.Schema, wanted: sch.Schema, name: str) -> None:
        """Say which columns are not as they should be: Spark would read them as empty."""
        found = sch.Schema.from_pyarrow(written)
        if other := [each for each in wanted if _type(found.get(each)) != _type(wanted[each])]:
            raise OtherColumnsError(self._folder, table=name, columns=other)


def _type(column: dt.DataType | None) -> str:
    """Return a type in words; whether it may be empty is no part of it."""
    return str(column).replace("!", "")


reader = _Reader
