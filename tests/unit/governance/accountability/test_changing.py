"""Changes of the register, and rule O6: who moves sides loses the old one the same moment."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.accountability.changing import (
    BothSidesError,
    Change,
    RegisterError,
    UnknownRoleError,
    appointed,
    delegated,
    left,
    moved,
)
from penstock.governance.accountability.register import Delegation, Holding, Register
from tests.unit.governance.accountability.company import DAY, NOON, ROLES, held, stands_in

ADA = held("Ada", "Designer")
MOMENT = timedelta(microseconds=1)


def after(register: Register, change: Change) -> Register:
    """Return the register as a store has it after a change."""
    ended = {(each.person, each.role, each.since): each for each in change.ended}
    stopped = {(each.role, each.giver, each.taker): each for each in change.stopped}
    holdings = [ended.get((each.person, each.role, each.since), each) for each in register.holdings]
    delegations = [
        stopped.get((each.role, each.giver, each.taker), each) for each in register.delegations
    ]
    return Register((*holdings, *change.begun), (*delegations, *change.given))


def test_a_role_begins_at_the_moment_it_is_given() -> None:
    register = after(Register(), appointed("Ada", "designer", Register(), ROLES, at=NOON))

    assert register.roles("Ada", at=NOON) == {"Designer"}
    assert not register.roles("Ada", at=NOON - MOMENT)


def test_a_role_that_no_document_knows_is_refused_with_what_is_meant() -> None:
    with pytest.raises(UnknownRoleError, match="Did you mean “Designer”"):
        appointed("Ada", "Designor", Register(), ROLES, at=NOON)


def test_nobody_has_the_same_role_twice() -> None:
    with pytest.raises(RegisterError, match="already"):
        appointed("Ada", "Designer", Register((ADA,)), ROLES, at=NOON)


def test_o6_nobody_belongs_to_both_sides() -> None:
    with pytest.raises(BothSidesError, match="move them"):
        appointed("Ada", "Planner", Register((ADA,)), ROLES, at=NOON)


def test_o6_who_moves_has_the_new_role_and_no_other_from_that_moment_on() -> None:
    before = Register(
        (ADA, held("Ben", "Head of AES")), (stands_in("Ada", for_="Ben", role="Head of AES"),)
    )

    register = after(before, moved("Ada", "Planner", before, ROLES, at=NOON))

    assert register.roles("Ada", at=NOON - MOMENT) == {"Designer", "Head of AES"}
    assert register.roles("Ada", at=NOON) == {"Planner"}


def test_who_leaves_one_role_keeps_the_others() -> None:
    before = Register((ADA, held("Ada", "Head of AES")))

    register = after(before, left("Ada", "designer", before, ROLES, at=NOON))

    assert register.roles("Ada", at=NOON) == {"Head of AES"}


def test_who_leaves_all_has_nothing_and_stands_in_for_nobody() -> None:
    before = Register(
        (ADA, held("Ben", "Head of AES")), (stands_in("Ada", for_="Ben", role="Head of AES"),)
    )

    register = after(before, left("Ada", "", before, ROLES, at=NOON))

    assert not register.roles("Ada", at=NOON)
    assert register.knows("Ada")


@pytest.mark.parametrize("role", ["Planner", "Head of AES"])
def test_what_somebody_does_not_have_they_cannot_leave(role: str) -> None:
    with pytest.raises(RegisterError, match="does not have"):
        left("Ada", role, Register((ADA,)), ROLES, at=NOON)


def _wanted(**other: str) -> Delegation:
    said = {"role": "Designer", "giver": "Ada", "taker": "Ben"} | other
    return Delegation(start=NOON, end=NOON + DAY, reason="leave", **said)


@pytest.mark.parametrize(
    ("wanted", "because"),
    [
        (_wanted(role="Head of AES"), "does not have the role"),
        (_wanted(taker="Ada"), "stand in for themselves"),
        (_wanted(taker="Gus"), "both sides"),
    ],
)
def test_what_cannot_be_delegated_is_refused(wanted: Delegation, because: str) -> None:
    with pytest.raises(RegisterError, match=because):
        delegated(wanted, Register((ADA, held("Gus", "Planner"))), ROLES)


def test_a_delegation_counts_from_its_first_moment_until_its_end() -> None:
    register = after(Register((ADA,)), delegated(_wanted(), Register((ADA,)), ROLES))

    assert register.roles("Ben", at=NOON) == {"Designer"}
    assert not register.roles("Ben", at=NOON - MOMENT)
    assert not register.roles("Ben", at=NOON + DAY)


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["appoint", "move", "leave"]),
        st.sampled_from(["Ada", "Ben"]),
        st.sampled_from(sorted(ROLES)),
    ),
    max_size=12,
)


@given(CHANGES)
def test_whatever_is_changed_nobody_ever_belongs_to_both_sides(
    wanted: list[tuple[str, str, str]],
) -> None:
    register = Register()
    made = {"appoint": appointed, "move": moved, "leave": left}
    for hour, (what, person, role) in enumerate(wanted):
        at = NOON + timedelta(hours=hour)
        try:
            register = after(register, made[what](person, role, register, ROLES, at=at))
        except RegisterError:
            continue
        sides = {ROLES[name].side for name in register.roles(person, at=at)} - {None}
        assert not any(one.excludes(other) for one in sides for other in sides if one and other)


def test_a_holding_is_half_open() -> None:
    holding = Holding(person="Ada", role="Designer", since=NOON, until=NOON + DAY)

    assert holding.is_held(NOON)
    assert not holding.is_held(NOON + DAY)
