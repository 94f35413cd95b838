"""The difference of two medians, and its interval."""

from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.measurement.flow.differences import difference

VALUES = st.lists(st.integers(0, 10**15), min_size=20, max_size=60)


def test_the_interval_of_two_groups_of_twenty_is_that_of_the_formula() -> None:
    # c = round(10.5 - sqrt(20)) = 6, and x(15) - x(6) = 9 in both groups; P(B < 6) for 20 tosses
    # is 21700 / 2^20, from the binomial coefficients 1, 20, 190, 1140, 4845 and 15504.
    sigma = 9 / (2 * NormalDist().inv_cdf(1 - 21_700 / 2**20))
    reach = NormalDist().inv_cdf(0.975) * (2 * sigma**2) ** 0.5
    found = difference([1000 * n for n in range(20)], [1000 * n + 50_000 for n in range(20)])
    assert found is not None
    assert found.difference_us == -50_000
    assert (found.low_us, found.high_us) == (
        round(-50_000 - 1000 * reach),
        round(-50_000 + 1000 * reach),
    )


def test_fewer_than_twenty_cases_have_no_difference() -> None:
    assert difference([1] * 19, [1] * 500) is None


@settings(max_examples=50)
@given(VALUES, VALUES)
def test_exchanged_groups_have_the_opposite_difference(first: list[int], second: list[int]) -> None:
    one, other = difference(first, second), difference(second, first)
    assert one is not None
    assert other is not None
    assert one.difference_us == -other.difference_us
    assert one.low_us == pytest.approx(-other.high_us, abs=1)


@settings(max_examples=50)
@given(VALUES, VALUES)
def test_the_difference_lies_within_its_interval(first: list[int], second: list[int]) -> None:
    found = difference(first, second)
    assert found is not None
    assert found.low_us <= found.difference_us <= found.high_us


def test_the_interval_of_a_thousand_and_one_goes_on_from_that_of_a_thousand() -> None:
    widths = []
    for number in (1000, 1001):
        found = difference(*([n * 10**9 // number for n in range(number)] for _ in range(2)))
        assert found is not None
        widths.append(found.high_us - found.low_us)
    assert widths[0] == pytest.approx(widths[1], rel=0.01)
