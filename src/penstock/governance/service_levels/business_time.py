"""Counting in business time: exact across daylight saving, because it counts in UTC."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.open_time import in_utc, open_time


def business_time_between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Return the business time of a half-open period; of one that runs backwards, less than none.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    hours = open_time(calendar)
    return hours.before(end) - hours.before(start)


def add_business_time(calendar: Calendar, start: datetime, amount: timedelta) -> datetime:
    """Return the first moment at which an amount of business time has passed since a start.

    Work that fills a day is due when the day closes, not when the next one opens. Of no time at
    all the moment is the start itself, or the next opening where the start is closed.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
        ValueError: The amount is less than none.
    """
    if amount < timedelta():
        raise ValueError(f"Business time is added, not taken away: {amount} is less than none.")
    return open_time(calendar).after(start, amount)


def add_business_days(calendar: Calendar, day: date, days: int) -> date:
    """Return the business day that comes a number of business days after a day, itself uncounted.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
        ValueError: The number is not at least one.
    """
    if days < 1:
        raise ValueError(
            f"Business days are counted from the next one on: {days} is not at least 1."
        )
    return open_time(calendar).business_day_after(day, days)


def closing(calendar: Calendar, day: date) -> datetime:
    """Return the moment a business day's last hours end.

    Raises:
        ValueError: The day is no business day of the calendar.
    """
    closes = open_time(calendar).closings.get(day)
    if closes is None:
        raise ValueError(f"{day} is no business day of calendar {calendar}; take one that is.")
    return closes


def local_day(calendar: Calendar, moment: datetime) -> date:
    """Return the day that a moment belongs to where the calendar is."""
    return in_utc(moment).astimezone(ZoneInfo(calendar.zone)).date()
