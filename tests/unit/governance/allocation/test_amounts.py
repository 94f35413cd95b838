from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.allocation.amounts import (
    as_plain,
    as_shown,
    read_cents,
    read_number,
    read_share,
    rounded,
)


@given(st.integers())
def test_an_amount_is_read_as_it_is_written(cents: int) -> None:
    assert read_cents(as_plain(cents)) == read_cents(as_shown(cents)) == cents


@pytest.mark.parametrize("text", ["", "1.234", "1,23.45", "1e3", "$5", "5-", "--5", ".5", "NaN"])
def test_what_is_no_amount_in_whole_cents_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write dollars and cents such as"):
        read_cents(text)


def test_one_digit_behind_the_point_is_ten_cents() -> None:
    assert read_cents("-0.5") == -50


def test_a_number_keeps_every_digit() -> None:
    assert read_number("1,200.255") == Fraction(1_200_255, 1000)


@pytest.mark.parametrize("text", ["-1", "1e3", "", "1/2", "inf"])
def test_a_reading_is_no_negative_number_and_no_word(text: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "share"), [("1/3", Fraction(1, 3)), ("25 %", Fraction(1, 4)), ("0.4", Fraction(2, 5))]
)
def test_a_share_is_a_fraction_a_percentage_or_a_number(text: str, share: Fraction) -> None:
    assert read_share(text) == share


@pytest.mark.parametrize("text", ["3/2", "1/0", "120 %", "1.1", "half"])
def test_what_is_no_part_of_a_whole_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        read_share(text)


@pytest.mark.parametrize(("value", "cents"), [("5/2", 3), ("-5/2", -3), ("7/3", 2), ("0", 0)])
def test_half_a_cent_is_rounded_away_from_zero(value: str, cents: int) -> None:
    assert rounded(Fraction(value)) == cents
