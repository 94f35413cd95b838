"""Moments as whole numbers, with arithmetic that every engine does alike."""

from datetime import UTC, date, datetime, timedelta

import ibis
import ibis.expr.types as ir

DAY_US = 24 * 60 * 60 * 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds_of(moment: ir.TimestampValue) -> ir.IntegerValue:
    """Return the microseconds from 1970 to a moment."""
    epoch = ibis.literal(_EPOCH, type=moment.type())
    return moment.delta(epoch, unit="microsecond").cast("int64")


def microseconds_at(moment: datetime) -> int:
    """Return the microseconds from 1970 to a moment that has a zone."""
    return (moment - _EPOCH) // _MICROSECOND


def floored(value: ir.IntegerValue, by: int) -> ir.IntegerValue:
    """Return a whole number divided by another, rounded down; exact below 2⁵³."""
    return (value // by).cast("int64")


def month_of(day: int) -> date:
    """Return the first day of the month of UTC in which a day lies.

    Args:
        day: Days since 1 January 1970.
    """
    return (_EPOCH + timedelta(days=day)).date().replace(day=1)
