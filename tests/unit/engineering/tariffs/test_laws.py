"""What holds for every load and every tariff of a kind."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind, YearBill
from penstock.engineering.tariffs.billing import bill_of, bill_year
from penstock.engineering.tariffs.charging import charge_meters
from penstock.engineering.tariffs.rounding import cents, line_cents
from penstock.engineering.tariffs.tariff import Tariff
from tests.unit.engineering.tariffs.small_tariffs import PACIFIC_YEAR, tariff, time_of_use

FEW = settings(max_examples=25)
CENTS = st.integers(1, 100).map(lambda n: n / 100)
SEEDS = st.integers(0, 10**6)
RULES = st.sampled_from(
    [
        ("Net Metering", "kWh"),
        ("Net Metering", "dollars"),
        ("Net Billing Instantaneous", "dollars"),
        ("Net Billing Instantaneous", "lost"),
    ]
)


def _load(seed: int, *, most: float = 3.0) -> NDArray[np.float64]:
    return np.random.default_rng(seed).random(8760) * most


def _energy_lines(bill: YearBill) -> Decimal:
    lines = (line for line in bill.lines if line.kind is LineKind.ENERGY)
    return sum((line.quantity * line.price for line in lines), Decimal(0))


@FEW
@given(SEEDS, st.integers(0, 8760))
def test_a_year_that_is_split_costs_the_same_energy(seed: int, split: int) -> None:
    load, early = _load(seed), np.arange(8760) < split

    whole = bill_year(time_of_use(), PACIFIC_YEAR, load)
    parts = [
        bill_year(time_of_use(), PACIFIC_YEAR, np.where(within, load, 0.0))
        for within in (early, ~early)
    ]

    assert float(sum(map(_energy_lines, parts))) == pytest.approx(float(_energy_lines(whole)))


@FEW
@given(SEEDS, CENTS, CENTS)
def test_a_higher_price_is_never_cheaper(seed: int, one: float, other: float) -> None:
    low, high = sorted((one, other))
    bills = [
        bill_year(
            time_of_use(energyratestructure=[[{"rate": 0.1}], [{"rate": price}]]),
            PACIFIC_YEAR,
            _load(seed),
        )
        for price in (low, high)
    ]

    assert bills[0].cents <= bills[1].cents


@FEW
@given(st.integers(0, 5000), st.integers(0, 5000), RULES)
def test_a_year_without_use_costs_what_is_fixed_or_the_minimum(
    fixed: int, minimum: int, rule: tuple[str, str]
) -> None:
    given_tariff = tariff(
        fixedchargefirstmeter=fixed / 100,
        mincharge=minimum / 100,
        **_credits(rule),
    )

    bill = bill_year(given_tariff, PACIFIC_YEAR, np.zeros(8760))

    assert bill.cents == 12 * max(fixed, minimum)


def _credits(rule: tuple[str, str]) -> dict[str, Any]:
    return {"dgrules": rule[0], "penstock": {"credits": {"roll_over": rule[1]}}}


@FEW
@given(SEEDS, st.floats(0, 10), RULES)
def test_credits_never_take_a_month_below_its_minimum(
    seed: int, export: float, rule: tuple[str, str]
) -> None:
    metered = time_of_use(mincharge=20, **_credits(rule))

    bill = bill_year(metered, PACIFIC_YEAR, _load(seed), _load(seed + 1, most=export))

    assert min(month.cents for month in bill.months) >= 2000


@FEW
@given(SEEDS, RULES)
def test_no_credit_appears_or_vanishes_unsaid(seed: int, rule: tuple[str, str]) -> None:
    metered = time_of_use(**_credits(rule))
    load, export = _load(seed), _load(seed + 1, most=4)

    bill = bill_year(metered, PACIFIC_YEAR, load, export)

    used = -bill.cents_of(LineKind.CREDIT_USED)
    assert used <= bill.cents_of(LineKind.CREDIT_CARRIED)
    assert bill.cents == sum(line.cents for line in bill.lines)


@FEW
@given(SEEDS, RULES)
def test_one_meter_among_many_has_the_bill_it_has_alone(seed: int, rule: tuple[str, str]) -> None:
    tiers = [[{"rate": 0.1, "sell": 0.04, "max": 700}, {"rate": 0.2}], [{"rate": 0.3}]]
    given_tariff: Tariff = time_of_use(
        energyratestructure=tiers,
        flatdemandstructure=[[{"rate": 5}]],
        mincharge=20,
        **_credits(rule),
    )
    loads = np.stack([_load(seed + n) for n in range(4)])
    exports = np.stack([_load(seed + 9 + n, most=2) for n in range(4)])

    together = charge_meters(given_tariff, PACIFIC_YEAR, loads, exports)
    alone = bill_year(given_tariff, PACIFIC_YEAR, loads[2], exports[2])

    found = bill_of(together, given_tariff, PACIFIC_YEAR, meter=2, exports=True)
    assert found.cents == alone.cents == together.cents[2].sum()
    assert [line.cents for line in found.lines] == [line.cents for line in alone.lines]


@given(
    st.integers(-(10**12), 10**12).map(lambda n: Decimal(n) / 10**6),
    st.integers(-(10**7), 10**7).map(lambda n: Decimal(n) / 10**5),
)
def test_many_lines_are_rounded_as_one(quantity: Decimal, price: Decimal) -> None:
    many = cents(np.array([float(quantity)]), np.array([float(price)]))

    assert many[0] == line_cents(quantity, price)


def test_half_a_cent_is_rounded_away_from_zero() -> None:
    found = cents(np.array([0.05, 0.15, -0.05, 0.25]), np.array(0.1))

    assert list(found) == [1, 2, -1, 3]
