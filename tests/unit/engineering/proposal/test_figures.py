"""Numbers are written as people read them, whatever their sign."""

from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.proposal.figures import (
    decimals,
    dollars,
    dollars_and_cents,
    percent,
    whole,
)


def test_an_amount_below_nothing_has_a_minus_before_the_dollar() -> None:
    assert dollars(-123_450) == "−$1,235"


def test_half_a_unit_is_rounded_away_from_nothing() -> None:
    assert [whole(0.5), whole(-0.5), decimals(0.25, 1)] == ["1", "−1", "0.3"]


def test_what_rounds_to_nothing_has_no_minus() -> None:
    assert dollars(-1) == "$0"


def test_a_number_is_not_parted_from_its_unit() -> None:
    assert whole(1234.4, "kWh") == "1,234\u00a0kWh"


def test_a_share_is_written_as_percent() -> None:
    assert percent(0.0694, 2) == "6.94%"


@given(cents=st.integers(-(10**12), 10**12))
def test_an_amount_can_be_read_back(cents: int) -> None:
    written = dollars_and_cents(cents)

    digits = written.replace("−", "-").replace("$", "").replace(",", "").replace(".", "")
    assert int(digits) == cents
