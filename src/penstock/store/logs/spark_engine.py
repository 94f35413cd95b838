"""Ibis' Spark, with what it lacks for a log: moments, percentiles, and whole numbers with gaps."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import ibis.expr.operations as ops
import ibis.expr.schema as sch
import ibis.expr.types as ir
import pyarrow as pa
import sqlglot.expressions as sge
from ibis.backends.pyspark import Backend
from ibis.backends.pyspark.datatypes import PySparkSchema
from ibis.backends.sql.compilers.pyspark import PySparkCompiler
from ibis.formats.pyarrow import PyArrowData
from pyspark.sql import DataFrame, SparkSession

_GLOB = re.compile(r"([\\*?\[\]{}])")


class _Words(PySparkCompiler):  # type: ignore[misc]  # Ibis is untyped
    """Says in Spark's SQL what Ibis says otherwise, or not at all."""

    __slots__ = ()
    # Distinct rows in an order: one of its rewrites loses which columns have to be distinct.
    post_rewrites = ()

    def visit_TimestampDelta(self, op: Any, **sides: Any) -> Any:  # noqa: N802
        """Count microseconds as whole numbers: Ibis would have Spark count days."""
        assert op.part.value == "microsecond", f"no question counts in {op.part.value}s"
        return self.f.anon.unix_micros(sides["left"]) - self.f.anon.unix_micros(sides["right"])

    def visit_CountStar(self, op: Any, **which: Any) -> Any:  # noqa: N802
        """Count none where no row can be told: Ibis would have Spark sum nothing up."""
        if op.where is None:
            return self.f.count(sge.Star())
        return self.f.anon.count_if(which["where"])

    def visit_AggUDF(self, op: Any, **arguments: Any) -> Any:  # noqa: N802
        """Return each percentile by the standard's function; DuckDB has one for several."""
        assert self.__sql_name__(op) == "quantile_disc", f"{op} is not known"
        assert op.where is None, "percentiles are those of all rows of a group"
        values = sge.Order(expressions=[sge.Ordered(this=arguments["values"])])
        found = [
            sge.WithinGroup(this=self.f.anon.percentile_disc(share), expression=values)
            for share in op.shares.value
        ]
        return self.f.array(*found)


class SparkEngine(Backend):  # type: ignore[misc]  # Ibis is untyped
    """Spark as Ibis knows it; tables go out and in by way of Arrow.

    Ibis takes the way of Pandas, where whole numbers beside an empty one become floats.
    """

    compiler = _Words()

    @classmethod
    def over(cls, session: SparkSession) -> "SparkEngine":
        """Return the engine of a session."""
        cls.register_options()
        engine = cls()
        engine.do_connect(session)
        return engine

    def view(self, name: str, schema: sch.Schema, frame: DataFrame) -> ir.Table:
        """Return a table of rows that Spark knows, with the types that the log says."""
        frame.createOrReplaceTempView(name)
        table: ir.Table = ops.DatabaseTable(name=name, schema=schema, source=self).to_expr()
        return table

    def files(self, files: Iterable[Path], schema: sch.Schema) -> DataFrame:
        """Return the rows of files of Parquet, which are read when somebody asks."""
        paths = [_GLOB.sub(r"\\\1", str(file.resolve())) for file in files]
        typed = PySparkSchema.from_ibis(schema)
        if not paths:
            return self._session.createDataFrame([], typed)
        return self._session.read.schema(typed).parquet(*paths)

    def frame(self, rows: pa.Table, schema: sch.Schema) -> DataFrame:
        """Return rows of this program."""
        return self._session.createDataFrame(rows, PySparkSchema.from_ibis(schema))

    def _register_in_memory_table(self, op: ops.InMemoryTable) -> None:
        rows = op.data.to_pyarrow(op.schema)
        self.frame(rows, op.schema).createOrReplaceTempView(op.name)

    def to_pyarrow(self, expr: ir.Expr, /, **asked: Any) -> Any:
        """Return the answer to a question."""
        table = expr.as_table()
        self._run_pre_execute_hooks(table)
        found = self._session.sql(self.compile(table, **asked)).toArrow()
        return expr.__pyarrow_result__(PyArrowData.convert_table(found, table.schema()))
