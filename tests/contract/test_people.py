"""The register of people, wherever it is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.delivery.ports import Store
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.ports import OvertakenError
from penstock.governance.accountability.register import Delegation, Holding, Register
from tests.unit.delivery.working import NOON

LATER = NOON + timedelta(hours=1)
ADA = Holding(person="Ada", role="Solar Designer", since=NOON)
BEN = Holding(person="Ben", role="Head of Solar", since=NOON)
ENDED = Holding(person="Ada", role="Solar Designer", since=NOON, until=LATER)
LEAVE = Delegation(
    role="Head of Solar", giver="Ben", taker="Ada", start=NOON, end=LATER, reason="leave"
)


def _change(store: Store, change: Change) -> None:
    store.people.change(change, by="Cleo", reason="joined")


def test_nobody_is_there_before_somebody_was_entered(store: Store) -> None:
    assert store.people.register() == Register()


def test_what_is_entered_is_returned_with_its_moments(store: Store) -> None:
    _change(store, Change(begun=(BEN, ADA), given=(LEAVE,)))

    assert store.people.register() == Register((ADA, BEN), (LEAVE,))


def test_what_ends_stays_as_what_was(store: Store) -> None:
    _change(store, Change(begun=(ADA,)))

    _change(store, Change(ended=(ENDED,)))

    assert store.people.register().holdings == (ENDED,)


def test_who_left_a_role_may_take_it_again(store: Store) -> None:
    again = Holding(person="Ada", role="Solar Designer", since=LATER + timedelta(days=1))
    _change(store, Change(begun=(ADA,)))
    _change(store, Change(ended=(ENDED,)))

    _change(store, Change(begun=(again,)))

    assert store.people.register().holdings == (ENDED, again)


def test_who_stands_in_may_stop_earlier(store: Store) -> None:
    stopped = replace(LEAVE, end=NOON)
    _change(store, Change(begun=(BEN,), given=(LEAVE,)))

    _change(store, Change(stopped=(stopped,)))

    assert store.people.register().delegations == (stopped,)


@pytest.mark.parametrize("change", [Change(ended=(ENDED,)), Change(begun=(ADA,))])
def test_the_same_change_twice_is_refused_the_second_time(store: Store, change: Change) -> None:
    _change(store, Change(begun=(ADA,)))
    if change.ended:
        _change(store, change)

    with pytest.raises(OvertakenError):
        _change(store, change)


def test_a_change_that_is_refused_leaves_nothing_of_it(store: Store) -> None:
    _change(store, Change(begun=(ADA,)))

    with pytest.raises(OvertakenError):
        _change(store, Change(begun=(BEN, ADA)))

    assert store.people.register().holdings == (ADA,)
