from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.appointment.crews import Absence, shifts
from penstock.casework.appointment.jobs import Window
from penstock.governance.service_levels.open_time import BeyondCalendarError
from tests.unit.casework.appointment.crews import CALENDAR, FORTNIGHT, crew, moment

DAYS = shifts(crew(), CALENDAR, FORTNIGHT)


def test_nobody_works_on_holidays_and_weekends() -> None:
    assert [each.day.day for each in DAYS] == [23, 24, 25, 27, 30, 1, 2, 3, 4]


def test_a_break_does_not_count() -> None:
    monday = DAYS[0]

    assert monday.minutes == 8 * 60
    assert monday.moment(240) == moment(23, 12, 30)
    assert monday.moment(240, is_end=True) == moment(23, 12)


@given(st.integers(0, 8 * 60 - 1))
def test_a_minute_of_a_shift_is_found_again_by_its_moment(minute: int) -> None:
    assert DAYS[0].minute(DAYS[0].moment(minute)) == minute


@given(st.integers(0, 8 * 60 - 1), st.integers(1, 59))
def test_a_begun_minute_counts_no_more(minute: int, seconds: int) -> None:
    later = DAYS[0].moment(minute) + timedelta(seconds=seconds)

    assert DAYS[0].minute(later) == minute + 1


def test_work_begins_within_its_windows_alone() -> None:
    afternoon = Window(start=moment(23, 12), end=moment(23, 14))

    assert DAYS[0].starts_in([afternoon]) == ((240, 330),)
    assert DAYS[1].starts_in([afternoon]) == ()


def test_a_crew_that_is_ill_works_in_what_is_left() -> None:
    ill = Absence(
        crew="crew-1", window=Window(start=moment(23, 10), end=moment(24, 23)), because="ill"
    )
    other = Absence(crew="crew-2", window=FORTNIGHT, because="ill")

    found = shifts(crew(), CALENDAR, FORTNIGHT, absences=[ill, other])

    assert [(each.day, each.minutes) for each in found[:2]] == [
        (date(2026, 11, 23), 120),
        (date(2026, 11, 25), 480),
    ]


def test_nothing_is_planned_where_holidays_are_not_known() -> None:
    beyond = Window(start=moment(23, 0), end=moment(23, 0) + timedelta(days=900))

    with pytest.raises(BeyondCalendarError):
        shifts(crew(), CALENDAR, beyond)
