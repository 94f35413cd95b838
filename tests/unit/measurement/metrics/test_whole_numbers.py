from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from penstock.measurement.metrics.whole_numbers import DAY_US, microseconds_at, month_of


@given(st.dates(date(1960, 1, 1), date(2100, 12, 31)))
def test_the_month_of_a_day_begins_with_its_first(day: date) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)

    assert month_of(microseconds_at(midnight) // DAY_US) == day.replace(day=1)
