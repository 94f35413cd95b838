from datetime import timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.fairness.comparing import Verdict, asked_together, compared
from penstock.governance.fairness.permutation import p_at_most, together
from penstock.governance.fairness.waits import Wait, scores

HOUR = timedelta(hours=1)
LENGTHS = st.integers(0, 6).map(lambda hours: hours * HOUR)
WAITS = st.lists(st.builds(Wait, LENGTHS, st.booleans()), min_size=1, max_size=6)


def _hours(*numbers: float) -> list[Wait]:
    return [Wait(number * HOUR) for number in numbers]


def _surely(one: Wait, other: Wait) -> int:
    """Return 1 where one wait surely is longer than another, -1 where it is shorter, or 0."""
    if not other.goes_on and (
        one.length > other.length or (one.goes_on and one.length == other.length)
    ):
        return 1
    if not one.goes_on and (
        other.length > one.length or (other.goes_on and one.length == other.length)
    ):
        return -1
    return 0


@given(WAITS)
def test_a_score_is_what_comparing_with_each_other_wait_gives(waits: list[Wait]) -> None:
    assert scores(waits) == [sum(_surely(one, other) for other in waits) for one in waits]


@given(WAITS, WAITS)
def test_the_probability_is_that_of_all_choices_written_out(
    first: list[Wait], second: list[Wait]
) -> None:
    every = scores([*first, *second])
    own = sum(every[: len(first)])
    sums = [sum(choice) for choice in combinations(every, len(first))]

    found = compared("a reply", first=("AES", first), second=("Regulated", second))

    assert found.p_faster == pytest.approx(sum(each <= own for each in sums) / len(sums))
    assert found.p_slower == pytest.approx(sum(each >= own for each in sums) / len(sums))


@given(WAITS, WAITS)
def test_swapping_the_groups_swaps_faster_and_slower(first: list[Wait], second: list[Wait]) -> None:
    one = compared("a reply", first=("AES", first), second=("Regulated", second))
    other = compared("a reply", first=("Regulated", second), second=("AES", first))

    assert one.p_faster == pytest.approx(other.p_slower)
    assert one.share_faster == pytest.approx(1 - other.share_faster)


def test_the_textbook_sample_has_the_textbook_probability() -> None:
    # Ages at the onset of diabetes, the example of scipy.stats.mannwhitneyu: U = 17 and 3 of 20,
    # p = 0.111 exactly and on both sides.
    men, women = _hours(19, 22, 16, 29, 24), _hours(20, 11, 17, 12)

    found = compared("onset", first=("women", women), second=("men", men))

    assert found.share_faster == 17 / 20
    assert found.p_faster == pytest.approx(7 / 126)


def test_the_normal_curve_of_many_waits_is_near_what_blind_choices_give() -> None:
    chance = Random(7)
    waits = [Wait(chance.randrange(40) * HOUR, chance.random() < 0.2) for _ in range(120)]
    every = scores(waits)
    choices = [sum(chance.sample(every, 50)) for _ in range(4_000)]

    for limit in (-900, -300, 0, 300):
        wanted = sum(choice <= limit for choice in choices) / len(choices)
        assert p_at_most(limit, scores=every, size=50) == pytest.approx(wanted, abs=0.03)


def test_one_wait_among_very_many_is_counted_exactly() -> None:
    many = [Wait(n * HOUR) for n in range(1, 5_000)]

    found = compared("a reply", first=("AES", _hours(0)), second=("others", many))

    assert found.p_faster == pytest.approx(1 / 5_000)
    assert found.p_slower == 1


def test_waits_that_go_on_count_as_longer_than_they_are() -> None:
    third = [Wait(4 * HOUR, goes_on=True)] * 8

    found = compared("a reply", first=("AES", _hours(*[5] * 8)), second=("others", third))

    assert found.verdict is Verdict.NO_DIFFERENCE
    found = compared("a reply", first=("AES", _hours(*[3] * 8)), second=("others", third))
    assert found.verdict is Verdict.FASTER


def test_a_few_waits_are_too_few_to_tell() -> None:
    found = compared("a reply", first=("AES", _hours(1)), second=("others", _hours(9, 9, 9)))

    assert found.verdict is Verdict.TOO_FEW


def test_questions_asked_together_raise_each_other() -> None:
    one = compared("a", first=("AES", _hours(1, 2, 3)), second=("others", _hours(4, 5, 6)))
    assert one.verdict is Verdict.TOO_FEW  # 1 choice of 20 is not below 0.05
    sure = compared("b", first=("AES", _hours(*range(9))), second=("others", _hours(*[9] * 9)))

    both = asked_together([one, sure])

    assert both[1].p_faster == pytest.approx(2 * sure.p_faster)
    assert both[1].verdict is Verdict.FASTER
    assert together([]) == []
