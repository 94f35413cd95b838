"""Moments as whole numbers, with arithmetic that every engine does alike."""

from datetime import UTC, date, datetime, timedelta

import ibis
import ibis.expr.types as ir

DAY_US = 24 * 60 * 60 * 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# From 1 March of the year 0, as if the calendar of today had been in use then.
_DAYS_BEFORE_1970 = 719_468


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


def month_at(at_us: ir.IntegerValue) -> ir.IntegerValue:
    """Return the month of UTC in which a moment lies, as `month_of` reads it.

    Years are counted from 1 March, so that a leap day is the last of its year: centuries have
    36 524 days and a quarter, years 365 and a quarter, and months 30.6. After C. Neri and
    L. Schneider, "Euclidean affine functions and their application to calendar algorithms",
    Software: Practice and Experience 53 (2023), from memory.

    Args:
        at_us: Microseconds since 1970, of a year before 2255.
    """
    quarters = (floored(at_us, DAY_US) + _DAYS_BEFORE_1970) * 4 + 3
    century = floored(quarters, 146_097)
    quarters = floored(quarters - century * 146_097, 4) * 4 + 3
    year = floored(quarters, 1_461)
    day = floored(quarters - year * 1_461, 4)
    return (century * 1_200 + year * 12 + floored(day * 5 + 461, 153)).cast("int64")


def month_of(month: int) -> date:
    """Return the first day of a month.

    Args:
        month: Twelve times its year, and its number from 1.
    """
    return date((month - 1) // 12, (month - 1) % 12 + 1, 1)
