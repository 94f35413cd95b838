"""Crews, and the hours in which they can be sent out."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from penstock.casework.appointment.jobs import Window
from penstock.casework.appointment.travel import Location
from penstock.governance.service_levels.business_time import local_day
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.open_time import BeyondCalendarError, open_time

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """People who are sent out together; a technician is a crew of one.

    Args:
        number: From 1; by it the days of crews are kept.
        id: What people call it.
        name: Who they are.
        skills: What they can do.
        base: Where they start in the morning, and come back to.
    """

    number: int
    id: str
    name: str
    skills: tuple[str, ...]
    base: Location

    def can(self, skills: Iterable[str]) -> bool:
        """Tell whether a crew can do all of what is asked."""
        return set(skills) <= set(self.skills)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A period in which a crew cannot be sent out.

    Args:
        crew: The id of the crew.
        window: When.
        because: Why, in a word that may be shown: `ill`, `training`.
    """

    crew: str
    window: Window
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The hours of one crew on one day; what lies between them, such as a break, does not count.

    Args:
        crew: The crew.
        day: The day, where the crew is.
        periods: The hours, in order and apart.
    """

    crew: Crew
    day: date
    periods: tuple[Window, ...]

    @property
    def minutes(self) -> int:
        """How many minutes it has."""
        return sum((each.end - each.start) // _MINUTE for each in self.periods)

    def moment(self, minute: int, *, is_end: bool = False) -> datetime:
        """Return the moment at which a minute of the shift begins, or at which work of it ends.

        Raises:
            ValueError: The shift is shorter.
        """
        left = minute
        for period in self.periods:
            length = (period.end - period.start) // _MINUTE
            if left < length or (is_end and left == length):
                return period.start + left * _MINUTE
            left -= length
        raise ValueError(f"The shift of {self.crew.id} on {self.day} has no minute {minute}.")

    def minute(self, moment: datetime) -> int:
        """Return the first minute of the shift that does not begin before a moment."""
        return sum(
            -((each.start - min(max(moment, each.start), each.end)) // _MINUTE)
            for each in self.periods
        )

    def starts_in(self, windows: Sequence[Window]) -> tuple[tuple[int, int], ...]:
        """Return the minutes, half-open, in which work may begin that begins in one of windows."""
        if not windows:
            return ((0, self.minutes),)
        found = ((self.minute(each.start), self.minute(each.end)) for each in windows)
        return tuple(sorted((first, end) for first, end in found if first < end))


def shifts(
    crew: Crew, calendar: Calendar, window: Window, *, absences: Iterable[Absence] = ()
) -> tuple[Shift, ...]:
    """Return the shifts of a crew that lie within a period, without its absences.

    Args:
        crew: The crew.
        calendar: Its working hours and holidays.
        window: From when to when; hours that have begun are left out.
        absences: When crews are not there; those of others are no matter.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    hours = open_time(calendar)
    if window.end > hours.periods[-1].end:
        raise BeyondCalendarError(calendar, window.end)
    away = [each.window for each in absences if each.crew == crew.id]
    by_day: dict[date, list[Window]] = {}
    first = bisect_left(hours.starts, window.start)
    for start, end in hours.periods[first : bisect_right(hours.ends, window.end)]:
        period = Window(start=start, end=end)
        by_day.setdefault(local_day(calendar, start), []).extend(_without(period, away))
    return tuple(
        Shift(crew=crew, day=day, periods=tuple(periods))
        for day, periods in sorted(by_day.items())
        if periods
    )


def _without(period: Window, away: list[Window]) -> list[Window]:
    """Return what is left of a period when others are taken out."""
    left = [period]
    for gone in away:
        left = [part for each in left for part in _cut(each, gone)]
    return left


def _cut(period: Window, gone: Window) -> list[Window]:
    if not period.overlaps(gone):
        return [period]
    ends = [(period.start, gone.start), (gone.end, period.end)]
    return [Window(start=start, end=end) for start, end in ends if start < end]
