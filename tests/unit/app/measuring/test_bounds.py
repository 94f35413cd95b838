"""Baselines and targets as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.app.measuring.bounds import number_of, target_of
from penstock.measurement.metrics.records import Target


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5.5", "5.5"),
        ("97.2%", "97.2"),
        ("3.8 / 5", "3.8"),
        ("1,000", "1000"),
        ("$0.5M", "0.5"),
        ("30 business days", "30"),
    ],
)
def test_a_number_is_read_in_the_unit_that_stands_there(text: str, number: str) -> None:
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["8.9% vs 9.5%", "", "TBD", "many"])
def test_what_is_not_one_number_is_none(text: str) -> None:
    assert number_of(text) is None


def test_a_bound_says_which_side_is_better() -> None:
    assert target_of(">60%", baseline=None) == Target(
        value=Decimal(60), at_least=True, is_beyond=True
    )


def test_a_bound_with_an_equals_sign_is_enough_itself() -> None:
    assert target_of(">= 0.35", baseline=None) == Target(value=Decimal("0.35"), at_least=True)


def test_a_point_below_the_baseline_is_to_be_sunk_to() -> None:
    assert target_of("3.0", baseline=Decimal("5.5")) == Target(value=Decimal("3.0"), at_least=False)


def test_of_a_point_without_a_baseline_nobody_knows_which_side_is_better() -> None:
    assert target_of("3.0", baseline=None) is None


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_every_amount_that_is_written_with_commas_is_read_again(amount: Decimal) -> None:
    assert number_of(f"{amount:,}") == amount
