"""Energy that flows out, month by month."""

from decimal import Decimal

import numpy as np
import pytest
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind, YearBill
from penstock.engineering.tariffs.billing import bill_year
from tests.unit.engineering.tariffs.small_tariffs import PLAIN_YEAR, tariff, time_of_use

_MONTH = np.repeat(np.arange(12), np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) * 24)


def _in_months(**kwh: float) -> NDArray[np.float64]:
    """Return energy that is spread over months: `m1=744` is 1 kWh in each hour of January."""
    found = np.zeros(8760)
    for name, amount in kwh.items():
        within = np.equal(_MONTH, int(name[1:]) - 1)
        found[within] = amount / within.sum()
    return found


def _costs(bill: YearBill) -> list[int]:
    return [month.cents for month in bill.months]


def test_without_a_rule_what_flows_out_is_worth_nothing() -> None:
    bill = bill_year(tariff(), PLAIN_YEAR, _in_months(m1=100), _in_months(m1=500))

    assert bill.months[0].cents == 1200 + 1000
    assert "Energy that flows out is not paid for under this tariff." in bill.notes


def test_net_metering_carries_kilowatt_hours_and_settles_them() -> None:
    rule = {"roll_over": "kWh", "settlement_month": 3, "cash_out_price": 0.02}
    metered = tariff(dgrules="Net Metering", penstock={"credits": rule})

    bill = bill_year(metered, PLAIN_YEAR, _in_months(m2=100, m4=100), _in_months(m1=300))

    assert _costs(bill)[:4] == [1200, 1200, 1200 - 400, 1200 + 1000]
    carried = [month.carried_kwh for month in bill.months[:4]]
    assert carried == pytest.approx([300, 200, 0, 0])


def test_a_credit_of_a_period_pays_for_the_same_period() -> None:
    rule = {"roll_over": "kWh"}
    metered = time_of_use(dgrules="Net Metering", penstock={"credits": rule})
    peak = np.zeros(8760)
    peak[15 : 5 * 24 : 24] = 10

    bill = bill_year(metered, PLAIN_YEAR, np.ones(8760), peak)

    words = {line.what: line.quantity for line in bill.months[0].lines}
    assert (words["Energy, Off-peak"], words["Energy, Peak"]) == (Decimal(629), Decimal(65))


def test_a_credit_of_a_period_that_a_month_lacks_pays_for_the_cheapest_first() -> None:
    summer = [[int(month == 0)] * 24 for month in range(12)]
    metered = time_of_use(
        dgrules="Net Metering",
        penstock={"credits": {"roll_over": "kWh"}},
        energyweekdayschedule=summer,
        energyweekendschedule=summer,
    )

    bill = bill_year(metered, PLAIN_YEAR, _in_months(m2=100), _in_months(m1=60))

    assert bill.months[1].lines[1].quantity == 40


def test_net_billing_pays_the_sell_price_and_keeps_what_is_left() -> None:
    rule = {"roll_over": "dollars"}
    billed = tariff(
        energyratestructure=[[{"rate": 0.1, "sell": 0.05}]],
        dgrules="Net Billing Instantaneous",
        penstock={"credits": rule},
    )

    bill = bill_year(billed, PLAIN_YEAR, _in_months(m1=100, m2=100), _in_months(m1=300))

    assert _costs(bill)[:3] == [1200, 1200 + 1000 - 500, 1200]
    assert [(line.kind, line.cents) for line in bill.months[0].lines] == [
        (LineKind.FIXED, 1200),
        (LineKind.ENERGY, 1000),
        (LineKind.EXPORT, -1500),
        (LineKind.CREDIT_CARRIED, 500),
    ]


def test_what_is_left_at_the_settlement_is_paid_where_the_tariff_says_so() -> None:
    rule = {"roll_over": "dollars", "settlement_month": 1, "unused_dollars": "paid"}
    billed = tariff(
        energyratestructure=[[{"rate": 0.1, "sell": 0.05}]],
        dgrules="Net Billing Instantaneous",
        penstock={"credits": rule},
    )

    bill = bill_year(billed, PLAIN_YEAR, _in_months(m2=100), _in_months(m1=300))

    assert _costs(bill)[:2] == [1200 - 1500, 2200]


def test_a_credit_that_may_not_be_kept_is_lost_and_said_to_be() -> None:
    billed = tariff(
        energyratestructure=[[{"rate": 0.1, "sell": 0.05}]],
        dgrules="Net Billing Instantaneous",
        penstock={"credits": {"roll_over": "lost"}},
    )

    bill = bill_year(billed, PLAIN_YEAR, _in_months(m1=100), _in_months(m1=300))

    assert bill.months[0].lines[-1].what == "Credit beyond the month's energy, which is lost"
    assert bill.months[0].cents == 1200


def test_buying_all_and_selling_all_pays_for_all_that_is_made() -> None:
    sold = tariff(energyratestructure=[[{"rate": 0.1, "sell": 0.05}]], dgrules="Buy All Sell All")

    bill = bill_year(sold, PLAIN_YEAR, _in_months(m1=100), _in_months(m1=900))

    assert bill.months[0].cents == 1200 + 1000 - 4500


def test_hourly_net_billing_nets_within_the_hour() -> None:
    quarters = PLAIN_YEAR.__class__(year=2018, zone="Etc/GMT+7", minutes=15)
    rates = [[{"rate": 0.1, "sell": 0.05}]]
    flows_in, flows_out = np.zeros(quarters.count), np.zeros(quarters.count)
    flows_in[0], flows_out[1] = 100, 60
    by_rule = {
        rule: bill_year(
            tariff(energyratestructure=rates, dgrules=rule), quarters, flows_in, flows_out
        )
        for rule in ("Net Billing Hourly", "Net Billing Instantaneous")
    }

    assert by_rule["Net Billing Hourly"].months[0].cents == 1200 + 400
    assert by_rule["Net Billing Instantaneous"].months[0].cents == 1200 + 1000 - 300
