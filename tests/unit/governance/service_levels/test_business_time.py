"""Business time against an oracle that walks minute by minute, and the laws it keeps."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from penstock.governance.service_levels.business_time import (
    add_business_days,
    add_business_time,
    business_time_between,
    closing,
    local_day,
)
from penstock.governance.service_levels.calendars import Calendar, weekly
from penstock.governance.service_levels.open_time import BeyondCalendarError
from tests.unit.governance.service_levels.timing import (
    AMOUNTS,
    CHANGES,
    MOMENTS,
    OFFICE,
    ROUND_THE_CLOCK,
    calendars,
    is_open,
    local,
)

NOTHING = timedelta()
MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)
LENGTHS = st.integers(0, 2 * 24 * 60)


def _walked(calendar: Calendar, start: datetime, minutes: int) -> timedelta:
    """Return the business time of a period, one minute after the other."""
    return sum((MINUTE for n in range(minutes) if is_open(calendar, start + n * MINUTE)), NOTHING)


@settings(max_examples=150)
@given(calendars(), MOMENTS, LENGTHS)
def test_business_time_is_what_a_walk_minute_by_minute_counts(
    calendar: Calendar, start: datetime, minutes: int
) -> None:
    counted = business_time_between(calendar, start, start + minutes * MINUTE)

    assert counted == _walked(calendar, start, minutes)


@given(calendars(), MOMENTS, AMOUNTS)
def test_so_much_business_time_lies_before_a_moment_as_was_added(
    calendar: Calendar, start: datetime, amount: timedelta
) -> None:
    assume(_reaches(calendar, start, amount))

    end = add_business_time(calendar, start, amount)

    assert business_time_between(calendar, start, end) == amount


@given(calendars(), MOMENTS, AMOUNTS, AMOUNTS)
def test_adding_twice_is_adding_the_sum(
    calendar: Calendar, start: datetime, first: timedelta, second: timedelta
) -> None:
    assume(_reaches(calendar, start, first + second))

    once = add_business_time(calendar, start, first)

    assert add_business_time(calendar, once, second) == add_business_time(
        calendar, start, first + second
    )


@given(calendars(), MOMENTS, MOMENTS, AMOUNTS, AMOUNTS)
def test_later_and_longer_never_ends_earlier(
    calendar: Calendar, one: datetime, other: datetime, first: timedelta, second: timedelta
) -> None:
    (start, later), (amount, more) = sorted((one, other)), sorted((first, second))
    assume(_reaches(calendar, later, more))

    end = add_business_time(calendar, start, amount)

    assert start <= end <= add_business_time(calendar, later, more)


@given(calendars(), MOMENTS, AMOUNTS)
def test_an_end_never_lies_in_closed_time(
    calendar: Calendar, start: datetime, amount: timedelta
) -> None:
    assume(amount > NOTHING)
    assume(_reaches(calendar, start, amount))

    end = add_business_time(calendar, start, amount)

    assert is_open(calendar, end - TICK)


@given(calendars(), MOMENTS, MOMENTS, MOMENTS)
def test_periods_that_follow_each_other_add_up(
    calendar: Calendar, one: datetime, two: datetime, three: datetime
) -> None:
    whole = business_time_between(calendar, one, three)

    assert whole == business_time_between(calendar, one, two) + business_time_between(
        calendar, two, three
    )


@given(calendars(), st.sampled_from(CHANGES), st.integers(1, 20), st.integers(1, 20))
def test_business_days_add_up_and_never_are_closed(
    calendar: Calendar, day: date, first: int, second: int
) -> None:
    halfway = add_business_days(calendar, day, first)
    end = add_business_days(calendar, day, first + second)

    assert day < halfway < end == add_business_days(calendar, halfway, second)
    assert is_open(calendar, closing(calendar, end) - TICK)
    assert local_day(calendar, closing(calendar, end) - TICK) == end


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-08", 23), ("2026-11-01", 25), ("2026-06-01", 24)]
)
def test_a_day_has_the_hours_that_the_clock_change_leaves_it(day: str, hours: int) -> None:
    start = local(ROUND_THE_CLOCK, day)
    end = local(ROUND_THE_CLOCK, str(date.fromisoformat(day) + timedelta(days=1)))

    assert business_time_between(ROUND_THE_CLOCK, start, end) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("day", "hours", "minutes"),
    [
        # From 2:00 the clock shows 3:00.
        ("2026-03-08", "00:00-02:00", 120),
        ("2026-03-08", "02:30-03:30", 30),
        ("2026-03-08", "02:00-03:00", 0),
        # At 2:00 it shows 1:00 once more.
        ("2026-11-01", "01:00-02:00", 120),
        ("2026-11-01", "00:30-01:30", 90),
        ("2026-11-01", "02:00-03:00", 60),
    ],
)
def test_hours_at_the_clock_change_count_as_long_as_the_wall_shows_them(
    day: str, hours: str, minutes: int
) -> None:
    calendar = replace(ROUND_THE_CLOCK, week=weekly({"sunday": [hours]}))
    start = local(calendar, day)

    assert business_time_between(calendar, start, start + timedelta(days=1)) == minutes * MINUTE


def test_work_that_fills_a_day_is_due_when_the_day_closes() -> None:
    end = add_business_time(OFFICE, local(OFFICE, "2026-06-05T08:00"), timedelta(hours=8))

    assert end == local(OFFICE, "2026-06-05T17:00")


def test_no_time_after_closed_time_is_the_next_opening() -> None:
    end = add_business_time(OFFICE, local(OFFICE, "2026-06-06T12:00"), NOTHING)

    assert end == local(OFFICE, "2026-06-08T08:00")


def test_business_days_leave_out_the_first_day_weekends_and_holidays() -> None:
    assert add_business_days(OFFICE, date(2026, 7, 1), 2) == date(2026, 7, 6)


def test_business_time_runs_backwards_below_nothing() -> None:
    monday, tuesday = local(OFFICE, "2026-06-08T10:00"), local(OFFICE, "2026-06-09T10:00")

    assert business_time_between(OFFICE, tuesday, monday) == -timedelta(hours=8)


def test_taking_business_time_away_is_refused() -> None:
    with pytest.raises(ValueError, match="added, not taken away"):
        add_business_time(OFFICE, local(OFFICE, "2026-06-08"), -MINUTE)


def test_no_business_days_are_refused() -> None:
    with pytest.raises(ValueError, match="0 is not at least 1"):
        add_business_days(OFFICE, date(2026, 6, 8), 0)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="names no zone"):
        business_time_between(OFFICE, datetime(2026, 6, 8), datetime(2026, 6, 9))  # noqa: DTZ001


def test_a_holiday_does_not_close() -> None:
    with pytest.raises(
        ValueError, match="2026-01-01 is no business day of calendar office version 1"
    ):
        closing(OFFICE, date(2026, 1, 1))


def test_a_moment_whose_holidays_nobody_knows_is_refused() -> None:
    with pytest.raises(BeyondCalendarError, match="Make a version of it with more years"):
        business_time_between(
            OFFICE, datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 6, 1, tzinfo=UTC)
        )


def test_the_last_midnight_of_the_known_years_is_within_them() -> None:
    start, end = local(OFFICE, "2027-12-31T09:00"), local(OFFICE, "2028-01-01")

    assert business_time_between(OFFICE, start, end) == timedelta(hours=7)


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2028, 1, 1), date(2027, 12, 30)])
def test_business_days_beyond_the_known_years_are_refused(day: date) -> None:
    with pytest.raises(BeyondCalendarError, match="lies outside 2025 to 2027"):
        add_business_days(OFFICE, day, 5)


def test_business_time_beyond_the_known_years_is_refused() -> None:
    with pytest.raises(BeyondCalendarError, match="The end lies outside 2025 to 2027"):
        add_business_time(OFFICE, local(OFFICE, "2027-12-30"), timedelta(hours=40))


def _reaches(calendar: Calendar, start: datetime, amount: timedelta) -> bool:
    """Tell whether a calendar has so much time left; one with an hour a week may not."""
    return business_time_between(calendar, start, datetime(2027, 12, 31, tzinfo=UTC)) > amount
