from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.dispatches import without_battery
from penstock.engineering.storage.dispatching import dispatch
from penstock.engineering.storage.errors import StorageError
from penstock.engineering.storage.rules import follow, schedule
from penstock.engineering.storage.years import SiteYear
from tests.unit.engineering.storage.sites import Tariff, flat, home
from tests.unit.engineering.storage.test_dispatching import (
    BATTERY,
    batteries,
    breaches,
    imbalance_kwh,
    sites,
)


@settings(max_examples=30)
@given(site=sites, battery=batteries)
def test_the_rule_conserves_energy_and_keeps_all_limits(site: SiteYear, battery: Battery) -> None:
    found = follow(site, battery)

    assert imbalance_kwh(found) < 1e-6
    assert breaches(found) == []


@settings(max_examples=15)
@given(
    battery=batteries,
    cut=st.integers(1, 8759),
    tariff=st.sampled_from((Tariff(), Tariff(dollars_per_kw=10.0))),
)
def test_what_comes_later_changes_nothing_before(
    battery: Battery, cut: int, tariff: Tariff
) -> None:
    site, other = home(1, tariff), home(2, tariff)
    changed = replace(
        site,
        load_kwh=np.where(np.arange(8760) < cut, site.load_kwh, other.load_kwh),
        yield_kwh=np.where(np.arange(8760) < cut, site.yield_kwh, 0.0),
    )

    one, two = follow(site, battery), follow(changed, battery)

    assert np.array_equal(one.stored_kwh[: cut + 1], two.stored_kwh[: cut + 1])


@pytest.mark.parametrize("dollars_per_kw", [0.0, 14.0])
@pytest.mark.parametrize("grid", [False, True])
def test_the_rule_saves_something_and_less_than_foresight(
    dollars_per_kw: float, grid: bool
) -> None:
    site = home(3, Tariff(dollars_per_kw=dollars_per_kw))
    battery = replace(BATTERY, charges_from_grid=grid)

    bill = follow(site, battery).bill_dollars

    assert dispatch(site, battery).bill_dollars < bill < without_battery(site).bill_dollars


def test_under_one_price_the_rule_uses_its_own_sun() -> None:
    site = home()
    site = replace(site, buy_dollars_per_kwh=flat(site, 0.3))

    found, none = follow(site, BATTERY), without_battery(site)

    assert found.self_consumption > none.self_consumption + 0.1
    assert found.import_kwh.sum() < none.import_kwh.sum()


def test_before_the_dear_hours_the_battery_is_kept_for_them() -> None:
    plan = schedule(home(), BATTERY)

    assert np.flatnonzero(plan.discharges[:24]).tolist() == list(range(16, 24))
    assert not plan.fills.any()


def test_it_fills_from_the_grid_where_it_may_and_where_that_pays() -> None:
    site = home(tariff=Tariff(cheap=0.2, dear=0.21))
    may = replace(BATTERY, charges_from_grid=True)

    assert schedule(home(), may).fills[:24].sum() == 16
    assert not schedule(site, may).fills.any()


def test_it_sells_in_the_dearest_hours_where_it_may() -> None:
    site = home()
    site = replace(site, sell_dollars_per_kwh=site.buy_dollars_per_kwh)
    may = replace(BATTERY, exports=True)

    assert np.flatnonzero(schedule(site, may).sells[:24]).tolist() == list(range(16, 21))
    assert follow(site, may).export_kwh[:240].max() > 3.0


def test_where_the_grid_pays_the_full_price_the_sun_is_not_stored() -> None:
    site = home(tariff=Tariff(cheap=0.3, dear=0.3, sell=0.3))

    assert follow(site, BATTERY).throughput_kwh == 0.0


def test_what_the_export_limit_keeps_back_is_stored_all_the_same() -> None:
    site = replace(home(tariff=Tariff(cheap=0.3, dear=0.3, sell=0.3)), export_limit_kw=1.0)

    assert follow(site, BATTERY).throughput_kwh > 500.0


def test_an_import_limit_that_the_rule_cannot_hold_names_the_moment() -> None:
    load = np.full(8760, 1.0)
    load[30] = 9.0
    site = replace(home(), load_kwh=load, yield_kwh=np.zeros(8760), import_limit_kw=8.0)

    with pytest.raises(StorageError, match="At 2025-01-02 06:00 a controller without foresight"):
        follow(site, BATTERY)
