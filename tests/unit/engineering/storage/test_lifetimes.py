from dataclasses import replace

import numpy as np
import pytest

from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.dispatches import Dispatch
from penstock.engineering.storage.errors import StorageError
from penstock.engineering.storage.lifetimes import LifeYear, Plan, Warranty, lifetime
from penstock.engineering.storage.rules import follow
from tests.unit.engineering.storage.sites import home
from tests.unit.engineering.storage.test_dispatching import BATTERY

SITE = home()
TEN_YEARS = Warranty(years=10, share=0.7)


def ruled(battery: Battery) -> Dispatch:
    return follow(SITE, battery)


def years(plan: Plan) -> tuple[LifeYear, ...]:
    return lifetime(BATTERY, ruled, plan)


def test_each_year_is_dispatched_with_what_is_left_of_the_capacity() -> None:
    found = years(Plan(years=15))

    capacities = [each.dispatch.battery.capacity_kwh / BATTERY.capacity_kwh for each in found]
    shares = [each.share for each in found]
    assert shares[0] == 1.0
    assert np.diff(shares).max() < 0
    assert np.subtract(capacities, shares) == pytest.approx(np.full(15, 0.01), abs=0.0101)


def test_a_worn_battery_is_replaced_and_is_new_again() -> None:
    found = years(Plan(years=20, replace_below=0.8))

    first = next(each for each in found if each.replaced)
    assert first.share == 1.0
    assert found[first.year - 2].share >= 0.8
    assert not found[0].replaced


def test_a_warranty_ends_with_its_years() -> None:
    found = years(Plan(years=12, warranty=TEN_YEARS))

    assert [each.covered for each in found] == [True] * 10 + [False] * 2


def test_a_warranty_ends_before_its_years_when_the_throughput_is_used_up() -> None:
    yearly_kwh = ruled(BATTERY).throughput_kwh
    limited = replace(TEN_YEARS, throughput_kwh=3.5 * yearly_kwh)

    found = years(Plan(years=5, warranty=limited))

    assert [each.covered for each in found] == [True, True, True, False, False]


def test_a_promise_that_the_model_does_not_keep_is_marked() -> None:
    found = years(Plan(years=3, warranty=replace(TEN_YEARS, share=0.99)))

    assert [each.below_warranty for each in found] == [True] * 3


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"years": 0}, "followed for 0 years; expected 1 or more"),
        ({"years": 5, "replace_below": 1.5}, "share to replace a battery at is 1.5"),
        ({"years": 5, "warranty": Warranty(years=1, share=7.0)}, "the warranty promises is 7"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(StorageError, match=sentence):
        Plan(**fields)  # type: ignore[arg-type]
