"""A weather year lies on calendar years by the sun, whatever clocks do."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.engineering.solar.calendar_year import on_steps
from penstock.engineering.solar.errors import SolarError
from penstock.engineering.solar.yields import hourly_yield
from penstock.kernel.years import STEP_MINUTES, YearSteps
from tests.unit.engineering.solar.cases import REFERENCE, made_up_weather, system, weather

HOURS = np.arange(8760.0)
EAST = "America/New_York"


def test_hours_of_a_common_year_are_the_weathers_own() -> None:
    found = on_steps(HOURS, weather(), YearSteps(year=2025, zone=EAST))

    assert found.tolist() == HOURS.tolist()


def test_29_february_repeats_the_day_before() -> None:
    found = on_steps(HOURS, weather(), YearSteps(year=2024, zone=EAST))

    day = 24 * 58
    assert len(found) == 8784
    assert found[day + 24 : day + 48].tolist() == found[day : day + 24].tolist()
    assert found[day + 48 :].tolist() == HOURS[day + 24 :].tolist()


@settings(max_examples=30, deadline=None)
@given(year=st.integers(1990, 2060), minutes=st.sampled_from(STEP_MINUTES))
def test_no_energy_is_lost_or_made(year: int, minutes: int) -> None:
    energy = hourly_yield(weather(), *system(REFERENCE["sites"]["cases"][0])).ac_kwh

    found = on_steps(energy, weather(), YearSteps(year=year, zone=EAST, minutes=minutes))

    leap = len(found) * minutes == 366 * 24 * 60
    expected = energy.sum() + (energy[24 * 58 : 24 * 59].sum() if leap else 0)
    assert found.sum() == pytest.approx(expected, rel=1e-9)
    assert found.min() >= 0


def test_quarters_follow_the_sun_and_add_up_to_their_hours() -> None:
    energy = hourly_yield(weather(), *system(REFERENCE["sites"]["cases"][0])).ac_kwh

    found = on_steps(energy, weather(), YearSteps(year=2025, zone=EAST, minutes=15))

    assert found.reshape(-1, 4).sum(1) == pytest.approx(energy)
    morning = 24 * 100 + 8
    assert (np.diff(found.reshape(-1, 4)[morning]) > 0).all()


def test_noon_of_the_sun_stays_where_it_is_when_clocks_change() -> None:
    light = np.tile(np.eye(24)[12], 365)
    steps = YearSteps(year=2026, zone=EAST)

    found = on_steps(light, weather(), steps)

    for step in np.flatnonzero(found):
        moment = steps.start + timedelta(hours=int(step))
        assert moment.hour == 17
    assert steps.start == datetime(2026, 1, 1, 5, tzinfo=UTC)


def test_a_clock_that_is_half_an_hour_away_shares_hours() -> None:
    here = made_up_weather(utc_offset_hours=5.0, latitude=20.0, longitude=75.0)

    found = on_steps(np.ones(8760), here, YearSteps(year=2025, zone="Asia/Kolkata"))

    assert found.sum() == pytest.approx(8760)


def test_a_clock_that_fits_no_step_is_told() -> None:
    odd = made_up_weather(utc_offset_hours=-5.03)

    with pytest.raises(SolarError, match="expected whole steps of 5 minutes"):
        on_steps(HOURS, odd, YearSteps(year=2025, zone=EAST))
