"""Totals over many customers: rule D11 of the operating model."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.boundary.aggregates import Release, isolated, totals
from penstock.governance.boundary.asking import Action, Object
from penstock.governance.boundary.deciding import Boundary
from penstock.kernel.sensitivity import Sensitivity
from tests.unit.governance.boundary.asked import QUESTION, REGULATED

MARCH = "interval usage of feeder 12, March 2026"


def _customers(first: int, last: int) -> frozenset[str]:
    return frozenset(f"C-{number}" for number in range(first, last + 1))


def _rule(
    boundary: Boundary, amounts: dict[str, int], *released: frozenset[str]
) -> tuple[bool, str]:
    facts = totals(
        MARCH, amounts, released=[Release(measure=MARCH, customers=each) for each in released]
    )
    total = Object(
        id="total",
        kind="aggregate",
        side=REGULATED,
        sensitivity=Sensitivity.INTERNAL,
        subject="",
        data_class="interval_usage",
        totals=facts,
    )
    asked = replace(QUESTION, action=Action.RELEASE, object=total, consent=None)
    decision = boundary.decide(asked)
    return decision.allowed, decision.rule


def _even(customers: frozenset[str]) -> dict[str, int]:
    return dict.fromkeys(customers, 1_000)


def test_d11_fifteen_customers_pass_and_fourteen_do_not(boundary: Boundary) -> None:
    assert _rule(boundary, _even(_customers(1, 15))) == (True, "safe-aggregate")
    assert _rule(boundary, _even(_customers(1, 14))) == (False, "aggregate-too-few")


@pytest.mark.parametrize(
    ("largest", "expected"),
    [(1_500, (True, "safe-aggregate")), (1_501, (False, "aggregate-too-concentrated"))],
)
def test_d11_fifteen_per_cent_pass_and_a_hundredth_more_does_not(
    boundary: Boundary, largest: int, expected: tuple[bool, str]
) -> None:
    rest = 10_000 - largest
    others = {f"C-{n}": rest // 19 + (n < rest % 19) for n in range(19)}

    assert _rule(boundary, {"large": largest, **others}) == expected


def test_d11_two_totals_whose_difference_isolates_a_few_are_refused(boundary: Boundary) -> None:
    twenty = _customers(1, 20)

    assert _rule(boundary, _even(twenty), _customers(1, 19)) == (False, "aggregate-isolates")
    assert _rule(boundary, _even(_customers(1, 34)), _customers(1, 20)) == (
        False,
        "aggregate-isolates",
    )
    assert _rule(boundary, _even(_customers(1, 35)), _customers(1, 20)) == (True, "safe-aggregate")


def test_d11_a_third_total_that_completes_an_attack_is_refused(boundary: Boundary) -> None:
    # 1-20 and 21-40 are apart; 1-41 less both of them is one customer.
    assert _rule(boundary, _even(_customers(1, 41)), _customers(1, 20)) == (True, "safe-aggregate")
    assert _rule(boundary, _even(_customers(1, 41)), _customers(1, 20), _customers(21, 40)) == (
        False,
        "aggregate-isolates",
    )


def test_d11_the_same_total_may_be_given_out_again(boundary: Boundary) -> None:
    assert _rule(boundary, _even(_customers(1, 20)), _customers(1, 20)) == (True, "safe-aggregate")


def test_d11_totals_of_other_measures_tell_nothing() -> None:
    earlier = Release(measure="another", customers=_customers(1, 19))

    assert totals(MARCH, _even(_customers(1, 20)), released=[earlier]).isolated == 20


def test_d11_many_small_overlaps_are_refused_and_not_guessed() -> None:
    earlier = [_customers(1, 400) - _customers(n * 10, n * 10 + 8) for n in range(1, 13)]

    assert isolated(_customers(1, 400), earlier=earlier) == 1


@pytest.mark.parametrize("amounts", [{}, {"C-1": -1, "C-2": 5}])
def test_a_total_of_nobody_or_of_less_than_nothing_is_refused(amounts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="amounts of 0 or more"):
        totals(MARCH, amounts)


ROW = st.frozensets(st.sampled_from("abcdef"), min_size=1)


@given(ROW, st.lists(ROW, max_size=3))
def test_what_is_singled_out_is_what_adding_and_taking_away_singles_out(
    row: frozenset[str], earlier: list[frozenset[str]]
) -> None:
    found = isolated(row, earlier=earlier, fewest=3)

    assert found == _by_trying(row, earlier, fewest=3)


def _by_trying(row: frozenset[str], earlier: Sequence[frozenset[str]], *, fewest: int) -> int:
    """Return the same by trying every way to add up to four rows, each up to four times."""
    linked, rest = [row], list(earlier)
    while near := [each for each in rest if any(each & other for other in linked)]:
        linked += near
        rest = [each for each in rest if each not in near]
    sizes = set()
    for factors in product(range(-4, 5), repeat=len(linked)):
        sums = {
            customer: sum(f for f, each in zip(factors, linked, strict=True) if customer in each)
            for customer in "abcdef"
        }
        sizes.add(sum(bool(amount) for amount in sums.values()))
    return min((size for size in sizes if 0 < size < fewest), default=len(row))
