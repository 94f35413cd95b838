import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.fairness.nearest_rank import percentile, rank


@pytest.mark.parametrize(("percent", "value"), [(5, 15), (30, 20), (40, 20), (50, 35), (100, 50)])
def test_the_worked_example_of_the_method_comes_out(percent: int, value: int) -> None:
    # The five values that explanations of the nearest rank commonly use.
    assert percentile([35, 20, 15, 50, 40], percent=percent) == value


@given(st.lists(st.integers(-9, 9), min_size=1), st.integers(1, 100))
def test_it_is_the_smallest_value_that_so_many_do_not_exceed(
    values: list[int], percent: int
) -> None:
    found = percentile(values, percent=percent)

    enough = [
        value
        for value in values
        if 100 * sum(other <= value for other in values) >= percent * len(values)
    ]
    assert found == min(enough)


def test_percentiles_of_nothing_and_beyond_are_refused() -> None:
    with pytest.raises(ValueError, match="No values have no percentile"):
        percentile([], percent=50)
    with pytest.raises(ValueError, match="0 is no percentile"):
        rank(5, percent=0)
