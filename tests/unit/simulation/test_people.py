"""Synthetic people and the moments at which they work."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.service_levels.open_time import BeyondCalendarError, open_time
from penstock.simulation.chances import dice
from penstock.simulation.people import MARK, Person, at_work, staff, who_works
from tests.unit.simulation.small_world import BEGIN, CALENDAR, END, company

MOMENTS = st.datetimes(datetime(2025, 1, 2), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WAITS = st.timedeltas(timedelta(), timedelta(days=30))


@given(wanted=MOMENTS, ahead=WAITS)
def test_work_is_done_in_business_hours_and_never_too_early(
    wanted: datetime, ahead: timedelta
) -> None:
    earliest = wanted - ahead
    found = at_work(CALENDAR, wanted, earliest=earliest)
    hours = open_time(CALENDAR)

    assert found >= earliest
    assert any(opens <= found <= closes for opens, closes in hours.periods)


@given(wanted=MOMENTS)
def test_what_is_wanted_in_business_hours_is_done_then(wanted: datetime) -> None:
    hours = open_time(CALENDAR)
    is_open = any(opens <= wanted < closes for opens, closes in hours.periods)
    found = at_work(CALENDAR, wanted, earliest=wanted - timedelta(days=9))

    assert (found == wanted) == is_open or found in {*hours.starts, *hours.ends}


def test_what_is_wanted_beyond_the_calendar_is_refused() -> None:
    wanted = datetime(2031, 1, 1, tzinfo=UTC)

    with pytest.raises(BeyondCalendarError):
        at_work(CALENDAR, wanted, earliest=wanted)


def test_everybody_has_a_name_of_their_own_that_says_they_are_synthetic() -> None:
    people = staff({"Seller", "Builder"}, company(), begin=BEGIN, end=END, seed=1)
    names = [person.name for role in people.values() for person in role]

    assert len(set(names)) == len(names) == 6
    assert all(name.endswith(MARK) for name in names)


def test_who_is_on_holiday_does_not_work() -> None:
    away = Person(name="Ada", free_weekday=None, holidays=(date(2025, 3, 3),))
    there = Person(name="Ben", free_weekday=None, holidays=())

    assert {who_works((away, there), dice(n), date(2025, 3, 10)).name for n in range(9)} == {"Ben"}


def test_somebody_works_where_all_are_away() -> None:
    away = Person(name="Ada", free_weekday=0, holidays=())

    assert who_works((away,), dice(1), date(2025, 3, 10)) is away
