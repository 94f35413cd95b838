from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.storage.ageing import (
    Health,
    Stress,
    calendar_rate,
    cycle_rate,
    stress_of,
    swings,
)
from penstock.engineering.storage.errors import StorageError
from penstock.engineering.storage.rules import follow
from tests.unit.engineering.storage.sites import home
from tests.unit.engineering.storage.test_dispatching import BATTERY

FOUND = follow(home(), BATTERY)


def test_a_year_at_25_degrees_and_half_full_takes_four_percent() -> None:
    rate = calendar_rate(soc=np.array([0.5]), cell_celsius=25.0)

    # 1.2571e-5 x 0.60225 x sqrt(31 536 000)
    assert rate[0] * 31_536_000**0.5 == pytest.approx(0.042516, abs=1e-6)


def test_heat_and_a_high_state_of_charge_age_faster() -> None:
    cold, warm = (calendar_rate(soc=np.array([0.2, 0.9]), cell_celsius=each) for each in (10, 40))

    assert (warm > cold).all()
    assert warm[1] > warm[0]


def test_cycles_lose_by_the_root_of_their_number() -> None:
    rate = cycle_rate(c_rate=1.0, depth=np.array([0.8]))

    # (0.0630 + 0.0971) / 100 x (4.0253 x 0.008 + 1.0923)
    assert rate[0] == pytest.approx(0.0018003, abs=1e-7)


def test_a_swing_goes_from_one_turning_point_to_the_next() -> None:
    soc = np.array([0.0, 0.3, 0.8, 0.8, 0.5, 0.5, 0.2, 0.9])

    assert swings(soc) == pytest.approx([0.8, 0.6, 0.7])


def test_a_battery_at_rest_has_no_swings() -> None:
    assert swings(np.full(5, 0.4)).size == 0


def test_the_depths_of_a_years_swings_are_its_cycles() -> None:
    cycles = swings(FOUND.stored_kwh / BATTERY.capacity_kwh).sum() / 2

    assert cycles == pytest.approx(FOUND.full_cycles, rel=0.01)


def test_a_year_of_daily_cycles_loses_a_few_percent() -> None:
    share = Health().after(stress_of(FOUND)).share

    assert 0.90 < share < 0.97


def test_what_never_was_does_not_age() -> None:
    nothing = follow(home(), replace(BATTERY, capacity_kwh=0.0))

    assert Health().after(stress_of(nothing)).share == 1.0


@given(st.floats(0, 1e-3), st.floats(0, 1e-3), st.integers(1, 30))
def test_capacity_only_falls_and_each_year_of_the_same_takes_less(
    calendar: float, cycle: float, years: int
) -> None:
    stress = Stress(calendar=calendar, cycle=cycle, throughput_kwh=1.0)
    shares, health = [1.0], Health()
    for _ in range(years + 1):
        health = health.after(stress)
        shares.append(health.share)

    losses = -np.diff(shares)
    assert (losses >= 0).all()
    assert (np.diff(losses) <= 1e-12).all()


def test_a_temperature_outside_of_what_was_measured_is_refused() -> None:
    with pytest.raises(StorageError, match="temperature of the cells is 75 °C; expected 0 to 60"):
        stress_of(FOUND, cell_celsius=75.0)
