"""When what a thermostat aims at changes, by the clock of the home."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from penstock.casework.comfort.following import Aim, DayOfAims
from penstock.casework.comfort.limits import ComfortLimits, Manner

_COOLED_MONTHS = range(5, 10)
_SATURDAY = 5
_DAYS_AROUND = 8
"""No schedule is the same for longer than a week, unless its price never changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingAim:
    """What is aimed at, and how long.

    Args:
        aim: What is aimed at.
        since: Since when it is the same; None for longer than a week.
        until: When it changes next; None for not within a week.
    """

    aim: Aim
    since: datetime | None
    until: datetime | None


def manner_on(day: date, *, has_cooling: bool) -> Manner:
    """Return whether a home is cooled or heated on a day."""
    return Manner.COOL if has_cooling and day.month in _COOLED_MONTHS else Manner.HEAT


def aims_on(
    day: date, limits: ComfortLimits, days: Sequence[DayOfAims], *, has_cooling: bool
) -> tuple[Aim, ...]:
    """Return what is aimed at on a day; without a tariff what the household likes, all day."""
    manner, is_weekend = manner_on(day, has_cooling=has_cooling), day.weekday() >= _SATURDAY
    for each in days:
        if each.manner is manner and each.is_weekend == is_weekend and day.month in each.months:
            return each.aims
    return (Aim(from_hour=0, target_c=limits.liked_c(manner), because="as you like it"),)


def holding_at(
    local: datetime, limits: ComfortLimits, days: Sequence[DayOfAims], *, has_cooling: bool
) -> HoldingAim:
    """Return what is aimed at at a moment, since when and until when.

    Args:
        local: The moment, by the clock of the home.
        limits: What the household likes and allows.
        days: What is aimed at on each kind of day.
        has_cooling: Whether the home is cooled in summer.
    """
    around = [
        local.date() + timedelta(days=number) for number in range(-_DAYS_AROUND, _DAYS_AROUND + 1)
    ]
    hours = [
        (datetime.combine(day, time(aim.from_hour), tzinfo=local.tzinfo).astimezone(UTC), aim)
        for day in around
        for aim in aims_on(day, limits, days, has_cooling=has_cooling)
    ]
    first, changes = hours[0][1], list(_changes(hours))
    past = [each for each in changes if each[0] <= local]
    ahead = [at for at, _ in changes if at > local]
    since, aim = past[-1] if past else (None, first)
    return HoldingAim(aim=aim, since=since, until=ahead[0] if ahead else None)


def _changes(hours: Sequence[tuple[datetime, Aim]]) -> Iterator[tuple[datetime, Aim]]:
    for (_, before), (at, aim) in pairwise(hours):
        if aim.target_c != before.target_c:
            yield at, aim
