from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.measurement.trends.histograms import NoValuesError, merged, percentile

VALUES = st.lists(st.integers(0, 50), min_size=1)


def test_the_median_of_four_is_the_second() -> None:
    assert percentile(Counter([1, 2, 3, 4]), 50) == 2


def test_nothing_has_no_percentile() -> None:
    with pytest.raises(NoValuesError):
        percentile({}, 50)


@given(VALUES, st.integers(1, 100))
def test_a_percentile_is_the_least_value_that_so_many_do_not_exceed(
    values: list[int], percent: int
) -> None:
    found = percentile(Counter(values), percent)

    fit = [
        value for value in values if 100 * sum(v <= value for v in values) >= percent * len(values)
    ]
    assert found == min(fit)


@given(st.lists(VALUES))
def test_the_histogram_of_all_is_the_parts_put_together(parts: list[list[int]]) -> None:
    assert merged(map(Counter, parts)) == Counter(value for part in parts for value in part)
