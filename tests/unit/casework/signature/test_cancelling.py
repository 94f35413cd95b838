from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.signature.cancelling import right_to_cancel
from penstock.casework.signature.holidays import federal_holidays

EASTERN = "America/New_York"


@pytest.mark.parametrize("year", range(2022, 2061))
def test_federal_holidays_are_those_that_others_know(year: int) -> None:
    known = holidays.country_holidays("US", years=[year, year + 1])

    assert federal_holidays(year) == {day for day in known if day.year == year}


def test_saturday_counts_and_sunday_does_not() -> None:
    friday = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo(EASTERN))

    # Saturday, Monday, Tuesday.
    assert right_to_cancel(friday, zone=EASTERN).last_day == date(2026, 11, 24)


def test_a_holiday_does_not_count() -> None:
    wednesday = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo(EASTERN))

    # Thursday is Thanksgiving: Friday, Saturday, Monday.
    assert right_to_cancel(wednesday, zone=EASTERN).last_day == date(2026, 11, 30)


def test_the_right_ends_at_the_midnight_of_the_signers_own_zone() -> None:
    signed = datetime(2026, 11, 17, 3, tzinfo=UTC)  # the evening of Monday the 16th
    right = right_to_cancel(signed, zone=EASTERN)

    assert right.until == datetime(2026, 11, 20, tzinfo=ZoneInfo(EASTERN))


def test_the_right_is_open_in_its_last_moment_and_then_no_more() -> None:
    right = right_to_cancel(datetime(2026, 11, 17, 12, tzinfo=UTC), zone=EASTERN)

    assert right.is_open(right.until - timedelta(microseconds=1))
    assert not right.is_open(right.until)


@given(st.integers(0, 36 * 365 * 24 * 60))
def test_there_are_always_three_whole_days_at_least(minutes: int) -> None:
    signed = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    right = right_to_cancel(signed, zone=EASTERN)

    assert timedelta(days=3) <= right.until.astimezone(UTC) - signed <= timedelta(days=8)
