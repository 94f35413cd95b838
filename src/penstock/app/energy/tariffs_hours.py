"""When a period of a tariff holds, in words: months, days of the week and hours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from penstock.engineering.tariffs.tariff import FlatDemand, Schedule

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_Hours = tuple[int, ...]


def period_hours(schedule: Schedule, number: int) -> list[str]:
    """Return when a period holds: `June to September, Monday to Friday, 14:00-19:00`."""
    weekday, weekend = (_hours(rows, number) for rows in (schedule.weekday, schedule.weekend))
    every = {month: hours for month, hours in weekday.items() if weekend[month] == hours}
    return [
        *_seasons(every, ""),
        *_seasons({m: hours for m, hours in weekday.items() if m not in every}, "Monday to Friday"),
        *_seasons({m: hours for m, hours in weekend.items() if m not in every}, "weekends"),
    ]


def season_months(demand: FlatDemand, number: int) -> str:
    """Return the months in which a price of the peak holds."""
    return _months([month for month, season in enumerate(demand.months) if season == number])


def _hours(rows: Sequence[Sequence[int]], number: int) -> dict[int, _Hours]:
    return {
        month: tuple(hour for hour, period in enumerate(row) if period == number)
        for month, row in enumerate(rows)
    }


def _seasons(by_month: Mapping[int, _Hours], days: str) -> Iterator[str]:
    """Yield a text for each group of months that have the same hours."""
    by_hours: dict[_Hours, list[int]] = {}
    for month, hours in by_month.items():
        by_hours.setdefault(hours, []).append(month)
    for hours, months in by_hours.items():
        if hours:
            yield ", ".join(filter(None, (_months(months), days, _clock(hours))))


def _months(months: Sequence[int]) -> str:
    if len(months) == len(MONTH_NAMES):
        return "all year"
    spans = [(span[0], span[-1]) for span in _runs(months)]
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == len(MONTH_NAMES) - 1:
        # A winter goes over the turn of the year.
        spans = [(spans[-1][0], spans[0][1]), *spans[1:-1]]
    return " and ".join(
        MONTH_NAMES[a] if a == b else f"{MONTH_NAMES[a]} to {MONTH_NAMES[b]}" for a, b in spans
    )


def _clock(hours: _Hours) -> str:
    if len(hours) == 24:
        return "all hours"
    return " and ".join(f"{span[0]:02}:00-{span[-1] + 1:02}:00" for span in _runs(hours))


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    groups = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in group] for _, group in groups]
