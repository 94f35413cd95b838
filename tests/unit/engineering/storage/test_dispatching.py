from dataclasses import replace

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from penstock.engineering.storage.batteries import Battery, Coupling
from penstock.engineering.storage.dispatches import Dispatch, without_battery
from penstock.engineering.storage.dispatching import Horizon, dispatch
from penstock.engineering.storage.errors import StorageError
from penstock.engineering.storage.years import Ratchet, SiteYear
from tests.unit.engineering.storage.sites import Tariff, flat, home

BATTERY = Battery(capacity_kwh=13.5, charge_kw=5.0, discharge_kw=5.0)
ONE_CENT = 0.01

batteries = st.builds(
    Battery,
    capacity_kwh=st.floats(0.0, 30.0),
    charge_kw=st.floats(0.0, 12.0),
    discharge_kw=st.floats(0.0, 12.0),
    round_trip_efficiency=st.floats(0.6, 1.0),
    min_soc=st.floats(0.0, 0.3),
    max_soc=st.floats(0.7, 1.0),
    coupling=st.sampled_from(Coupling),
    inverter_kw=st.none() | st.floats(5.0, 12.0),
    charges_from_grid=st.booleans(),
    exports=st.booleans(),
)
tariffs = st.builds(
    Tariff,
    cheap=st.floats(0.0, 0.3),
    dear=st.floats(0.1, 0.9),
    sell=st.floats(-0.1, 0.1),
    dollars_per_kw=st.sampled_from((0.0, 12.0)),
)
sites = st.builds(home, seed=st.integers(0, 99), tariff=tariffs)


def imbalance_kwh(found: Dispatch) -> float:
    """Return the most energy that a step makes or loses, at AC or in the cells."""
    site, battery = found.site, found.battery
    meter = (
        site.load_kwh
        + battery.standby_kw * site.steps.hours
        + found.charge_kwh
        + found.export_kwh
        + found.curtailed_kwh
        - site.yield_kwh
        - found.discharge_kwh
        - found.import_kwh
    )
    cells = (
        np.diff(found.stored_kwh)
        - battery.gain_from_pv * found.from_pv_kwh
        - battery.gain_from_grid * found.from_grid_kwh
        + found.discharge_kwh / battery.gain_out
    )
    return float(max(np.abs(meter).max(), np.abs(cells).max()))


def breaches(found: Dispatch) -> list[str]:
    """Return the names of the limits that a dispatch breaks."""
    site, battery, hours, tiny = found.site, found.battery, found.site.steps.hours, 1e-6
    lost = site.yield_kwh - found.curtailed_kwh
    most_out = np.inf if site.export_limit_kw is None else site.export_limit_kw * hours
    served = site.load_kwh + battery.standby_kw * hours
    broken = {
        "below zero": min(each.min() for each in (found.charge_kwh, found.discharge_kwh)) < 0,
        "charging power": found.charge_kwh.max() > battery.charge_kw * hours + tiny,
        "discharging power": found.discharge_kwh.max() > battery.discharge_kw * hours + tiny,
        "floor": found.stored_kwh.min() < battery.floor_kwh - tiny,
        "ceiling": found.stored_kwh.max() > battery.ceiling_kwh + tiny,
        "both at once": np.minimum(found.charge_kwh, found.discharge_kwh).max() > tiny,
        "sun": (found.from_pv_kwh - lost).max() > tiny,
        "grid": not battery.charges_from_grid and found.from_grid_kwh.any(),
        "export": not battery.exports and (found.discharge_kwh - served).max() > tiny,
        "export limit": found.export_kwh.max() > most_out + tiny,
        "end": found.stored_kwh[-1] < found.stored_kwh[0] - tiny,
    }
    return [name for name, is_broken in broken.items() if is_broken]


# A failing home is named as it was found: making it smaller takes minutes and tells no more.
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=6, phases=WITHOUT_SHRINKING)
@given(site=sites, battery=batteries)
def test_energy_is_conserved_in_each_step_and_no_limit_is_broken(
    site: SiteYear, battery: Battery
) -> None:
    found = dispatch(site, battery)

    assert imbalance_kwh(found) < 1e-6
    assert breaches(found) == []


@settings(max_examples=5, phases=WITHOUT_SHRINKING)
@given(site=sites, battery=batteries)
def test_a_battery_is_never_worse_than_none(site: SiteYear, battery: Battery) -> None:
    found = dispatch(site, battery)

    none = without_battery(site, inverter_kw=battery.shared_inverter_kw)
    assert found.bill_dollars <= none.bill_dollars + ONE_CENT / 10


@pytest.mark.parametrize(("seed", "dollars_per_kw"), [(0, 0.0), (1, 14.0), (2, 14.0), (3, 0.0)])
def test_twelve_months_find_the_optimum_of_the_year(seed: int, dollars_per_kw: float) -> None:
    site = home(seed, Tariff(dollars_per_kw=dollars_per_kw))
    battery = replace(BATTERY, charges_from_grid=seed % 2 == 0, exports=seed > 1)

    months, year = (dispatch(site, battery, horizon=each) for each in Horizon)

    assert months.bill_dollars == pytest.approx(year.bill_dollars, abs=ONE_CENT)


def test_a_ratchet_makes_a_low_peak_worth_more() -> None:
    site = home(tariff=Tariff(dollars_per_kw=0.2))
    first, *others = site.demand
    held = tuple(replace(each, ratchets=(Ratchet(period=0, share=1.0),)) for each in others)

    found = dispatch(replace(site, demand=(first, *held)), BATTERY)
    alone = dispatch(site, BATTERY)

    january = first.steps
    assert found.import_kwh[january].max() < alone.import_kwh[january].max() - 0.1


def test_a_reserve_is_never_touched() -> None:
    found = dispatch(home(), replace(BATTERY, reserve_kwh=5.0))

    assert found.stored_kwh.min() >= 5.0 - 1e-9
    assert breaches(found) == []


def test_what_the_export_limit_keeps_back_is_curtailed() -> None:
    site = replace(home(), export_limit_kw=1.0)

    found = dispatch(site, replace(BATTERY, capacity_kwh=2.0))

    assert found.curtailed_kwh.sum() > 10.0
    assert breaches(found) == []


def test_where_exporting_earns_more_than_importing_costs_it_is_not_done_at_once() -> None:
    site = home()
    sell = np.where(np.arange(8760) % 24 == 19, 2.0, 0.05)
    evening = np.arange(8760) < 24 * 60
    site = replace(site, sell_dollars_per_kwh=np.where(evening, sell, 0.05))

    found = dispatch(site, replace(BATTERY, exports=True, charges_from_grid=True))

    assert np.minimum(found.import_kwh, found.export_kwh).max() == 0.0
    assert breaches(found) == []
    assert found.export_kwh[19] > 2.0


def test_where_importing_earns_money_no_energy_is_burnt_in_the_battery() -> None:
    site = home()
    paid = np.where(np.arange(8760) % (24 * 7) < 5, -0.05, 0.3)
    battery = replace(BATTERY, charges_from_grid=True)

    found = dispatch(replace(site, buy_dollars_per_kwh=paid), battery)

    assert breaches(found) == []
    assert imbalance_kwh(found) < 1e-6


def test_under_one_price_for_in_and_out_the_battery_is_left_alone() -> None:
    site = home()
    site = replace(site, buy_dollars_per_kwh=flat(site, 0.2), sell_dollars_per_kwh=flat(site, 0.2))

    assert dispatch(site, BATTERY).throughput_kwh == 0.0


def test_wear_that_costs_more_than_the_spread_keeps_the_battery_idle() -> None:
    assert dispatch(home(), BATTERY, wear_dollars_per_kwh=1.0).throughput_kwh == 0.0


def test_standby_is_drawn_all_year() -> None:
    idle = replace(BATTERY, capacity_kwh=0.0, standby_kw=0.02)

    found = dispatch(replace(home(), yield_kwh=np.zeros(8760)), idle)

    assert found.import_kwh.sum() - home().load_kwh.sum() == pytest.approx(0.02 * 8760)


def test_an_import_limit_below_the_load_names_the_moment() -> None:
    load = np.ones(8760)
    load[5000] = 20.0
    site = replace(home(), load_kwh=load, import_limit_kw=10.0)

    with pytest.raises(StorageError, match=r"At 2025-07-28 09:00 20\.00 kWh are needed"):
        dispatch(site, BATTERY)


def test_an_import_limit_that_runs_the_battery_empty_says_so() -> None:
    site = replace(home(), load_kwh=np.full(8760, 6.0), import_limit_kw=3.0)

    with pytest.raises(StorageError, match="the battery runs empty"):
        dispatch(site, BATTERY)


def test_a_day_worked_by_hand() -> None:
    """Two kWh at 10 cents, used at 50: 1 kWh of 90 % is bought for 1/0.9 kWh."""
    steps = home().steps
    load, buy = np.zeros(8760), np.full(8760, 0.10)
    load[20], buy[20] = 1.8, 0.50
    site = SiteYear(
        steps=steps,
        load_kwh=load,
        yield_kwh=np.zeros(8760),
        buy_dollars_per_kwh=buy,
        sell_dollars_per_kwh=np.zeros(8760),
    )

    found = dispatch(site, replace(BATTERY, charges_from_grid=True))

    assert found.bill_dollars == pytest.approx(1.8 / 0.9 * 0.10)
