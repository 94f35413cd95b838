"""Synthetic people: who has which role, on which days they work, and the next moment they do."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.open_time import BeyondCalendarError, open_time
from penstock.simulation.chances import dice
from penstock.simulation.plans import CompanyPlan

MARK = "(synthetic)"
_PART_TIME = 0.2
_HOLIDAY_DAYS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who never was.

    Args:
        name: What they are called; it says that they are synthetic.
        free_weekday: A weekday on which they never work, Monday is 0; None for those who always do.
        holidays: The first days of their holidays, each of twelve days.
    """

    name: str
    free_weekday: int | None
    holidays: tuple[date, ...]

    def works_on(self, day: date) -> bool:
        """Tell whether they work on a business day."""
        if day.weekday() == self.free_weekday:
            return False
        return not any(
            timedelta() <= day - each < timedelta(_HOLIDAY_DAYS) for each in self.holidays
        )


def staff(
    roles: Iterable[str], company: CompanyPlan, *, begin: date, end: date, seed: int
) -> Mapping[str, tuple[Person, ...]]:
    """Return who has each role, the same for the same seed."""
    taken: set[str] = set()
    return {
        role: tuple(
            _person(dice(seed, "staff", role, number), company, taken, begin, end)
            for number in range(company.people_per_role)
        )
        for role in sorted(roles)
    }


def _person(
    chance: Random, company: CompanyPlan, taken: set[str], begin: date, end: date
) -> Person:
    name = _name(chance, company, taken)
    free = chance.randrange(5) if chance.random() < _PART_TIME else None
    days = (end - begin).days
    count = max(1, round(days / 182))
    holidays = (begin + timedelta(chance.randrange(max(1, days))) for _ in range(count))
    return Person(name=name, free_weekday=free, holidays=tuple(sorted(holidays)))


def _name(chance: Random, company: CompanyPlan, taken: set[str]) -> str:
    given, family = chance.choice(company.given_names), chance.choice(company.family_names)
    base, number = f"{given} {family}", 1
    name = f"{base} {MARK}"
    while name in taken:
        number += 1
        name = f"{base} {number} {MARK}"
    taken.add(name)
    return name


def at_work(calendar: Calendar, wanted: datetime, *, earliest: datetime) -> datetime:
    """Return the business moment nearest to a wanted one, and not before another.

    Nearest and not next, so that stages take as long in the mean as was planned.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    hours = open_time(calendar)
    place = bisect_right(hours.starts, wanted) - 1
    if place < 0 or place + 1 >= len(hours.starts):
        raise BeyondCalendarError(calendar, wanted)
    opened, closed, opens = hours.starts[place], hours.ends[place], hours.starts[place + 1]
    nearest = wanted if wanted < closed else min(closed, opens, key=lambda at: abs(at - wanted))
    if max(nearest, opened) >= earliest:
        return nearest
    return _next_open(calendar, earliest)


def _next_open(calendar: Calendar, earliest: datetime) -> datetime:
    hours = open_time(calendar)
    place = bisect_right(hours.starts, earliest) - 1
    if earliest <= hours.ends[place]:
        return earliest
    return hours.starts[place + 1]


def who_works(people: tuple[Person, ...], chance: Random, day: date) -> Person:
    """Return somebody who works on a day; anybody, where all of them are away."""
    return chance.choice([each for each in people if each.works_on(day)] or people)


def day_of(at: datetime, calendar: Calendar) -> date:
    """Return the day that it is where the company works."""
    return at.astimezone(ZoneInfo(calendar.zone)).date()
