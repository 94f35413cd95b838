"""Service levels: how long something may take, in the words of the documents."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from penstock.governance.service_levels.business_time import (
    add_business_days,
    add_business_time,
    business_time_between,
    closing,
    local_day,
)
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.open_time import in_utc

_WORDS = re.compile(r"(\d{1,4}) (?:(business|calendar) )?(minute|hour|day|week)s?")


class Unit(StrEnum):
    """What a service level counts in."""

    MINUTE = "minute"
    HOUR = "hour"
    CALENDAR_DAY = "calendar day"
    BUSINESS_MINUTE = "business minute"
    BUSINESS_HOUR = "business hour"
    BUSINESS_DAY = "business day"

    @property
    def is_business(self) -> bool:
        """Whether its clock stands still in closed time."""
        return self in _BUSINESS

    @property
    def is_day(self) -> bool:
        """Whether it counts days to their end, and not time from a moment."""
        return self in {Unit.CALENDAR_DAY, Unit.BUSINESS_DAY}


_BUSINESS = {Unit.BUSINESS_MINUTE, Unit.BUSINESS_HOUR, Unit.BUSINESS_DAY}
_UNITS = {
    ("", "minute"): Unit.MINUTE,
    ("", "hour"): Unit.HOUR,
    ("", "day"): Unit.CALENDAR_DAY,
    ("calendar", "day"): Unit.CALENDAR_DAY,
    ("business", "minute"): Unit.BUSINESS_MINUTE,
    ("business", "hour"): Unit.BUSINESS_HOUR,
    ("business", "day"): Unit.BUSINESS_DAY,
}


class ServiceLevelError(ValueError):
    """A service level that is not understood."""

    def __init__(self, text: str, because: str) -> None:
        super().__init__(
            f"The service level “{text}” is not understood: {because}. Write a whole number from 1 "
            f"to 9999 and one of: {', '.join(Unit)}; such as “7 business days” or “1 hour”."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """How long something may take.

    Args:
        amount: How many, at least one.
        unit: Of what.
    """

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 1:
            raise ServiceLevelError(str(self), "it leaves no time")

    def __str__(self) -> str:
        # Without separators: it is read back, and is part of a model's fingerprint.
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"

    @classmethod
    def parse(cls, text: str) -> "ServiceLevel":
        """Return the service level that a text such as `7 business days` says.

        Raises:
            ServiceLevelError: The text says none.
        """
        words = _WORDS.fullmatch(" ".join(text.lower().split()))
        if words is None:
            raise ServiceLevelError(text, "it is no number with a unit")
        amount, manner, unit = words.groups(default="")
        found = _UNITS.get((manner, unit))
        if found is None:
            raise ServiceLevelError(text, f"“{f'{manner} {unit}'.strip()}” is no unit")
        return cls(amount=int(amount), unit=found)

    def due(self, calendar: Calendar, start: datetime) -> datetime:
        """Return the first moment that is too late, for what starts at a moment.

        Days are counted from the next one on and to their end: the closing of a business day,
        midnight of a calendar day, both where the calendar is.

        Raises:
            BeyondCalendarError: The calendar does not reach that far.
        """
        if self.unit is Unit.BUSINESS_DAY:
            day = add_business_days(calendar, local_day(calendar, start), self.amount)
            return closing(calendar, day)
        if self.unit is Unit.CALENDAR_DAY:
            return _midnight(calendar, start, days=self.amount + 1)
        return self.later(calendar, start, self._length)

    def between(self, calendar: Calendar, start: datetime, end: datetime) -> timedelta:
        """Return how much of a period this level's clock counts."""
        if self.unit.is_business:
            return business_time_between(calendar, start, end)
        return in_utc(end) - in_utc(start)

    def later(self, calendar: Calendar, start: datetime, amount: timedelta) -> datetime:
        """Return the first moment at which this level's clock has counted so much since a start."""
        if self.unit.is_business:
            return add_business_time(calendar, start, amount)
        return in_utc(start) + amount

    @property
    def _length(self) -> timedelta:
        hours = self.unit in {Unit.HOUR, Unit.BUSINESS_HOUR}
        return timedelta(hours=self.amount) if hours else timedelta(minutes=self.amount)


def _midnight(calendar: Calendar, start: datetime, *, days: int) -> datetime:
    day = local_day(calendar, start) + timedelta(days=days)
    return in_utc(datetime.combine(day, time(), tzinfo=ZoneInfo(calendar.zone)))
