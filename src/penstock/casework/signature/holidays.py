"""The legal public holidays of the United States, worked out for any year."""

from collections.abc import Iterator
from datetime import date, timedelta

_DAY = timedelta(days=1)
_MONDAY, _THURSDAY = 0, 3
_FIXED = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))
# Month, weekday, and which of them in the month; the last one is -1.
_MOVING = (
    (1, _MONDAY, 3),
    (2, _MONDAY, 3),
    (5, _MONDAY, -1),
    (9, _MONDAY, 1),
    (10, _MONDAY, 2),
    (11, _THURSDAY, 4),
)


def federal_holidays(year: int) -> frozenset[date]:
    """Return the holidays of a year, and the days on which they are observed instead.

    A holiday on a Sunday is observed on Monday, one on a Saturday on Friday; both days are given.
    New Year's Day of the next year, observed on 31 December, is among them.

    References:
        5 U.S.C. 6103; Executive Order 11582 of 1971, section 3.
    """
    own = (*_fixed(year), *_moving(year), date(year + 1, 1, 1))
    observed = (_observed(day) for day in own)
    return frozenset(day for day in (*own, *observed) if day.year == year)


def _fixed(year: int) -> Iterator[date]:
    yield from (date(year, month, day) for month, day in _FIXED)


def _moving(year: int) -> Iterator[date]:
    for month, weekday, which in _MOVING:
        if which < 0:
            last = date(year, month + 1, 1) - _DAY
            yield last - (last.weekday() - weekday) % 7 * _DAY
        else:
            first = date(year, month, 1)
            yield first + ((weekday - first.weekday()) % 7 + 7 * (which - 1)) * _DAY


def _observed(day: date) -> date:
    match day.weekday():
        case 5:
            return day - _DAY
        case 6:
            return day + _DAY
    return day
