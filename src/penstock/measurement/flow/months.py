"""Months of moments as whole numbers, without the slow way through time zones."""

from collections.abc import Callable

import ibis
import ibis.expr.types as ir


def _named(value: ir.Value) -> ir.Value:
    """Return what the engine's function of that name does."""
    # Ibis reads the signature and never calls it: the engine does the work.
    raise NotImplementedError


# The year of a moment with a zone is asked of a library of zones, row by row; a moment without one
# is a matter of arithmetic, and all moments of a log are UTC.
_since_epoch: Callable[[ir.Value], ir.IntegerValue] = ibis.udf.scalar.builtin(
    _named, name="epoch_us", signature=(("timestamp('UTC', 6)",), "int64")
)
_without_zone: Callable[[ir.Value], ir.TimestampValue] = ibis.udf.scalar.builtin(
    _named, name="make_timestamp", signature=(("int64",), "timestamp(6)")
)


def month_of(moment: ir.TimestampValue) -> ir.IntegerValue:
    """Return the month (UTC) of a moment: 202603 for March 2026."""
    plain = _without_zone(_since_epoch(moment))
    return plain.year() * 100 + plain.month()
