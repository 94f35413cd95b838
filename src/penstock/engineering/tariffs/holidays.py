"""Holidays as a tariff states them: days, and rules such as “last Monday of May”."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_WEEKDAYS = [day.lower() for day in calendar.day_name]
_MONTHS = [name.lower() for name in calendar.month_name]
_RULE = re.compile(r"(first|second|third|fourth|last) (\w+day) of (\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRule:
    """Which days are billed as weekends.

    Args:
        rules: `07-04`, `2026-12-24` or `last Monday of May`, each.
        sunday_is_observed_on_monday: Whether a holiday on a Sunday makes the Monday one too.

    Raises:
        ValueError: A rule names no day.
    """

    rules: tuple[str, ...] = ()
    sunday_is_observed_on_monday: bool = False

    def __post_init__(self) -> None:
        for rule in self.rules:
            # A leap year has every day there is.
            _days(rule, 2024)

    def in_year(self, year: int) -> frozenset[date]:
        """Return the holidays of a year."""
        found = {day for rule in self.rules for day in _days(rule, year)}
        if self.sunday_is_observed_on_monday:
            found |= {day + timedelta(days=1) for day in found if day.weekday() == calendar.SUNDAY}
        return frozenset(day for day in found if day.year == year)


NO_HOLIDAYS = HolidayRule()


def _days(rule: str, year: int) -> list[date]:
    if match := _RULE.fullmatch(rule.lower()):
        return [_nth(*match.groups(), year=year, rule=rule)]
    try:
        if len(rule) == len("07-04"):
            leap_day = rule == "02-29" and not calendar.isleap(year)
            return [] if leap_day else [date.fromisoformat(f"{year}-{rule}")]
        return [day for day in [date.fromisoformat(rule)] if day.year == year]
    except ValueError as error:
        raise ValueError(_unknown(rule)) from error


def _nth(ordinal: str, weekday: str, month: str, *, year: int, rule: str) -> date:
    if weekday not in _WEEKDAYS or month not in _MONTHS[1:]:
        raise ValueError(_unknown(rule))
    number = _MONTHS.index(month)
    _, length = calendar.monthrange(year, number)
    days = (date(year, number, day) for day in range(1, length + 1))
    found = [day for day in days if day.weekday() == _WEEKDAYS.index(weekday)]
    return found[_ORDINALS[ordinal]]


def _unknown(rule: str) -> str:
    return f"“{rule}” is no holiday; expected one like 07-04, 2026-12-24 or last Monday of May."
