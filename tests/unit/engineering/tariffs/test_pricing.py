"""Prices by step, for whoever decides when to use energy."""

import numpy as np
import pytest

from penstock.engineering.tariffs.billing import bill_year
from penstock.engineering.tariffs.clock import wall_clock
from penstock.engineering.tariffs.pricing import prices
from tests.unit.engineering.tariffs.small_tariffs import (
    AFTERNOON,
    PACIFIC_YEAR,
    PLAIN_YEAR,
    tariff,
    time_of_use,
)


def test_energy_at_its_prices_is_the_energy_of_the_bill() -> None:
    load = np.random.default_rng(2).random(8760)
    found = prices(time_of_use(), PACIFIC_YEAR)
    bill = bill_year(time_of_use(), PACIFIC_YEAR, load)

    cents = 100 * found.buy_dollars_per_kwh @ load + 12 * 1200
    assert cents == pytest.approx(bill.cents, abs=12)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("None", 0.0), ("Net Metering", 0.10), ("Net Billing Instantaneous", 0.03)],
)
def test_what_flows_out_is_worth_what_the_rule_says(rule: str, expected: float) -> None:
    assert prices(time_of_use(dgrules=rule), PLAIN_YEAR).sell_dollars_per_kwh[0] == expected


def test_the_next_kilowatt_hour_costs_the_tier_that_is_reached() -> None:
    tiers = [[{"rate": 0.1, "max": 700}, {"rate": 0.2}]]

    found = prices(tariff(energyratestructure=tiers), PLAIN_YEAR, np.ones(8760))

    by_month = [found.buy_dollars_per_kwh[wall_clock(PLAIN_YEAR).month == m][0] for m in (0, 1)]
    assert by_month == [0.2, 0.1]


def test_demand_names_its_steps_and_its_price() -> None:
    fields = {
        "flatdemandstructure": [[{"rate": 4}]],
        "demandratestructure": [[{"rate": 0}], [{"rate": 9}]],
        "demandweekdayschedule": AFTERNOON,
        "demandweekendschedule": AFTERNOON,
    }

    found = prices(tariff(**fields), PLAIN_YEAR).demand

    assert [(each.month, each.price_dollars_per_kw, each.steps.sum()) for each in found[:1]] == [
        (1, 4.0, 744)
    ]
    assert [each.steps.sum() for each in found if each.price_dollars_per_kw == 9][:2] == [155, 140]


def test_riders_per_kilowatt_hour_are_part_of_the_price() -> None:
    rider = {"name": "Fund", "unit": "kWh", "rate": 0.01, "months": [1]}

    found = prices(tariff(penstock={"riders": [rider]}), PLAIN_YEAR).buy_dollars_per_kwh

    assert (found[0], found[-1]) == pytest.approx((0.11, 0.10))
