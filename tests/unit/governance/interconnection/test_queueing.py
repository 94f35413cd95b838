"""The queue: complete first, served first, whoever asks; moved only for recorded reasons."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.governance.accountability.register import Holding, Register
from penstock.governance.interconnection.procedure import dates
from penstock.governance.interconnection.queueing import (
    Reordering,
    by_application,
    queue,
    require_may_reorder,
    require_moves,
)
from penstock.governance.interconnection.requests import Entry, Milestone, QueueError
from tests.unit.governance.interconnection.applying import (
    AES,
    ENTRIES,
    NOW,
    PROCEDURE,
    RIVERA,
    START,
    request,
)
from tests.unit.governance.service_levels.timing import OFFICE

DAY = timedelta(days=1)


def _treated(entries: Iterable[Entry]) -> list[object]:
    """Return all that is decided about requests: order, checks and dates."""
    requests = [entry.request for entry in entries]
    return [
        queue(requests, at=NOW),
        [PROCEDURE.track(each.project).checks for each in requests],
        [dates(each, PROCEDURE, OFFICE) for each in requests],
    ]


@given(ENTRIES, st.data())
def test_o2_swapping_customers_changes_neither_order_nor_checks_nor_dates(
    entries: tuple[Entry, ...], data: st.DataObject
) -> None:
    customers = data.draw(st.permutations([AES, RIVERA] * len(entries)))
    swapped = [
        replace(entry, customer=customer)
        for entry, customer in zip(entries, customers, strict=False)
    ]

    assert _treated(swapped) == _treated(entries)


@given(ENTRIES, st.randoms())
def test_o2_the_order_is_that_of_complete_applications_however_they_are_listed(
    entries: tuple[Entry, ...], chance: Random
) -> None:
    requests = [entry.request for entry in entries]
    shuffled = chance.sample(requests, len(requests))

    found = [position.request for position in queue(shuffled, at=NOW)]

    assert found == list(by_application(requests, at=NOW))
    complete = [each.complete for each in found if each.complete]
    assert complete == sorted(complete)
    assert len(complete) == len(found)


def test_who_is_complete_later_stands_behind_who_was_received_later() -> None:
    early = request("1", 0, 9)
    late = request("2", 3, 4)

    assert [each.request.id for each in queue([early, late], at=NOW)] == ["2", "1"]


def test_incomplete_withdrawn_and_connected_requests_are_not_in_the_queue() -> None:
    gone = request("4", 0, 1, withdrawn=2)
    requests = [request("1", 0), request("2", 0, 1), request("3", 0, 1, 2, 3, 4), gone]

    assert [each.request.id for each in queue(requests, at=NOW)] == ["2"]
    assert len(queue(requests, at=START + 1.5 * DAY)) == 3


def _moved(first: str, second: str, *, day: float = 50, reason: str = "hospital") -> Reordering:
    return Reordering(
        request_id=first, before_id=second, reason=reason, person="Ada", at=START + day * DAY
    )


REQUESTS = [request(str(number), 0, number) for number in range(1, 5)]


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ([], "1234"),
        ([_moved("3", "1")], "3124"),
        ([_moved("1", "")], "2341"),
        ([_moved("4", "2"), _moved("1", "", day=60)], "4231"),
        ([_moved("9", "1"), _moved("1", "9")], "1234"),
        ([_moved("3", "1", day=300)], "1234"),
    ],
)
def test_o2_a_reordering_moves_one_request_and_keeps_the_order_of_the_others(
    moves: list[Reordering], order: str
) -> None:
    found = queue(REQUESTS, moves, at=NOW)

    assert "".join(each.request.id for each in found) == order
    assert [each.number for each in found] == [1, 2, 3, 4]
    assert {each.request.id for each in found if each.moved} <= {each.request_id for each in moves}


@pytest.mark.parametrize("what", ["reason", "person", "request_id"])
def test_o2_a_reordering_without_reason_or_person_is_refused(what: str) -> None:
    said = {"request_id": "3", "before_id": "1", "reason": "hospital", "person": "Ada"}
    with pytest.raises(QueueError, match="does not say"):
        Reordering(**{**said, what: "  "}, at=START)


def test_a_reordering_of_what_does_not_wait_is_refused() -> None:
    require_moves(REQUESTS, _moved("3", "1"))
    with pytest.raises(QueueError, match="Request 9 does not wait in the queue"):
        require_moves(REQUESTS, _moved("3", "9"))
    with pytest.raises(QueueError, match="cannot stand in front of itself"):
        _moved("3", "3")


def test_o2_only_those_reorder_whose_role_it_is_at_that_moment() -> None:
    move = _moved("3", "1", day=50)
    head = Holding(person="Ada", role="Head of Grid", since=START, until=move.at)
    seller = Holding(person="Eve", role="Seller - AES", since=START)
    roles = {"Head of Grid"}

    require_may_reorder(move, Register(), roles=roles)
    require_may_reorder(replace(move, at=START), Register(holdings=(head,)), roles=roles)
    for person, held in (("Ada", "no role"), ("Eve", "Seller - AES"), ("Zoë", "no role")):
        with pytest.raises(QueueError, match=f"that takes Head of Grid, and they have {held}"):
            require_may_reorder(
                replace(move, person=person), Register(holdings=(head, seller)), roles=roles
            )


def test_a_request_that_was_studied_before_it_came_in_is_refused() -> None:
    with pytest.raises(QueueError, match="before it was received"):
        request("1", 5, 3)
    with pytest.raises(QueueError, match="nothing tells when its application received"):
        replace(request("1", 1), reached={Milestone.COMPLETE: START})
