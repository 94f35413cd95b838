"""Connections for units of work are lent, to so many at once, and used again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from penstock.store import wires
from penstock.store.wire import Wire
from penstock.store.wires import Wires


@pytest.fixture
def two(server: str) -> Iterator[Wires]:
    """Yield wires that are lent to two at once."""
    lent = Wires(lambda: psycopg.connect(f"{server}/postgres"), most=2)
    yield lent
    lent.close()


def test_the_wire_that_came_back_last_is_lent_first(two: Wires) -> None:
    first, second = two.take(), two.take()
    two.give_back(first)
    two.give_back(second)

    assert two.take() is second

    two.give_back(second)


def test_who_comes_when_all_are_lent_waits_until_one_comes_back(two: Wires) -> None:
    first, second = two.take(), two.take()
    with ThreadPoolExecutor(1) as threads:
        third = threads.submit(two.take)
        two.give_back(first)
        assert third.result(10) is first

    two.give_back(first)
    two.give_back(second)


def test_who_waits_in_vain_is_told(two: Wires, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wires, "WAIT_S", 0.01)
    lent = [two.take(), two.take()]

    with pytest.raises(psycopg.OperationalError, match="all 2 connections were in use"):
        two.take()

    for wire in lent:
        two.give_back(wire)


def test_a_wire_in_the_middle_of_something_is_not_lent_again(two: Wires) -> None:
    wire = two.take()
    wire.send("begin")
    wire.journey()
    two.give_back(wire)

    other = two.take()

    assert other is not wire
    two.give_back(other)


def test_a_connection_that_cannot_be_opened_leaves_room_for_others(
    two: Wires, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> "psycopg.Connection[object]":
        raise psycopg.OperationalError("refused")

    with monkeypatch.context() as patch:
        patch.setattr(two, "_connect", refuse)
        for _ in range(3):
            with pytest.raises(psycopg.OperationalError, match="refused"):
                two.take()

    two.give_back(two.take())


def test_a_wire_that_comes_back_to_closed_ones_ends(two: Wires) -> None:
    wire = two.take()
    two.close()
    two.give_back(wire)

    assert wire.is_lost


def test_an_answer_that_nobody_waited_for_is_no_answer_to_who_comes_next(two: Wires) -> None:
    wire = two.take()
    wire.send("begin")
    assert _one(wire, "select 1") == 1
    wire.leave("rollback")
    two.give_back(wire)

    next_ = two.take()

    assert next_ is wire
    assert _one(next_, "select 2") == 2
    two.give_back(next_)


def _one(wire: Wire, statement: str) -> object:
    row = wire.send(statement).fetchone()
    assert row is not None
    return row[0]
