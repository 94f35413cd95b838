"""From the prices of a tariff to what thermostats aim at, hour by hour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from penstock.casework.comfort.limits import ComfortLimits, Manner
from penstock.engineering.tariffs.tariff import Schedule, Tariff

HOURS, MONTHS = 24, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a thermostat aims at from an hour on, and why.

    Args:
        from_hour: By the clock of the home, 0 to 23.
        target_c: The temperature. [°C]
        because: Why, in words that a household reads.
    """

    from_hour: int
    target_c: Decimal
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfAims:
    """A day that is the same in some months.

    Args:
        months: Which, 1 to 12.
        is_weekend: Whether it is that of Saturday, Sunday and the tariff's holidays.
        manner: Whether it heats or cools.
        aims: What is aimed at, from midnight on.
    """

    months: tuple[int, ...]
    is_weekend: bool
    manner: Manner
    aims: tuple[Aim, ...]


def followed(tariff: Tariff, limits: ComfortLimits, manner: Manner) -> tuple[DayOfAims, ...]:
    """Return the days of a year: less is used while energy is dear, and never beyond the limits.

    Dear is what costs more than the mean of its day. A tariff whose price does not change in a day
    asks for nothing, and the day has one temperature.
    """
    days: dict[tuple[bool, tuple[Aim, ...]], list[int]] = {}
    for month in range(1, MONTHS + 1):
        for is_weekend in (False, True):
            prices = prices_of_day(tariff.energy, month, is_weekend=is_weekend)
            days.setdefault((is_weekend, aims(prices, limits, manner)), []).append(month)
    return tuple(
        DayOfAims(months=tuple(months), is_weekend=is_weekend, manner=manner, aims=found)
        for (is_weekend, found), months in days.items()
    )


def prices_of_day(schedule: Schedule, month: int, *, is_weekend: bool) -> tuple[Decimal, ...]:
    """Return what the first kilowatt-hour costs in each hour of a day, shape (24,). [$/kWh]."""
    row = (schedule.weekend if is_weekend else schedule.weekday)[month - 1]
    return tuple(schedule.periods[number].tiers[0].price for number in row)


def aims(prices: Sequence[Decimal], limits: ComfortLimits, manner: Manner) -> tuple[Aim, ...]:
    """Return what is aimed at on a day of prices, each change once.

    Args:
        prices: Of the hours, shape (24,). [$/kWh]
        limits: What the household likes and allows.
        manner: Whether it heats or cools.
    """
    if len(prices) != HOURS:
        raise ValueError(f"A day has {HOURS} prices, and there are {len(prices)}.")
    mean = sum(prices, Decimal(0)) / HOURS
    is_dear = [each > mean for each in prices]
    found: list[Aim] = []
    for each in _hourly(is_dear, limits, manner):
        if not found or each.target_c != found[-1].target_c:
            found.append(each)
    return tuple(found)


def _hourly(is_dear: Sequence[bool], limits: ComfortLimits, manner: Manner) -> Iterator[Aim]:
    ahead = "heats ahead" if manner is Manner.HEAT else "cools ahead"
    for hour, now in enumerate(is_dear):
        if now:
            target_c, because = limits.spared_c(manner), "energy is dear in these hours"
        elif is_dear[(hour + 1) % HOURS]:
            target_c, because = limits.ahead_c(manner), f"{ahead} while energy is still cheap"
        else:
            target_c, because = limits.liked_c(manner), "as you like it"
        yield Aim(from_hour=hour, target_c=target_c, because=because)
