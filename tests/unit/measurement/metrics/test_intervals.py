from fractions import Fraction
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import chdtri

from penstock.measurement.metrics.counted import garwood, ranks
from penstock.measurement.metrics.intervals import Sums, of_mean, of_ratio, student_t, wilson

PAIRS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=2, max_size=20)


def sums_of(pairs: list[tuple[int, int]]) -> Sums:
    return Sums(
        n=len(pairs),
        x=sum(x for x, _ in pairs),
        y=sum(y for _, y in pairs),
        xx=sum(x * x for x, _ in pairs),
        xy=sum(x * y for x, y in pairs),
        yy=sum(y * y for _, y in pairs),
    )


def shares() -> st.SearchStrategy[tuple[int, int]]:
    return st.integers(1, 2_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(shares())
def test_the_interval_of_a_share_is_wilsons_as_scipy_has_it(share: tuple[int, int]) -> None:
    successes, trials = share

    found = wilson(successes, trials)

    theirs = stats.binomtest(successes, trials).proportion_ci(method="wilson")
    assert found is not None
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_nothing_tried_has_no_interval() -> None:
    assert wilson(0, 0) is None


@pytest.mark.parametrize("freedom", [1, 2, 10, 30, 31, 60, 1_000])
def test_students_quantile_is_that_of_scipy(freedom: int) -> None:
    assert student_t(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=6e-4)


@given(PAIRS)
def test_the_interval_of_a_mean_is_students(pairs: list[tuple[int, int]]) -> None:
    values = [x for x, _ in pairs]

    found = of_mean(sums_of(pairs))

    half = stats.t.ppf(0.975, len(values) - 1) * stdev(values) / len(values) ** 0.5
    assert found is not None
    assert (found.low + found.high) / 2 == pytest.approx(sum(values) / len(values), abs=1e-9)
    assert (found.high - found.low) / 2 == pytest.approx(half, rel=1e-3, abs=1e-9)


def test_the_interval_of_a_ratio_is_cochrans() -> None:
    # By hand: the ratio is 2/3, residuals are -1/3, 0 and 1/3, and t of two degrees is 4.303.
    half = 4.303 * (2 / 9 / 6) ** 0.5 / 3

    found = of_ratio(sums_of([(1, 2), (2, 3), (3, 4)]))

    assert found is not None
    assert (found.low, found.high) == pytest.approx((2 / 3 - half, 2 / 3 + half))


@given(PAIRS, PAIRS)
def test_sums_of_parts_are_sums_of_the_whole(
    some: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    assert sums_of(some) + sums_of(others) == sums_of([*some, *others])


@given(st.integers(0, 3_000))
def test_the_interval_of_a_number_of_events_is_garwoods(count: int) -> None:
    found = garwood(count)

    low = chdtri(2 * count, 0.975) / 2 if count else 0.0
    high = chdtri(2 * count + 2, 0.025) / 2
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-4)


@given(st.integers(1, 100), st.sampled_from([Fraction(1, 2), Fraction(9, 10)]))
def test_the_ranks_that_bound_a_percentile_are_those_of_the_binomial(
    count: int, share: Fraction
) -> None:
    found = ranks(count, share)

    low = int(stats.binom.ppf(0.025, count, float(share)))
    high = int(stats.binom.ppf(0.975, count, float(share))) + 1
    assert found == ((low, high) if low >= 1 and high <= count else None)


@given(st.integers(101, 20_000), st.sampled_from([Fraction(1, 2), Fraction(9, 10)]))
def test_the_ranks_of_many_values_are_wider_by_two_at_most(count: int, share: Fraction) -> None:
    found = ranks(count, share)

    low = int(stats.binom.ppf(0.025, count, float(share)))
    high = int(stats.binom.ppf(0.975, count, float(share))) + 1
    assert found is not None
    assert low - 2 <= found[0] <= low + 1
    assert high - 1 <= found[1] <= high + 2
