import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.engineering.storage.errors import StorageError
from penstock.engineering.storage.sizing import Limits, Questions, Size, best_sizes

ARRAYS = [float(each) for each in range(1, 13)]


def questions(*, summit: tuple[float, float] = (6.0, 1.0), top_cents: int = 500_000) -> Questions:
    """Return a worth that rises to one summit, and hours and costs that rise with the size."""

    def npv_cents(size: Size) -> int:
        away = (size.array_kw - summit[0]) ** 2 + 4 * (size.batteries - summit[1]) ** 2
        return round(top_cents - 30_000 * away)

    return Questions(
        cost_cents=lambda size: round(250_000 * size.array_kw + 1_200_000 * size.batteries),
        backup_hours=lambda size: 5.0 * size.batteries + 0.2 * size.array_kw,
        npv_cents=npv_cents,
    )


def test_the_size_of_the_highest_worth_is_found() -> None:
    found = best_sizes(ARRAYS, range(3), questions())

    assert found.best is not None
    assert found.best.size == Size(array_kw=6.0, batteries=1)
    assert found.said == "6 kW with 1 battery is worth most: $5,000 more than it costs."


def test_every_size_is_told_with_its_worth_or_with_the_limit_that_it_breaks() -> None:
    limits = Limits(budget_cents=2_000_000, roof_kw=8.0, backup_hours=5.0)

    found = best_sizes(ARRAYS, range(3), questions(), limits)

    assert len(found.tried) == 13 * 3
    assert [each for each in found.tried if (each.npv_cents is None) != bool(each.refused)] == []
    told = {each.size: each.refused for each in found.tried}
    assert told[Size(array_kw=9.0, batteries=1)] == "the roof holds 8 kW"
    assert told[Size(array_kw=4.0, batteries=1)] == ("it costs $22,000, the budget is $20,000")
    assert (
        told[Size(array_kw=1.0, batteries=0)] == "it lasts 0 h without the grid, 5 h are asked for"
    )


@given(
    summit=st.tuples(st.floats(0, 14), st.floats(0, 9)),
    limits=st.builds(
        Limits,
        budget_cents=st.none() | st.integers(0, 5_000_000),
        roof_kw=st.none() | st.floats(0, 15),
        backup_hours=st.none() | st.floats(0, 40),
    ),
)
def test_what_is_chosen_keeps_all_limits(summit: tuple[float, float], limits: Limits) -> None:
    asked = questions(summit=summit)

    found = best_sizes(ARRAYS, range(8), asked, limits)

    if found.best is None:
        assert len(found.tried) == 13 * 8
        return
    size = found.best.size
    bought = size.array_kw or size.batteries
    assert limits.budget_cents is None or not bought or found.best.cost_cents <= limits.budget_cents
    assert limits.roof_kw is None or size.array_kw <= limits.roof_kw + 1e-9
    assert limits.backup_hours is None or (found.best.backup_hours or 0.0) >= limits.backup_hours


@given(st.tuples(st.floats(0, 50), st.floats(0, 9)))
def test_of_many_sizes_the_summit_is_found_without_trying_each(summit: tuple[float, float]) -> None:
    asked = questions(summit=summit)
    arrays = [float(each) for each in range(1, 50)]

    found = best_sizes(arrays, range(6), asked)

    sizes = [each.size for each in found.tried if each.size.array_kw or each.size.batteries]
    assert found.best is not None
    assert found.best.npv_cents == max(0, *map(asked.npv_cents, sizes))
    assert len(sizes) == 50 * 6 - 1
    assert sum(each.npv_cents is not None for each in found.tried) < 100


def test_when_nothing_pays_having_none_is_best() -> None:
    found = best_sizes(ARRAYS, range(3), questions(top_cents=-1))

    assert found.best is not None
    assert found.best.size == Size(array_kw=0.0, batteries=0)
    assert not found.pays
    assert found.said == "No size is worth what it costs; having none is best."


def test_backup_that_does_not_pay_is_told_with_what_it_loses() -> None:
    found = best_sizes(ARRAYS, range(3), questions(top_cents=-100_000), Limits(backup_hours=5.0))

    assert found.said == (
        "No size is worth what it costs; of those with 5 h of backup 6 kW with 1 battery loses "
        "least: $1,000."
    )


def test_limits_that_no_size_keeps_are_told() -> None:
    found = best_sizes(ARRAYS, range(3), questions(), Limits(budget_cents=100, backup_hours=5.0))

    assert found.best is None
    assert found.said.startswith("No size keeps all limits")


def test_of_two_sizes_worth_the_same_the_smaller_one_is_taken() -> None:
    found = best_sizes(ARRAYS, range(2), questions(summit=(6.5, 0.5)))

    assert found.best is not None
    assert found.best.size == Size(array_kw=6.0, batteries=0)


@pytest.mark.parametrize(
    ("arrays", "batteries", "limits", "sentence"),
    [
        ([], [1], None, "no size to choose from"),
        ([-2.0], [1], None, "power of an array to choose from is -2 kW"),
        ([2.0], [-1], None, "number of batteries to choose from is -1"),
        ([2.0], [1], Limits(budget_cents=-5), "budget is -5 cents"),
    ],
)
def test_sizes_and_limits_below_zero_are_refused(
    arrays: list[float], batteries: list[int], limits: Limits | None, sentence: str
) -> None:
    with pytest.raises(StorageError, match=sentence):
        best_sizes(arrays, batteries, questions(), limits)
