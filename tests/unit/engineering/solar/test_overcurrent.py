import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.solar.overcurrent import (
    NoStandardRatingError,
    output_current_a,
    overcurrent_rating_a,
)


@pytest.mark.parametrize(
    ("power_kw", "rating_a"),
    # Breakers as makers of inverters for 240 V state them in their data sheets.
    [(3.8, 20), (5.0, 30), (7.6, 40), (11.4, 60)],
)
def test_a_usual_inverter_has_its_usual_breaker(power_kw: float, rating_a: int) -> None:
    current_a = output_current_a(power_kw=power_kw, voltage_v=240, phases=1)

    assert overcurrent_rating_a(current_a) == rating_a


def test_three_phases_share_the_power() -> None:
    current_a = output_current_a(power_kw=100, voltage_v=480, phases=3)

    assert current_a == pytest.approx(120.28, abs=0.01)


def test_what_is_exactly_a_rating_takes_it() -> None:
    assert overcurrent_rating_a(16.0) == 20


@given(st.floats(min_value=0.1, max_value=4_800))
def test_a_breaker_bears_a_quarter_more_than_what_flows(current_a: float) -> None:
    assert overcurrent_rating_a(current_a) >= 1.25 * current_a * (1 - 1e-5)


def test_no_breaker_is_made_for_everything() -> None:
    with pytest.raises(NoStandardRatingError, match="6,000 A"):
        overcurrent_rating_a(5_000)
