"""Work lists: pages of cases, filtered, in the order of their ids."""

import pytest

from penstock.delivery import commands as do
from penstock.delivery.ports import Count, Store, Wanted
from penstock.kernel.sides import Side
from tests.contract.desk import Desk, stored

CLOSED = frozenset({Side.NON_REGULATED})


def ids(store: Store, wanted: Wanted) -> list[str]:
    return [case.case_id for case in store.find(wanted)]


@pytest.fixture
def cases(desk: Desk) -> None:
    """Open cases: A is closed, B has a task, Ada has C's, d and ä wait."""
    for case_id in ("ä", "B", "d", "C", "A"):
        desk.open(case_id)
    desk.hand_in(do.Cancel(reason="moved"), case_id="A")
    desk.begin_first_stage("B")
    desk.begin_first_stage("C")
    desk.hand_in(do.Claim(person="Ada"), case_id="C")


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), "ABCdä"),
        (Wanted(stream_id="NCV-03"), "ABCdä"),
        (Wanted(stream_id="AOV-04"), ""),
        (Wanted(stage_id="NCV-03.1", status="open"), "BCdä"),
        (Wanted(stage_id="NCV-03.2"), ""),
        (Wanted(status="cancelled"), "A"),
        (Wanted(role="Solar Seller"), "BC"),
        (Wanted(role="Solar Seller", is_unclaimed=True), "B"),
        (Wanted(role="Solar Seller", is_unclaimed=True, by_due=True), ""),
        (Wanted(status="open", is_unclaimed=True), "Bdä"),
        (Wanted(stages=frozenset({"NCV-03.1", "NCV-03.2"}), after="A"), "BCdä"),
        (Wanted(stages=frozenset({"NCV-03.2"})), ""),
        (Wanted(is_at_gate=True), ""),
        (Wanted(is_linked=True), ""),
        (Wanted(closed=frozenset({Side.REGULATED}), status="open"), "BCdä"),
        (Wanted(closed=CLOSED), ""),
        (Wanted(closed=CLOSED, assignee="Ada"), ""),
        (Wanted(closed=CLOSED, role="Solar Seller"), ""),
        (Wanted(closed=CLOSED, but_for=frozenset({"C-7"}), after="A"), "BCdä"),
        (Wanted(closed=CLOSED, but_for=frozenset({"C-8"}), status="open"), ""),
        (Wanted(customers=frozenset({"C-7", "C-8"}), status="cancelled"), "A"),
        (Wanted(role="Installer"), ""),
        (Wanted(assignee="Ada"), "C"),
        (Wanted(assignee="Bob"), ""),
        (Wanted(limit=2), "AB"),
        (Wanted(limit=2, after="B"), "Cd"),
        (Wanted(limit=2, after="d"), "ä"),
    ],
)
def test_a_work_list_shows_what_is_wanted(store: Store, wanted: Wanted, found: str) -> None:
    assert ids(store, wanted) == list(found)


def test_a_list_shows_cases_as_they_stand(desk: Desk, store: Store) -> None:
    desk.open()

    assert store.find(Wanted()) == (stored(store),)


def test_a_task_that_ends_leaves_the_list_of_its_role(desk: Desk, store: Store) -> None:
    desk.open()
    desk.begin_first_stage()
    desk.hand_in(do.Record(item="Qualified lead", sha256="1"))

    desk.hand_in(do.Complete())

    assert ids(store, Wanted(role="Solar Seller")) == []


def test_what_waits_for_its_gate_is_found(desk: Desk, store: Store) -> None:
    desk.open()
    desk.begin_first_stage()
    desk.hand_in(do.Record(item="Qualified lead", sha256="1"))

    desk.hand_in(do.Complete())

    wanted = Wanted(stages=frozenset({"NCV-03.1", "NCV-03.2"}), is_at_gate=True, status="open")
    assert ids(store, wanted) == ["SOL-1"]


def test_a_worker_that_fails_leaves_a_task_on_the_list(desk: Desk, store: Store) -> None:
    desk.bound = frozenset({"NCV-03.1"})
    desk.open()
    desk.begin_first_stage()

    desk.hand_in(do.Fail(error="no"))

    assert ids(store, Wanted(role="Solar Seller")) == ["SOL-1"]


def test_a_case_that_waits_for_another_is_found_until_it_hears_of_it(
    desk: Desk, store: Store
) -> None:
    for case_id in ("A", "B", "C"):
        desk.open(case_id)
        link = do.LinkTo(other_case_id="GRID-4", other_stream_id="AOV-04")
        desk.hand_in(link, case_id=case_id)
    waiting = Wanted(waiting_for="GRID-4")
    assert (ids(store, waiting), ids(store, Wanted(waiting_for="GRID-5"))) == ([*"ABC"], [])

    desk.hand_in(do.Answer(other_case_id="GRID-4", answer="closed"), case_id="A")
    desk.hand_in(do.Cancel(reason="moved"), case_id="B")

    assert ids(store, waiting) == ["C"]


@pytest.mark.usefixtures("cases")
def test_cases_are_counted_where_they_stand(desk: Desk, store: Store) -> None:
    desk.hand_in(do.Hold(reason="hail"), case_id="B")

    assert store.counts() == (
        Count(stream_id="NCV-03", stage_id="NCV-03.1", status="cancelled", cases=1),
        Count(stream_id="NCV-03", stage_id="NCV-03.1", status="held", cases=1),
        Count(stream_id="NCV-03", stage_id="NCV-03.1", status="open", cases=3),
    )


def test_where_no_case_is_nothing_is_counted(store: Store) -> None:
    assert store.counts() == ()


def test_a_role_s_list_of_a_stream_or_stage_shows_no_other(desk: Desk, store: Store) -> None:
    desk.open()
    desk.begin_first_stage()

    role = "Solar Seller"
    assert ids(store, Wanted(role=role, stream_id="NCV-03")) == ["SOL-1"]
    assert ids(store, Wanted(role=role, stage_id="NCV-03.1")) == ["SOL-1"]
    assert ids(store, Wanted(role=role, stream_id="AOV-04")) == []
    assert ids(store, Wanted(role=role, stage_id="NCV-03.2")) == []


@pytest.mark.usefixtures("cases")
def test_what_a_role_has_on_hold_is_found_until_it_goes_on(desk: Desk, store: Store) -> None:
    held = Wanted(role="Solar Seller", status="held")
    going = Wanted(role="Solar Seller", status="open")
    desk.hand_in(do.Hold(reason="hail"), case_id="B")
    assert (ids(store, held), ids(store, going)) == (["B"], ["C"])

    desk.hand_in(do.Resume(reason="sun"), case_id="B")

    assert (ids(store, held), ids(store, going)) == ([], ["B", "C"])


@pytest.mark.usefixtures("cases")
def test_what_somebody_has_claimed_of_a_role_is_found(store: Store) -> None:
    assert ids(store, Wanted(role="Solar Seller", assignee="Ada")) == ["C"]
    assert ids(store, Wanted(role="Installer", assignee="Ada")) == []
    assert ids(store, Wanted(role="Solar Seller", assignee="Bob")) == []
