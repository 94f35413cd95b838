"""The clock on the wall for each step of a year: month, hour, and whether it is a free day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.holidays import NO_HOLIDAYS, HolidayRule
from penstock.engineering.tariffs.rules import MONTHS
from penstock.engineering.tariffs.tariff import Schedule
from penstock.kernel.years import YearSteps

_DAY_MINUTES = 24 * 60
_SATURDAY = 5
_Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WallClock:
    """What the place's clock shows when each step of a year begins.

    Args:
        month: 0 for January, shape (steps,).
        hour: From 0 to 23, shape (steps,).
        is_free: Whether the day is a Saturday, a Sunday or a holiday, shape (steps,).
        bounds: Where each month begins, and the year's end: 13 steps.
        days: How many days each month has, shape (12,).
    """

    month: NDArray[np.int64]
    hour: NDArray[np.int64]
    is_free: NDArray[np.bool_]
    bounds: NDArray[np.int64]
    days: NDArray[np.int64]

    def months(self) -> list[slice]:
        """Return the steps of each month; they lie one after the other."""
        return [slice(int(a), int(b)) for a, b in zip(self.bounds, self.bounds[1:], strict=False)]

    def period(self, schedule: Schedule) -> NDArray[np.int64]:
        """Return the number of the period that holds in each step, shape (steps,)."""
        return _period(self, schedule.weekday, schedule.weekend)


@lru_cache(maxsize=64)
def wall_clock(steps: YearSteps, holidays: HolidayRule = NO_HOLIDAYS) -> WallClock:
    """Return the clock for the steps of a year.

    A step belongs to the month and hour in which it begins. Where clocks go forward, the hour from
    two to three has no steps; where they go back, the hour from one to two has twice as many.
    """
    minute = _local_minutes(steps)
    day_of_year = minute // _DAY_MINUTES
    first, last = date(steps.year, 1, 1), date(steps.year, 12, 31)
    dates = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    free = holidays.in_year(steps.year)
    month_of = np.array([day.month - 1 for day in dates])
    is_free = np.array([day.weekday() >= _SATURDAY or day in free for day in dates])
    # Where a place once skipped a day, its clock runs ahead of the calendar.
    day_of_year = np.clip(day_of_year, 0, len(dates) - 1)
    month = month_of[day_of_year]
    return WallClock(
        month=month,
        hour=(minute % _DAY_MINUTES) // 60,
        is_free=is_free[day_of_year],
        bounds=np.searchsorted(month, np.arange(MONTHS + 1)),
        days=np.bincount(month_of, minlength=MONTHS),
    )


@lru_cache(maxsize=64)
def _period(clock: WallClock, weekday: _Rows, weekend: _Rows) -> NDArray[np.int64]:
    at = (clock.month, clock.hour)
    found = np.where(clock.is_free, np.array(weekend)[at], np.array(weekday)[at])
    # Whoever asks again has the same array.
    found.setflags(write=False)
    return found


def dates_of(steps: YearSteps) -> NDArray[np.int64]:
    """Return the date of each step by the place's clock, as days since 1 January of year 1."""
    days: NDArray[np.int64] = _local_minutes(steps) // _DAY_MINUTES
    return days + date(steps.year, 1, 1).toordinal()


def _local_minutes(steps: YearSteps) -> NDArray[np.int64]:
    """Return the minutes that clocks have shown since the year began, for each step."""
    offset = np.zeros(steps.count, dtype=np.int64)
    for first_step, minutes in steps.offsets:
        offset[first_step:] = minutes
    elapsed: NDArray[np.int64] = np.arange(steps.count, dtype=np.int64) * steps.minutes
    local: NDArray[np.int64] = elapsed + (offset - offset[0])
    return local
