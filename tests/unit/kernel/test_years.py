"""The steps of a year have no gap and no overlap, whatever the clock on the wall does."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.kernel.years import STEP_MINUTES, YearSteps

ZONES = ["America/New_York", "America/Phoenix", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
YEARS = st.builds(
    YearSteps,
    year=st.integers(1990, 2037),
    zone=st.sampled_from(ZONES),
    minutes=st.sampled_from(STEP_MINUTES),
)


@given(steps=YEARS)
def test_the_steps_fill_the_year(steps: YearSteps) -> None:
    assert steps.start + steps.count * timedelta(minutes=steps.minutes) == steps.end


def test_a_leap_year_has_a_day_more() -> None:
    counts = [YearSteps(year=year, zone="America/New_York").count for year in (2023, 2024)]

    assert counts == [8760, 8784]


def test_the_clock_of_new_york_changes_on_two_sundays() -> None:
    offsets = YearSteps(year=2025, zone="America/New_York").offsets

    # 9 March and 2 November 2025, at 02:00 by the clock on the wall.
    assert offsets == ((0, -300), (1610, -240), (7321, -300))


def test_the_clock_of_phoenix_never_changes() -> None:
    assert YearSteps(year=2025, zone="America/Phoenix", minutes=15).offsets == ((0, -420),)


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(ValueError, match="There is no time zone “Quantum/Valley”"):
        YearSteps(year=2025, zone="Quantum/Valley")


def test_a_step_that_does_not_divide_the_hour_is_refused() -> None:
    with pytest.raises(ValueError, match="not 7"):
        YearSteps(year=2025, zone="UTC", minutes=7)
