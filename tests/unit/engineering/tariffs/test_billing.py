"""Bills that a person can work out by hand."""

from decimal import Decimal

import numpy as np
import pytest
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind, YearBill
from penstock.engineering.tariffs.billing import bill_gas_year, bill_year
from penstock.engineering.tariffs.charging import Facts, charge_meters
from penstock.engineering.tariffs.errors import TariffError
from tests.unit.engineering.tariffs.small_tariffs import (
    PACIFIC_YEAR,
    PLAIN_YEAR,
    tariff,
    time_of_use,
)

ONE_KW: NDArray[np.float64] = np.ones(8760)
_JANUARY = slice(0, 744)


def _costs(bill: YearBill, month: int) -> dict[str, int]:
    return {line.what: line.cents for line in bill.months[month - 1].lines}


def test_a_flat_price_costs_its_energy_and_the_customer_charge() -> None:
    bill = bill_year(tariff(), PLAIN_YEAR, ONE_KW)

    assert _costs(bill, 1) == {"Customer charge": 1200, "Energy": 7440}
    assert bill.cents == 12 * 1200 + 87_600


def test_working_afternoons_cost_their_own_price() -> None:
    bill = bill_year(time_of_use(), PLAIN_YEAR, ONE_KW)

    # January 2018 has 23 working days of five such hours.
    assert _costs(bill, 1) == {
        "Customer charge": 1200,
        "Energy, Off-peak": (744 - 115) * 10,
        "Energy, Peak": 115 * 30,
    }


def test_a_tier_begins_where_the_one_before_ends() -> None:
    tiers = [[{"rate": 0.1, "max": 500}, {"rate": 0.2, "max": 600}, {"rate": 0.5}]]

    bill = bill_year(tariff(energyratestructure=tiers), PLAIN_YEAR, ONE_KW)

    assert _costs(bill, 1) == {
        "Customer charge": 1200,
        "Energy, tier 1": 5000,
        "Energy, tier 2": 2000,
        "Energy, tier 3": 144 * 50,
    }


def test_a_daily_tier_grows_with_the_days_of_the_month() -> None:
    tiers = [[{"rate": 0.1, "max": 20, "unit": "kWh daily"}, {"rate": 0.2, "unit": "kWh daily"}]]

    bill = bill_year(tariff(energyratestructure=tiers), PLAIN_YEAR, ONE_KW)

    assert _costs(bill, 2)["Energy, tier 1"] == 20 * 28 * 10


def test_tiers_per_kilowatt_grow_with_the_peak() -> None:
    tiers = [[{"rate": 0.1, "max": 200, "unit": "kWh/kW"}, {"rate": 0.05, "unit": "kWh/kW"}]]

    bill = bill_year(tariff(energyratestructure=tiers), PLAIN_YEAR, ONE_KW * 3)

    assert _costs(bill, 1)["Energy, tier 1"] == 200 * 3 * 10


def test_the_peak_of_a_month_is_charged_by_its_own_price() -> None:
    load = ONE_KW.copy()
    load[100] = 7.5

    bill = bill_year(tariff(flatdemandstructure=[[{"rate": 4}]]), PLAIN_YEAR, load)

    assert (_costs(bill, 1)["Demand"], _costs(bill, 2)["Demand"]) == (3000, 400)


def test_a_ratchet_keeps_an_earlier_peak() -> None:
    load = ONE_KW.copy()
    load[100] = 10.0
    fields = {"lookbackpercent": 0.6, "lookbackrange": 2, "flatdemandstructure": [[{"rate": 1}]]}

    bill = bill_year(tariff(**fields), PLAIN_YEAR, load)

    billed = [_costs(bill, month)["Demand"] for month in (1, 2, 3, 4)]
    assert billed == [1000, 600, 600, 100]


def test_peaks_of_the_year_before_are_looked_back_on() -> None:
    fields = {"lookbackpercent": 0.5, "lookbackrange": 1, "flatdemandstructure": [[{"rate": 1}]]}
    before = np.array([0.0] * 11 + [8.0])

    bill = bill_year(tariff(**fields), PLAIN_YEAR, ONE_KW, facts=Facts(earlier_peaks_kw=before))

    assert [_costs(bill, month)["Demand"] for month in (1, 2)] == [400, 100]


def test_a_demand_window_averages_what_lies_within() -> None:
    quarters = PLAIN_YEAR.__class__(year=2018, zone="Etc/GMT+7", minutes=15)
    load = np.full(quarters.count, 0.25)
    load[8] = 1.0
    fields = {"demandwindow": 30, "flatdemandstructure": [[{"rate": 1}]]}

    bill = bill_year(tariff(**fields), quarters, load)

    assert _costs(bill, 1)["Demand"] == 250


def test_a_low_power_factor_raises_the_demand_charge() -> None:
    fields = {
        "flatdemandstructure": [[{"rate": 10}]],
        "penstock": {"power_factor": {"target": 0.9}},
    }

    bill = bill_year(tariff(**fields), PLAIN_YEAR, ONE_KW * 100, facts=Facts(power_factor=0.75))

    assert _costs(bill, 1)["Power factor 0.750 below 0.9"] == 20_000


def test_reactive_power_is_charged_by_its_kvar() -> None:
    fields = {"flatdemandstructure": [[{"rate": 0}]], "demandreactivepowercharge": 0.5}

    bill = bill_year(tariff(**fields), PLAIN_YEAR, ONE_KW * 60, facts=Facts(power_factor=0.6))

    assert _costs(bill, 1)["Reactive demand"] == 4000


def test_riders_are_charged_on_what_they_say() -> None:
    riders = [
        {"name": "Fund", "unit": "kWh", "rate": 0.002},
        {"name": "Tax", "unit": "percent", "rate": 5},
        {"name": "Levy", "unit": "month", "rate": 1, "months": [2]},
    ]

    bill = bill_year(tariff(penstock={"riders": riders}), PLAIN_YEAR, ONE_KW)

    assert _costs(bill, 1) == {"Customer charge": 1200, "Energy": 7440, "Fund": 149, "Tax": 432}
    assert _costs(bill, 2)["Levy"] == 100


def test_a_month_costs_its_minimum_at_least() -> None:
    bill = bill_year(tariff(mincharge=30), PLAIN_YEAR, ONE_KW * 0)

    assert _costs(bill, 1) == {"Customer charge": 1200, "Up to the minimum bill of a month": 1800}


def test_december_makes_up_for_the_minimum_of_a_year() -> None:
    bill = bill_year(tariff(annualmincharge=200), PLAIN_YEAR, ONE_KW * 0)

    assert bill.cents == 20_000
    assert _costs(bill, 12)["Up to the minimum bill of a year"] == 20_000 - 12 * 1200


def test_every_line_is_quantity_times_price() -> None:
    load = np.random.default_rng(5).random(8760)

    bill = bill_year(time_of_use(), PACIFIC_YEAR, load)

    assert [
        line
        for line in bill.lines
        if abs(line.quantity * line.price * 100 - line.cents) > Decimal("0.5")
    ] == []


def test_gas_costs_more_in_winter() -> None:
    winter = [[int(month in {0, 1, 2, 3, 10, 11})] * 24 for month in range(12)]
    gas = tariff(
        energyratestructure=[[{"rate": 0.6, "unit": "therm"}], [{"rate": 0.8, "unit": "therm"}]],
        energyweekdayschedule=winter,
        energyweekendschedule=winter,
        penstock={"commodity": "gas"},
    )

    bill = bill_gas_year(gas, PLAIN_YEAR, ONE_KW * 0.1)

    assert (_costs(bill, 1)["Energy, period 1"], _costs(bill, 7)["Energy, period 0"]) == (
        5952,
        4464,
    )


def test_a_gas_tariff_bills_no_electric_meter() -> None:
    gas = tariff(
        energyratestructure=[[{"rate": 1, "unit": "therm"}]], penstock={"commodity": "gas"}
    )

    with pytest.raises(TariffError, match="“Small tariff” sells gas"):
        bill_year(gas, PLAIN_YEAR, ONE_KW)


@pytest.mark.parametrize(
    ("load", "sentence"),
    [
        (ONE_KW[:-1], "The import has 8,759 values; expected 8,760 values, one for each step"),
        (
            np.where(np.arange(8760) == 5, -1.0, 1.0),
            "The import is -1.0 in step 5 of meter 0; expected",
        ),
        (
            np.where(np.arange(8760) == 5, np.nan, 1.0),
            "The import is nan in step 5 of meter 0; expected",
        ),
        (
            np.where(np.arange(8760) == 5, np.inf, 1.0),
            "The import is inf in step 5 of meter 0; expected",
        ),
    ],
)
def test_energy_that_cannot_be_is_refused(load: NDArray[np.float64], sentence: str) -> None:
    with pytest.raises(TariffError, match=sentence):
        bill_year(tariff(), PLAIN_YEAR, load)


def test_use_without_energy_has_no_energy_line() -> None:
    bill = bill_year(time_of_use(), PLAIN_YEAR, ONE_KW * 0)

    assert {line.kind for line in bill.lines} == {LineKind.FIXED}


def test_a_value_that_cannot_be_is_found_among_many_meters() -> None:
    loads = np.ones((400, 8760))
    loads[317, 1234] = np.nan

    with pytest.raises(TariffError, match="The import is nan in step 1,234 of meter 317; expected"):
        charge_meters(tariff(), PLAIN_YEAR, loads)


def test_an_export_that_cannot_be_is_refused_under_hourly_netting() -> None:
    export = np.where(np.arange(8760) == 7, np.inf, 0.0)

    with pytest.raises(TariffError, match="The export is inf in step 7 of meter 0"):
        bill_year(tariff(dgrules="Net Billing Hourly"), PLAIN_YEAR, ONE_KW, export)
