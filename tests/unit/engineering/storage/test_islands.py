from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.engineering.storage.errors import StorageError
from penstock.engineering.storage.islands import (
    Outage,
    Season,
    by_season,
    island_hours,
    reserve_for,
)
from tests.unit.engineering.storage.sites import home
from tests.unit.engineering.storage.test_dispatching import BATTERY

SITE = home()
DARK = replace(SITE, yield_kwh=np.zeros(8760), load_kwh=np.ones(8760))
LOSSLESS = replace(BATTERY, round_trip_efficiency=1.0)


def test_without_sun_a_battery_lasts_as_long_as_its_energy() -> None:
    hours = island_hours(DARK, LOSSLESS, Outage(stored_kwh=13.5))

    assert set(hours) == {13.0}


def test_losses_shorten_it() -> None:
    hours = island_hours(DARK, BATTERY, Outage(stored_kwh=13.5))

    assert set(hours) == {12.0}  # 13.5 x sqrt(0.9) = 12.8


def test_half_of_the_load_is_served_twice_as_long() -> None:
    hours = island_hours(DARK, LOSSLESS, Outage(stored_kwh=13.5, critical_share=0.5))

    assert set(hours) == {27.0}


def test_a_load_above_the_batterys_power_is_not_served() -> None:
    load = np.ones(8760)
    load[100] = 7.0

    hours = island_hours(replace(DARK, load_kwh=load), LOSSLESS, Outage(stored_kwh=13.5))

    assert hours[[99, 100, 101]].tolist() == [1.0, 0.0, 13.0]


def test_an_outage_on_the_last_evening_goes_on_in_january() -> None:
    hours = island_hours(DARK, LOSSLESS, Outage(stored_kwh=13.5))

    assert hours[-1] == 13.0


def test_each_step_may_begin_with_its_own_energy() -> None:
    stored = np.where(np.arange(8760) % 2, 3.0, 6.0)

    hours = island_hours(DARK, LOSSLESS, Outage(stored_kwh=stored))

    assert hours[:4].tolist() == [6.0, 3.0, 6.0, 3.0]


def test_an_array_alone_serves_nothing() -> None:
    none = replace(BATTERY, capacity_kwh=0.0)

    assert not island_hours(SITE, none, Outage(stored_kwh=0.0)).any()


@settings(max_examples=10)
@given(st.floats(0.2, 1.0), st.floats(0.0, 0.8), st.integers(0, 50))
def test_less_load_or_more_energy_never_lasts_shorter(share: float, soc: float, seed: int) -> None:
    site, stored = home(seed), soc * BATTERY.capacity_kwh

    base = island_hours(site, BATTERY, Outage(critical_share=share, stored_kwh=stored))
    more = island_hours(site, BATTERY, Outage(critical_share=share * 0.8, stored_kwh=stored * 1.2))

    assert (more >= base).all()


def test_winter_is_told_apart_from_summer() -> None:
    hours = island_hours(SITE, BATTERY, Outage(stored_kwh=13.5, most_hours=72))

    rows = {row.season: row for row in by_season(SITE, hours, most_hours=72)}

    winter, summer = rows[Season.WINTER], rows[Season.SUMMER]
    assert winter.least <= winter.p10 <= winter.median <= 72
    assert winter.lasting < summer.lasting
    assert rows[None].least == min(
        winter.least, summer.least, rows[Season.SPRING].least, rows[Season.AUTUMN].least
    )


def test_a_reserve_for_some_hours_lasts_as_long_from_any_moment() -> None:
    dark = replace(SITE, yield_kwh=np.zeros(8760))
    kept = reserve_for(dark, BATTERY, hours=6.0, critical_share=0.8)

    hours = island_hours(dark, BATTERY, Outage(critical_share=0.8, stored_kwh=kept))

    assert hours.min() == 6.0


@pytest.mark.parametrize(
    ("outage", "sentence"),
    [
        (Outage(stored_kwh=20.0), "between 20 and 20 kWh in a battery that holds 13.5 kWh"),
        (Outage(stored_kwh=float("nan")), "between nan and nan kWh"),
        (Outage(stored_kwh=1.0, critical_share=1.5), "share of critical load is 1.5"),
    ],
)
def test_an_outage_that_cannot_be_is_refused(outage: Outage, sentence: str) -> None:
    with pytest.raises(StorageError, match=sentence):
        island_hours(SITE, BATTERY, outage)
