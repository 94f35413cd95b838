"""Small logs on Polars: another engine, by other people, for the same questions."""

from functools import cached_property
from typing import Any

import ibis.expr.operations as ops
import ibis.expr.types as ir
import polars as pl
from ibis.backends.polars import Backend
from ibis.backends.polars.compiler import translate

from tests.logs import SmallLog


class PolarsLog(SmallLog):
    """A small log whose tables are Polars'."""

    def table(self, name: str) -> ir.Table:
        """Return one of its tables."""
        return self._engine.table(name)

    @cached_property
    def _engine(self) -> Backend:
        engine = Backend()
        engine.do_connect({name: pl.from_arrow(self.arrow(name)) for name in self.rows})
        return engine


@translate.register(ops.TimestampDelta)  # type: ignore[untyped-decorator]  # Ibis is untyped
def _microseconds_between(op: Any, **context: Any) -> pl.Expr:
    """Translate what Ibis does not for Polars: the difference of two moments."""
    assert op.part.value == "microsecond"
    passed = translate(op.left, **context) - translate(op.right, **context)
    return passed.dt.total_microseconds()  # type: ignore[no-any-return]
