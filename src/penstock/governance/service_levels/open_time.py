"""The open periods of a calendar in UTC, and how much open time lies before a moment."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import sub
from typing import NamedTuple
from zoneinfo import ZoneInfo

from penstock.governance.service_levels.calendars import Calendar

_DAY = timedelta(days=1)
_NOTHING = timedelta()


class BeyondCalendarError(ValueError):
    """A moment for which a calendar does not know the holidays."""

    def __init__(self, calendar: Calendar, moment: datetime | date | None) -> None:
        lies = "The end" if moment is None else str(moment)
        super().__init__(
            f"{lies} lies outside {calendar.first_year} to {calendar.last_year}, the years whose "
            f"holidays calendar {calendar} knows. Make a version of it with more years."
        )


class Period(NamedTuple):
    """A half-open period in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class OpenTime:
    """All open periods of a calendar, in order and apart, with the open time up to each end."""

    calendar: Calendar

    @cached_property
    def closings(self) -> dict[date, datetime]:
        """The last closing of each business day, in order."""
        return {day: period.end for day, period in self._openings}

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The open periods; none overlap, because a moment shows one time on the wall."""
        return tuple(sorted(period for _, period in self._openings))

    @cached_property
    def starts(self) -> list[datetime]:
        """When each period opens."""
        return [period.start for period in self.periods]

    @cached_property
    def ends(self) -> list[datetime]:
        """When each period closes."""
        return [period.end for period in self.periods]

    @cached_property
    def passed(self) -> list[timedelta]:
        """The open time up to the end of each period."""
        return list(accumulate(map(sub, self.ends, self.starts)))

    @cached_property
    def days(self) -> list[date]:
        """The business days."""
        return list(self.closings)

    @cached_property
    def _openings(self) -> list[tuple[date, Period]]:
        return sorted(_openings(self.calendar))

    @cached_property
    def _horizon(self) -> Period:
        return _horizon(self.calendar)

    def before(self, moment: datetime) -> timedelta:
        """Return the open time before a moment."""
        moment = self._reached(moment)
        begun = bisect_right(self.starts, moment)
        if begun == 0:
            return _NOTHING
        return self.passed[begun - 1] - max(_NOTHING, self.ends[begun - 1] - moment)

    def after(self, start: datetime, amount: timedelta) -> datetime:
        """Return the first moment, not before the start, with so much more open time before it."""
        wanted = self.before(start) + amount
        # A closed start has the same open time before it as the closing that it follows.
        place = max(bisect_left(self.passed, wanted), bisect_left(self.ends, in_utc(start)))
        if place == len(self.periods):
            raise BeyondCalendarError(self.calendar, None)
        return self.ends[place] - (self.passed[place] - wanted)

    def business_day_after(self, day: date, days: int) -> date:
        """Return the business day with so many business days from the day to it."""
        if not self.calendar.first_year <= day.year <= self.calendar.last_year:
            raise BeyondCalendarError(self.calendar, day)
        place = bisect_right(self.days, day) + days - 1
        if place >= len(self.days):
            raise BeyondCalendarError(self.calendar, None)
        return self.days[place]

    def _reached(self, moment: datetime) -> datetime:
        utc, horizon = in_utc(moment), self._horizon
        if not horizon.start <= utc <= horizon.end:
            raise BeyondCalendarError(self.calendar, moment)
        return utc


@lru_cache(maxsize=32)
def open_time(calendar: Calendar) -> OpenTime:
    """Return the open time of a calendar, worked out once."""
    return OpenTime(calendar)


def _openings(calendar: Calendar) -> Iterator[tuple[date, Period]]:
    """Yield each stretch in which the clock on the wall shows opening hours, with its day."""
    for stretch, offset in _stretches(calendar):
        day = (stretch.start + offset).date()
        while day <= (stretch.end + offset).date():
            for period in _hours(calendar, day, offset):
                start, end = max(period.start, stretch.start), min(period.end, stretch.end)
                if start < end:
                    yield day, Period(start, end)
            day += _DAY


def _hours(calendar: Calendar, day: date, offset: timedelta) -> Iterator[Period]:
    if day in calendar.holidays:
        return
    midnight = datetime.combine(day, time(), tzinfo=UTC) - offset
    for hours in calendar.week[day.weekday()]:
        yield Period(
            midnight + timedelta(minutes=hours.opens), midnight + timedelta(minutes=hours.closes)
        )


def _stretches(calendar: Calendar) -> Iterator[tuple[Period, timedelta]]:
    """Yield the periods between two changes of the clocks, with their offset from UTC."""
    zone, horizon = ZoneInfo(calendar.zone), _horizon(calendar)
    start = now = horizon.start
    while now < horizon.end:
        ahead = min(now + _DAY, horizon.end)
        if _offset(zone, ahead) != _offset(zone, now):
            change = _change(zone, now, ahead)
            yield Period(start, change), _offset(zone, now)
            start = change
        now = ahead
    yield Period(start, horizon.end), _offset(zone, start)


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the second at which an offset changes between two moments."""
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _offset(zone, middle) == _offset(zone, before):
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or _NOTHING


def _horizon(calendar: Calendar) -> Period:
    zone = ZoneInfo(calendar.zone)
    start = datetime(calendar.first_year, 1, 1, tzinfo=zone)
    return Period(
        start.astimezone(UTC), datetime(calendar.last_year + 1, 1, 1, tzinfo=zone).astimezone(UTC)
    )


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC, where time passes evenly.

    Raises:
        ValueError: The moment names no zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} names no zone; give the moment with one, such as {moment}Z.")
    return moment.astimezone(UTC)
