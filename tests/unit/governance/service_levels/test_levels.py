"""Service levels are read in the words of the documents, and say when something is due."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.levels import ServiceLevel, ServiceLevelError, Unit
from penstock.governance.service_levels.open_time import BeyondCalendarError
from tests.unit.governance.service_levels.timing import (
    MOMENTS,
    OFFICE,
    ROUND_THE_CLOCK,
    SERVICE_LEVELS,
    calendars,
    local,
)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("7 business days", 7, Unit.BUSINESS_DAY),
        ("30 calendar days", 30, Unit.CALENDAR_DAY),
        ("45 days", 45, Unit.CALENDAR_DAY),
        ("1 hour", 1, Unit.HOUR),
        (" 10  Business Hours ", 10, Unit.BUSINESS_HOUR),
        ("90 minutes", 90, Unit.MINUTE),
        ("15 business minutes", 15, Unit.BUSINESS_MINUTE),
    ],
)
def test_a_service_level_is_read(text: str, amount: int, unit: Unit) -> None:
    assert ServiceLevel.parse(text) == ServiceLevel(amount=amount, unit=unit)


@given(st.integers(1, 9999), st.sampled_from(Unit))
def test_a_service_level_is_read_as_it_is_written(amount: int, unit: Unit) -> None:
    level = ServiceLevel(amount=amount, unit=unit)

    assert ServiceLevel.parse(str(level)) == level


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("soon", "it is no number with a unit"),
        ("", "it is no number with a unit"),
        ("1.5 hours", "it is no number with a unit"),
        ("-3 business days", "it is no number with a unit"),
        ("3 months", "it is no number with a unit"),
        ("2 weeks", "“week” is no unit"),
        ("3 calendar hours", "“calendar hour” is no unit"),
        ("0 business days", "it leaves no time"),
    ],
)
def test_what_is_no_service_level_is_refused_with_a_sentence(text: str, because: str) -> None:
    with pytest.raises(ServiceLevelError) as refused:
        ServiceLevel.parse(text)

    assert str(refused.value) == (
        f"The service level “{text}” is not understood: {because}. Write a whole number from 1 to "
        "9999 and one of: minute, hour, calendar day, business minute, business hour, business "
        "day; such as “7 business days” or “1 hour”."
    )


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        # 3 July is a holiday, 4 and 5 July a weekend.
        ("1 business day", "2026-07-02T16:59", "2026-07-06T17:00"),
        ("1 business day", "2026-07-02T18:30", "2026-07-06T17:00"),
        ("7 business days", "2026-06-01T09:00", "2026-06-10T17:00"),
        ("30 calendar days", "2026-06-01T09:00", "2026-07-02T00:00"),
        ("1 hour", "2026-07-02T16:30", "2026-07-02T17:30"),
        # 2:00 to 3:00 does not exist that night.
        ("1 hour", "2026-03-08T01:30", "2026-03-08T03:30"),
        ("10 business hours", "2026-07-02T16:00", "2026-07-07T09:00"),
        ("60 business minutes", "2026-07-02T11:30", "2026-07-02T13:30"),
    ],
)
def test_a_service_level_says_when_something_is_due(text: str, start: str, due: str) -> None:
    level = ServiceLevel.parse(text)

    assert level.due(OFFICE, local(OFFICE, start)) == local(OFFICE, due)


def test_a_calendar_day_ends_at_midnight_also_where_it_has_23_hours() -> None:
    start = local(ROUND_THE_CLOCK, "2026-03-07T12:00")

    due = ServiceLevel.parse("1 calendar day").due(ROUND_THE_CLOCK, start)

    assert due - start == timedelta(hours=12 + 23)


def test_plain_time_is_what_passes_and_not_what_the_wall_shows() -> None:
    start, end = local(OFFICE, "2026-03-08T01:30"), local(OFFICE, "2026-03-08T03:30")

    assert ServiceLevel.parse("1 hour").between(OFFICE, start, end) == timedelta(hours=1)


@given(calendars(), SERVICE_LEVELS, MOMENTS, MOMENTS)
def test_what_starts_later_is_never_due_earlier(
    calendar: Calendar, level: ServiceLevel, one: datetime, other: datetime
) -> None:
    start, later = sorted((one, other))
    try:
        last = level.due(calendar, later)
    except BeyondCalendarError:
        reject()

    assert start < level.due(calendar, start) <= last
