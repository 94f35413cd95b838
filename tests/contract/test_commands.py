"""Commands, end to end: kept once, answered alike, all or nothing."""

from datetime import timedelta

import pytest

from penstock.delivery import commands as do
from penstock.delivery.case import Phase, Status
from penstock.delivery.events import CaseHeld, CaseResumed, Stamp
from penstock.delivery.evolving import evolve
from penstock.delivery.handling import KeyUsedError
from penstock.delivery.ports import Answer, Logged, StaleError, Store, Wanted
from penstock.delivery.recording import case_from_json
from penstock.delivery.refusals import RefusedError
from tests.contract.desk import Desk, from_log, stored
from tests.unit.delivery.working import MODEL, NOON


def test_a_case_goes_through_all_stages(desk: Desk, store: Store) -> None:
    desk.open()
    desk.begin_first_stage()
    for stage in MODEL.stages:
        for item in stage.outputs:
            desk.hand_in(do.Record(item=item, sha256=f"{item}'s hash"))
        desk.hand_in(do.Complete())
        desk.hand_in(do.Pass(role=stage.accountable, evidence="seen"))
    desk.hand_in(do.Attest(criterion=MODEL.exit_criteria[0], evidence="meter"))

    case = stored(store)
    assert case is not None
    assert case.status is Status.CLOSED
    assert case == from_log(store)


def test_a_command_is_answered_with_the_case_that_is_kept(desk: Desk, store: Store) -> None:
    assert case_from_json(desk.open()) == stored(store)


def test_the_log_counts_from_one_without_gaps(desk: Desk, store: Store) -> None:
    desk.open()
    desk.begin_first_stage()

    log = store.log("SOL-1")
    assert [each.seq for each in log] == list(range(1, len(log) + 1))
    assert [log[0].stamp.command_id, log[0].stamp.actor] == ["SOL-1/1", "Ada"]
    assert log[0].stamp.at == NOON + timedelta(minutes=1)


def test_a_case_that_nobody_opened_is_not_there(store: Store) -> None:
    assert stored(store, "SOL-404") is None
    assert store.log("SOL-404") == ()


def test_the_same_command_again_gets_the_same_bytes_and_does_nothing(
    desk: Desk, store: Store
) -> None:
    desk.open()
    record = do.Record(item="Inquiry", sha256="ü")
    first = desk.hand_in(record, command_id="k")
    desk.hand_in(do.Record(item="Inquiry", sha256="later"))
    before = store.log("SOL-1")

    assert desk.hand_in(record, command_id="k") == first
    assert store.log("SOL-1") == before


def test_a_key_is_good_for_one_command(desk: Desk, store: Store) -> None:
    desk.open()
    desk.hand_in(do.Record(item="Inquiry", sha256="1"), command_id="k")
    before = store.log("SOL-1")

    with pytest.raises(KeyUsedError, match="The key 'k' was used for another command"):
        desk.hand_in(do.Record(item="Inquiry", sha256="2"), command_id="k")
    assert store.log("SOL-1") == before


def test_who_has_seen_an_older_version_changes_nothing(desk: Desk, store: Store) -> None:
    desk.open()
    before = store.log("SOL-1")

    with pytest.raises(StaleError, match="at version 2, not 1"):
        desk.hand_in(do.Hold(reason="?"), command_id="late", expected_version=1)

    assert store.log("SOL-1") == before
    with store.transaction() as transaction:
        assert transaction.answer_to("late") is None


def test_events_that_do_not_follow_the_last_are_stale(desk: Desk, store: Store) -> None:
    desk.open()
    case, log = stored(store), store.log("SOL-1")
    assert case is not None

    with pytest.raises(StaleError) as caught, store.transaction() as transaction:
        transaction.append(case, log[1:])

    assert (caught.value.expected, caught.value.found) == (1, 2)
    assert store.log("SOL-1") == log


def test_a_case_is_opened_once(desk: Desk, store: Store) -> None:
    desk.open()
    case, log = stored(store), store.log("SOL-1")
    assert case is not None

    with pytest.raises(StaleError, match="at version 2, not 0"), store.transaction() as transaction:
        transaction.append(case, log)

    assert store.log("SOL-1") == log


def test_a_refused_command_leaves_nothing_behind(desk: Desk, store: Store) -> None:
    desk.open()
    before = store.log("SOL-1")

    with pytest.raises(RefusedError):
        desk.hand_in(do.Complete(), command_id="too early")

    assert store.log("SOL-1") == before
    with store.transaction() as transaction:
        assert transaction.answer_to("too early") is None


def test_an_exception_undoes_all_that_the_transaction_did(desk: Desk, store: Store) -> None:
    desk.bound = frozenset({"NCV-03.1"})
    desk.open()
    desk.begin_first_stage()
    case, log = stored(store), store.log("SOL-1")
    (lease,) = store.claim(worker="w", now=desk.now, until=desk.now + timedelta(minutes=1), limit=1)

    def power_cut() -> None:
        with store.transaction() as transaction:
            assert transaction.finish(lease)
            transaction.keep_answer(Answer(command_id="k", request_sha256="", text=""))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        power_cut()

    assert (stored(store), store.log("SOL-1")) == (case, log)
    with store.transaction() as transaction:
        assert transaction.answer_to("k") is None
        assert transaction.finish(lease)


def test_nobody_sees_what_is_not_yet_kept(desk: Desk, store: Store) -> None:
    desk.open()
    case, log = stored(store), store.log("SOL-1")
    assert case is not None
    stamp = Stamp(at=desk.now, actor="Ada", command_id="k")
    held = Logged(seq=3, event=CaseHeld(reason="?"), stamp=stamp)

    with store.transaction() as transaction:
        transaction.append(evolve(case, held.event, stamp), [held])
        seen = (store.log("SOL-1"), store.find(Wanted()))

    assert seen == (log, (case,))
    assert store.log("SOL-1") == (*log, held)


def test_a_transaction_sees_what_it_did(desk: Desk, store: Store) -> None:
    desk.open()
    case = stored(store)
    assert case is not None
    stamp = Stamp(at=desk.now, actor="Ada", command_id="k")
    held, resumed = CaseHeld(reason="?"), CaseResumed(reason="!")

    with store.transaction() as transaction:
        after = evolve(case, held, stamp)
        transaction.append(after, [Logged(seq=3, event=held, stamp=stamp)])
        assert transaction.case("SOL-1") == after
        again = evolve(after, resumed, stamp)
        transaction.append(again, [Logged(seq=4, event=resumed, stamp=stamp)])

    assert stored(store) == again == from_log(store)


def test_a_model_is_kept_for_good(desk: Desk, store: Store) -> None:
    desk.open()

    with store.transaction() as transaction:
        transaction.keep_model(MODEL)
        assert transaction.model(MODEL.fingerprint) == MODEL


def test_a_model_that_was_taken_back_is_not_there(store: Store) -> None:
    def power_cut() -> None:
        with store.transaction() as transaction:
            transaction.keep_model(MODEL)
            assert transaction.model(MODEL.fingerprint) == MODEL
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        power_cut()
    with pytest.raises(KeyError), store.transaction() as transaction:
        transaction.model(MODEL.fingerprint)


def test_any_writing_is_kept_as_it_is(desk: Desk, store: Store) -> None:
    name = "Größe \u2028 𝄞 'quoted' \"twice\" %s :name \\ 日本"
    desk.open(name)

    desk.hand_in(do.Hold(reason=name), case_id=name)

    case = stored(store, name)
    assert case is not None
    assert (case.case_id, case.reason) == (name, name)
    assert case == from_log(store, name)


def test_a_stage_without_a_worker_waits_for_a_person(desk: Desk, store: Store) -> None:
    desk.open()
    desk.begin_first_stage()

    case = stored(store)
    assert case is not None
    assert (case.phase, case.task is None) == (Phase.WORKING, False)
