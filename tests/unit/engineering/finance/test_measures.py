"""Present values add up, and the return is where they are nothing."""

import doctest
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.finance import (
    internal_rate_of_return,
    loans,
    measures,
    money,
    net_present_value_cents,
    payback_years,
    project,
)

AMOUNTS = st.lists(st.integers(-(10**8), 10**8).map(Decimal), min_size=2, max_size=40)
RATES = st.decimals("-0.1", "0.3", places=4)
NOISE = Decimal("1e-12")


@given(rate=RATES, pairs=st.lists(st.tuples(st.integers(), st.integers()), min_size=1, max_size=30))
def test_the_value_of_a_sum_is_the_sum_of_values(
    rate: Decimal, pairs: list[tuple[int, int]]
) -> None:
    one, two = ([Decimal(each[place] % 10**8) for each in pairs] for place in (0, 1))
    both = [a + b for a, b in zip(one, two, strict=True)]

    values = [net_present_value_cents(each, rate=rate) for each in (both, one, two)]

    assert abs(values[0] - values[1] - values[2]) < NOISE


@given(amounts=AMOUNTS, rate=RATES)
def test_a_year_later_is_worth_a_year_less(amounts: list[Decimal], rate: Decimal) -> None:
    later = net_present_value_cents([Decimal(0), *amounts], rate=rate)

    assert abs(later * (1 + rate) - net_present_value_cents(amounts, rate=rate)) < NOISE


@given(cost=st.integers(1, 10**8), back=st.lists(st.integers(0, 10**7), min_size=1, max_size=30))
def test_the_value_at_the_return_is_nothing(cost: int, back: list[int]) -> None:
    amounts = [Decimal(-cost), *map(Decimal, back)]

    found = internal_rate_of_return(amounts)

    if found is None:
        assert not any(back)
    else:
        worth = sum(float(each) / (1 + found) ** year for year, each in enumerate(amounts))
        biggest = max(float(each) / (1 + found) ** year for year, each in enumerate(amounts))
        assert abs(worth) <= 1e-6 * max(biggest, cost)


@given(cost=st.integers(1, 10**7), back=st.lists(st.integers(1, 10**6), min_size=1, max_size=30))
def test_what_is_discounted_pays_back_no_sooner(cost: int, back: list[int]) -> None:
    amounts = [Decimal(-cost), *map(Decimal, back)]

    simple, later = payback_years(amounts), payback_years(amounts, rate=Decimal("0.06"))

    assert later is None or (simple is not None and simple <= later)


def test_a_payback_counts_what_a_late_replacement_takes_back() -> None:
    amounts = [Decimal(each) for each in (-100, 60, 60, -40, 60)]

    assert payback_years(amounts) == pytest.approx(3 + 20 / 60)


def test_what_is_never_paid_back_has_no_payback() -> None:
    assert payback_years([Decimal(-100), Decimal(10), Decimal(10)]) is None


def test_what_costs_nothing_at_any_time_is_paid_back_at_once() -> None:
    assert payback_years([Decimal(0), Decimal(10)]) == 0


@pytest.mark.parametrize("amounts", [[0, 1, 2], [-1, -2], [0, 0], [-1000, 2500, -1540]])
def test_a_flow_without_one_meaningful_rate_has_no_return(amounts: list[int]) -> None:
    assert internal_rate_of_return([Decimal(each) for each in amounts]) is None


def test_a_loan_that_is_never_won_back_has_a_negative_return() -> None:
    amounts = [Decimal(each) for each in (-100, 5, -10, -10, 40)]

    found = internal_rate_of_return(amounts)

    assert found is not None
    assert -0.3 < found < -0.2


@pytest.mark.parametrize("module", [loans, measures, money, project])
def test_the_numbers_beside_the_formulas_are_right(module: object) -> None:
    outcome = doctest.testmod(module)  # type: ignore[arg-type]

    assert outcome.attempted > 0
    assert outcome.failed == 0
