"""Clocks of a calendar as tables: what engines join to count open hours, business days and days.

A clock grows with time, and tells how much of something lies before a moment. In each day of UTC it
rises along a few ramps. A row for each day and three numbers for each ramp are therefore enough to
read it exactly, with whole numbers alone, and any engine can join them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir

from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.open_time import open_time
from penstock.measurement.metrics.given import given
from penstock.measurement.metrics.whole_numbers import DAY_US, floored
from penstock.measurement.metrics.whole_numbers import microseconds_at as _us

_DAY = timedelta(days=1)


class Dial(StrEnum):
    """What a clock counts.

    `open` counts microseconds of open hours; `closings` how many business days have closed,
    `business_days` how many have begun at midnight, `days` how many days have, all where the
    calendar is.
    """

    OPEN = "open"
    CLOSINGS = "closings"
    BUSINESS_DAYS = "business_days"
    DAYS = "days"


class _Ramp(NamedTuple):
    """A stretch along which a clock rises by one in each microsecond."""

    start_us: int
    length_us: int


def read(table: ir.Table, moment: str, *, calendar: Calendar, dial: Dial, name: str) -> ir.Table:
    """Return a table with what a clock shows at a moment of each row.

    clock(t) = base + Σ min(max(t - start, 0), length), over the ramps of the day of t in UTC

    Args:
        table: The rows.
        moment: A column of microseconds since 1970.
        calendar: Whose clock it is.
        dial: What it counts.
        name: The new column; empty where there is no moment, or where the calendar does not know
            its year.
    """
    day, known = f"{name}_day", table.columns
    clock = _as_table(calendar, dial, prefix=f"{name}_")
    dated = table.mutate(**{day: floored(table[moment], DAY_US)})
    beside = dated.left_join(clock, dated[day] == clock[f"{name}_of_day"])
    return beside.select(*known, **{name: _shown(beside, beside[moment], prefix=f"{name}_")})


def _shown(beside: ir.Table, at: ir.IntegerValue, *, prefix: str) -> ir.IntegerValue:
    value = beside[f"{prefix}base"]
    starts = [name for name in beside.columns if name.startswith(f"{prefix}start_")]
    for start in starts:
        length = beside[start.replace("start_", "length_", 1)]
        passed = at - beside[start]
        value = value + ibis.ifelse(passed < 0, 0, ibis.ifelse(passed > length, length, passed))
    return value.cast("int64")


def _as_table(calendar: Calendar, dial: Dial, *, prefix: str) -> ir.Table:
    columns = {f"{prefix}{name}": column for name, column in _columns(calendar, dial).items()}
    return given(dict.fromkeys(columns, "int64"), columns)


@lru_cache(maxsize=64)
def _columns(calendar: Calendar, dial: Dial) -> dict[str, list[int]]:
    """Return the days that a calendar knows, and a clock's ramps in each of them."""
    ramps = _ramps(calendar, dial)
    first, last = _us(_midnight(calendar, 0)), _us(_midnight(calendar, 1))
    days = range(first // DAY_US, last // DAY_US + 1)
    rows = [_within(ramps, day * DAY_US) for day in days]
    most = max(len(row) for row in rows)
    padded = [[*row, *[_Ramp(0, 0)] * (most - len(row))] for row in rows]
    columns = {"of_day": list(days), "base": _bases(ramps, days)}
    for place in range(most):
        columns[f"start_{place}"] = [row[place].start_us for row in padded]
        columns[f"length_{place}"] = [row[place].length_us for row in padded]
    return columns


def _bases(ramps: Sequence[_Ramp], days: Iterable[int]) -> list[int]:
    """Return what the clock shows when each day begins."""
    ends, passed, total = [], [0], 0
    for ramp in ramps:
        total += ramp.length_us
        ends.append(ramp.start_us + ramp.length_us)
        passed.append(total)
    bases = []
    for day in days:
        start = day * DAY_US
        over = bisect_right(ends, start)
        begun = max(start - ramps[over].start_us, 0) if over < len(ramps) else 0
        bases.append(passed[over] + begun)
    return bases


def _within(ramps: Sequence[_Ramp], start_us: int) -> list[_Ramp]:
    """Return the parts of the ramps that lie in a day."""
    end_us = start_us + DAY_US
    found = []
    first = bisect_left(ramps, start_us, key=lambda ramp: ramp.start_us + ramp.length_us)
    for ramp in ramps[first:]:
        if ramp.start_us >= end_us:
            break
        begin = max(ramp.start_us, start_us)
        found.append(_Ramp(begin, min(ramp.start_us + ramp.length_us, end_us) - begin))
    return [ramp for ramp in found if ramp.length_us]


def _ramps(calendar: Calendar, dial: Dial) -> list[_Ramp]:
    hours = open_time(calendar)
    match dial:
        case Dial.OPEN:
            return [_Ramp(_us(start), _us(end) - _us(start)) for start, end in hours.periods]
        case Dial.CLOSINGS:
            return _steps(hours.closings.values())
        case Dial.BUSINESS_DAYS:
            return _steps(_local_midnight(calendar, day) for day in hours.days)
        case Dial.DAYS:
            return _steps(_local_midnight(calendar, day) for day in _days(calendar))


def _steps(moments: Iterable[datetime]) -> list[_Ramp]:
    """Return ramps that are one microsecond long and end at moments."""
    return [_Ramp(_us(moment) - 1, 1) for moment in moments]


def _days(calendar: Calendar) -> Iterable[date]:
    day = date(calendar.first_year, 1, 1)
    while day.year <= calendar.last_year:
        yield day
        day += _DAY


def _midnight(calendar: Calendar, years_after: int) -> datetime:
    year = calendar.last_year + 1 if years_after else calendar.first_year
    return _local_midnight(calendar, date(year, 1, 1))


def _local_midnight(calendar: Calendar, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(calendar.zone)).astimezone(UTC)
