"""Letting cases go on by documents that were edited."""

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from penstock.app.cases import Cases, NoSuchNameError
from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.migrating import carried_out
from penstock.app.cases.models import Models
from penstock.app.cases.planning import BATCH, OtherPlanError, planned, require_plan
from penstock.delivery import commands as do
from penstock.delivery.evolving import rebuilt
from penstock.delivery.migrating import Move
from penstock.delivery.ports import Store, Wanted
from penstock.store.memory import MemoryStore
from tests.small_company import STAGES, small_company
from tests.unit.app.cases.bench import NOON, Bench

EDITED = STAGES.replace("NCV-03.2", "NCV-03.5").replace("Inquiry", "Customer question")
ITEM = {"inquiry": "customer question"}


def on(stages: str, store: Store, *, actor: str = "Eva") -> Bench:
    """Return somebody who works cases by edited documents."""
    models = Models(read=lambda: small_company(stages=stages))
    return Bench(Cases(store=store, models=models, blobs=_BLOBS, now=lambda: NOON), actor=actor)


_BLOBS = MemoryBlobs()


def begun(store: Store, *case_ids: str) -> None:
    """Open cases by the documents before they were edited, and take them to the second stage."""
    bench = on(STAGES, store, actor="Ada")
    for case_id in case_ids:
        bench.open(case_id=case_id)
        bench.attest_entry(case_id)
        bench.work_stage(case_id)


def meanwhile(cases: Cases, deed: Callable[[], object]) -> Cases:
    """Return cases that are looked at before somebody does something, and moved after it."""
    deeds = iter([deed])

    def now() -> datetime:
        for each in deeds:
            each()
        return NOON

    return replace(cases, now=now)


def _applied(bench: Bench, items: dict[str, str]) -> list[str]:
    plans = planned(bench.cases, items=items)
    return [each.error for plan in plans for each in carried_out(bench.cases, plan, actor="Ada")]


def test_planning_changes_nothing() -> None:
    store = MemoryStore()
    begun(store, "SOL-1")
    before = store.log("SOL-1")

    (plan,) = planned(on(EDITED, store).cases, items=ITEM)

    ((move,),) = plan.pages()
    assert isinstance(move, Move)
    assert (move.stage_id, move.to_stage_id) == ("NCV-03.2", "NCV-03.5")
    assert store.log("SOL-1") == before


def test_a_case_goes_on_by_the_edited_documents() -> None:
    store = MemoryStore()
    begun(store, "SOL-1")
    bench = on(EDITED, store)

    errors = _applied(bench, items=ITEM)

    shown = bench.cases.show("SOL-1")
    assert (errors, shown.standing.stage_id) == ([""], "NCV-03.5")
    assert shown.case == rebuilt((each.event, each.stamp) for each in shown.log)
    assert planned(bench.cases) == ()


def test_what_was_recorded_is_read_by_its_new_name() -> None:
    store = MemoryStore()
    begun(store, "SOL-1")
    bench = on(EDITED, store)
    _applied(bench, items=ITEM)

    assert bench.cases.content("SOL-1", "Customer question") == b"Inquiry of SOL-1"


def test_what_was_taken_back_leaves_its_name_to_another() -> None:
    store = MemoryStore()
    begun(store, "SOL-1")
    bench = on(STAGES, store, actor="Bob")
    bench.record("SOL-1", "Installed array")
    bench.act("SOL-1", do.Undo())
    edited = on(STAGES.replace("Inquiry,", ""), store)
    _applied(edited, items={"Inquiry": "Installed array"})

    assert edited.cases.content("SOL-1", "Installed array") == b"Inquiry of SOL-1"


def test_a_case_that_changes_before_it_is_moved_stays() -> None:
    store = MemoryStore()
    begun(store, "SOL-1", "SOL-2")
    bench = on(EDITED, store)
    (plan,) = planned(bench.cases, items=ITEM)
    slow = meanwhile(bench.cases, lambda: bench.act("SOL-1", do.Hold(reason="holiday")))

    first, second = carried_out(slow, plan, actor="Ada")

    assert "Meanwhile: Eva: put the case on hold: holiday." in first.error
    assert second.is_moved


def test_a_case_that_changed_since_somebody_saw_the_plan_stays() -> None:
    store = MemoryStore()
    begun(store, "SOL-1", "SOL-2")
    bench = on(EDITED, store)
    plans = planned(bench.cases, items=ITEM)
    with pytest.raises(OtherPlanError) as other:
        require_plan("another", plans)
    seen = require_plan(other.value.found, plans)
    bench.act("SOL-1", do.Hold(reason="holiday"))

    going, held = carried_out(bench.cases, plans[0], actor="Ada", seen=seen)

    assert (going.planned.case_id, going.error) == ("SOL-2", "")
    assert held.error == "It was opened or changed since the plan was looked at."


def test_the_same_plan_twice_moves_once() -> None:
    store = MemoryStore()
    begun(store, "SOL-1")
    bench = on(EDITED, store)
    (plan,) = planned(bench.cases, items=ITEM)

    outcomes = [[*carried_out(bench.cases, plan, actor="Ada")] for _ in range(2)]

    assert [len(each) for each in outcomes] == [1, 0]
    assert [type(each.event).__name__ for each in store.log("SOL-1")].count("ModelMigrated") == 1


def test_very_many_cases_are_looked_at_and_moved_a_batch_at_a_time() -> None:
    store = MemoryStore()
    before = on(STAGES, store)
    for number in range(BATCH + 1):
        before.open(case_id=f"SOL-{number:03}")
    (plan,) = planned(on(EDITED, store).cases, items=ITEM)
    outcomes = carried_out(before.cases, plan, actor="Ada")

    first = next(outcomes)
    old = frozenset(way.old.fingerprint for way in plan.ways)
    moved = store.find(Wanted(not_on=old, limit=2 * BATCH))

    assert [len(page) for page in plan.pages()] == [1]
    assert (first.planned.case_id, len(moved)) == ("SOL-000", BATCH)
    assert len([*outcomes]) == BATCH


def test_two_who_carry_out_the_same_plan_at_once_move_once() -> None:
    store = MemoryStore()
    begun(store, "SOL-1")
    bench = on(EDITED, store)
    (plan,) = planned(bench.cases, items=ITEM)
    slow = meanwhile(bench.cases, lambda: [*carried_out(bench.cases, plan, actor="Ada")])

    (outcome,) = carried_out(slow, plan, actor="Ada")

    assert outcome.is_moved
    assert [type(each.event).__name__ for each in store.log("SOL-1")].count("ModelMigrated") == 1


def test_a_case_goes_there_and_back_and_there_again() -> None:
    store = MemoryStore()
    begun(store, "SOL-1")
    back = {new: old for old, new in ITEM.items()}

    for stages, items in ((EDITED, ITEM), (STAGES, back), (EDITED, ITEM)):
        assert _applied(on(stages, store), items=items) == [""]

    assert on(EDITED, store).cases.explain("SOL-1").stage_id == "NCV-03.5"


def test_a_case_that_ends_by_going_on_is_told_to_those_that_wait_for_it() -> None:
    store = MemoryStore()
    begun(store, "SOL-1", "SOL-2")
    bench = on(STAGES, store)
    bench.work_stage("SOL-1")
    bench.work_stage("SOL-1")
    bench.cases.link("SOL-2", "SOL-1", bench.by())
    edited = on(STAGES.replace("-   The array feeds the house.", ""), store)

    errors = _applied(edited, items={})

    ended, waiting = store.find(Wanted())
    assert (errors, ended.status) == (["", ""], "closed")
    assert waiting.links["SOL-1"].answer == "closed"


def test_new_cases_run_on_the_edited_documents() -> None:
    store = MemoryStore()
    begun(store, "SOL-1")
    bench = on(EDITED, store)

    bench.open(case_id="SOL-2")

    assert bench.cases.show("SOL-2").model == bench.cases.models.current("NCV-03")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"stream": "NCV-9"}, "no value stream “NCV-9” in the documents"),
        ({"stages": {"NCV-03.9": "NCV-03.1"}}, "no stage “NCV-03.9” in what open cases run on"),
        ({"stages": {"NCV-03.2": "NCV-03.9"}}, "no stage “NCV-03.9” in the documents"),
        ({"items": {"Enquiry": ""}}, "Did you mean “Inquiry”"),
    ],
)
def test_names_that_do_not_exist_are_told(said: dict[str, str], sentence: str) -> None:
    store = MemoryStore()
    begun(store, "SOL-1")

    with pytest.raises(NoSuchNameError, match=sentence):
        planned(on(EDITED, store).cases, **said)  # type: ignore[arg-type]


def test_garbage_is_looked_for_everywhere_again_when_a_plan_is_carried_out() -> None:
    store = MemoryStore()
    begun(store, "SOL-1", "SOL-2")
    frozen_before = gc.get_freeze_count()
    bench = on(EDITED, store)
    (plan,) = planned(bench.cases, items=ITEM)
    outcomes = carried_out(bench.cases, plan, actor="Ada")

    next(outcomes)
    del outcomes

    assert gc.get_freeze_count() == frozen_before
