"""Laws of sharing cents: every line exact, and nobody off by a cent at any time."""

from fractions import Fraction
from itertools import accumulate

from hypothesis import example, given
from hypothesis import strategies as st

from penstock.governance.allocation.rounding import apportion

SHARES = (
    st.lists(st.integers(0, 60), min_size=1, max_size=8)
    .filter(any)
    .map(lambda parts: [Fraction(part, sum(parts)) for part in parts])
)
SMALL = st.integers(0, 9)
COSTS = st.lists(st.one_of(SMALL, st.integers(0, 10**12)), max_size=40)
COSTS_AND_CREDITS = st.lists(st.one_of(SMALL, st.integers(-(10**9), 10**9)), max_size=40)


@given(COSTS_AND_CREDITS, SHARES)
def test_s1_the_charges_of_each_line_sum_to_the_line(
    amounts: list[int], shares: list[Fraction]
) -> None:
    assert [sum(cents) for cents in apportion(amounts, shares)] == amounts


@given(COSTS_AND_CREDITS, SHARES)
def test_no_receiver_is_ever_off_by_a_cent(amounts: list[int], shares: list[Fraction]) -> None:
    for place, share in enumerate(shares):
        charged = accumulate(cents[place] for cents in apportion(amounts, shares))
        owed = (share * total for total in accumulate(amounts))
        assert all(abs(cents - exact) < 1 for cents, exact in zip(charged, owed, strict=True))


@given(COSTS, SHARES)
def test_no_cost_gives_a_cent_back_to_anybody(amounts: list[int], shares: list[Fraction]) -> None:
    assert all(min(cents) >= 0 for cents in apportion(amounts, shares))


# Where whose next cent is due soonest was decided as for costs, these credits charged somebody.
_SMALL_CREDITS = [
    0,
    1,
    0,
    1,
    34,
    0,
    0,
    1,
    20,
    1,
    2,
    39,
    1,
    2,
    0,
    1,
    3,
    1,
    2,
    0,
    1,
    36,
    0,
    3,
    1,
    0,
    1,
]
_SMALL_SHARES = [Fraction(part, 51) for part in (33, 1, 16, 1, 0)]


@given(COSTS, SHARES)
@example([*_SMALL_CREDITS, 3, 1, 2, 3, 3, 9, 1, 1, 0, 19, 35, 3, 1], _SMALL_SHARES)
def test_credits_alone_are_costs_with_the_other_sign(
    amounts: list[int], shares: list[Fraction]
) -> None:
    credited = apportion([-amount for amount in amounts], shares)

    assert all(max(cents) <= 0 for cents in credited)


@given(COSTS_AND_CREDITS, SHARES)
def test_who_has_no_share_is_charged_nothing(amounts: list[int], shares: list[Fraction]) -> None:
    charged = apportion(amounts, [*shares, Fraction(0)])

    assert all(cents[-1] == 0 for cents in charged)


@given(COSTS_AND_CREDITS, SHARES)
def test_whole_shares_leave_nothing_to_carry(amounts: list[int], shares: list[Fraction]) -> None:
    scale = shares[0].denominator
    for share in shares[1:]:
        scale *= share.denominator

    charged = list(apportion([amount * scale for amount in amounts], shares))

    assert charged == [tuple(share * amount * scale for share in shares) for amount in amounts]


def test_a_cent_at_a_time_goes_to_whom_it_is_due_first() -> None:
    shares = [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]

    charged = list(apportion([1] * 6, shares))

    assert [cents.index(1) for cents in charged] == [0, 1, 0, 1, 0, 2]
