"""Cases that go on by edited documents, on every store."""

from dataclasses import replace
from itertools import count

from penstock.app.cases.migrating import carried_out
from penstock.app.cases.planning import planned
from penstock.app.cases.worker import Worker
from penstock.delivery import commands as do
from penstock.delivery.case import Phase
from penstock.delivery.ports import Store, Wanted
from tests.contract.desk import from_log, stored
from tests.contract.places import Place
from tests.contract.test_crashes import Crash, crash_before
from tests.small_company import STAGES
from tests.unit.app.cases.bench import Bench
from tests.unit.app.cases.clearances import clearance
from tests.unit.app.cases.test_migrating import EDITED, ITEM, begun, meanwhile, on

ALL = ("SOL-1", "SOL-2", "SOL-3")
MADE = {"Design": b"four rows", "Proposal": b"6 kW"}


def _apply(bench: Bench) -> list[str]:
    (plan,) = planned(bench.cases, items=ITEM)
    return [each.error for each in carried_out(bench.cases, plan, actor="Ada")]


def test_cases_go_on_by_edited_documents_and_their_logs_make_them_again(store: Store) -> None:
    begun(store, *ALL)
    bench = on(EDITED, store)

    errors = _apply(bench)

    assert errors == ["", "", ""]
    assert [case.case_id for case in store.find(Wanted(stage_id="NCV-03.5"))] == [*ALL]
    assert [stored(store, each) for each in ALL] == [from_log(store, each) for each in ALL]
    assert planned(bench.cases) == ()


def test_tasks_of_moved_cases_are_on_the_lists_of_their_new_stage(store: Store) -> None:
    begun(store, "SOL-1")
    (role,) = store.find(Wanted())[0].task.roles  # type: ignore[union-attr]
    bench = on(EDITED, store)
    assert store.find(Wanted(role=role, stage_id="NCV-03.5")) == ()

    _apply(bench)

    (moved,) = store.find(Wanted(role=role, stage_id="NCV-03.5"))
    assert moved.case_id == "SOL-1"
    assert store.find(Wanted(role=role, stage_id="NCV-03.2")) == ()


def test_a_case_that_changed_meanwhile_stays_and_the_rest_of_its_batch_goes_on(
    store: Store,
) -> None:
    begun(store, *ALL)
    bench = on(EDITED, store)
    (plan,) = planned(bench.cases, items=ITEM)
    slow = meanwhile(bench.cases, lambda: bench.act("SOL-2", do.Hold(reason="holiday")))

    errors = [bool(each.error) for each in carried_out(slow, plan, actor="Ada")]

    assert errors == [False, True, False]
    assert bench.cases.explain("SOL-2").status == "held"
    assert [stored(store, each) for each in ALL] == [from_log(store, each) for each in ALL]


def test_cases_on_hold_are_moved_after_those_that_go_on(store: Store) -> None:
    begun(store, *ALL)
    bench = on(EDITED, store)
    bench.act("SOL-1", do.Hold(reason="holiday"))
    (plan,) = planned(bench.cases, items=ITEM)

    moved = [each.planned.case_id for each in carried_out(bench.cases, plan, actor="Ada")]

    assert moved == ["SOL-2", "SOL-3", "SOL-1"]
    assert planned(bench.cases) == ()


def test_a_worker_does_a_stage_by_the_id_it_has_now(store: Store) -> None:
    before = on(STAGES, store)
    before.cases = replace(before.cases, bound=frozenset({"NCV-03.2"}))
    before.open(case_id="SOL-1")
    before.attest_entry("SOL-1")
    before.work_stage("SOL-1")
    after = on(EDITED, store, actor="Bob")
    after.cases = replace(after.cases, bound=frozenset({"NCV-03.5"}))
    _apply(after)
    work = {"NCV-03.5": lambda _facts: MADE}
    asks = clearance(after.cases)
    worker = Worker(cases=after.cases, clearance=asks, work=work, name="w", jitter=lambda: 0.5)

    # The job by the old id is still queued, and comes to nothing.
    done = [worker.once() for _ in range(3)]

    case = after.cases.case("SOL-1")
    assert (done, case.phase, case.stage_id) == ([1, 1, 0], Phase.WORKED, "NCV-03.5")


def test_a_batch_that_a_crash_stops_is_moved_whole_or_not_at_all(place: Place) -> None:
    with place.opened() as store:
        begun(store, *ALL)
        bench = on(EDITED, store)
        (plan,) = planned(bench.cases, items=ITEM)
        before = store.find(Wanted())

        for statement in count():
            try:
                with crash_before(statement):
                    [*carried_out(bench.cases, plan, actor="Ada")]
                break
            except Crash:
                found = store.find(Wanted())
                assert found == before or {case.stage_id for case in found} == {"NCV-03.5"}

        assert statement > 5
        assert planned(bench.cases) == ()
        assert [stored(store, each) for each in ALL] == [from_log(store, each) for each in ALL]
