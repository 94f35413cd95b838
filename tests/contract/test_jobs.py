"""Work that ends in batches: one transaction for all cases, and each for itself."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from penstock.delivery import commands as do
from penstock.delivery.case import Phase
from penstock.delivery.handling import NotDone, Request
from penstock.delivery.jobs import Begun, Ended, begin_all, end_all
from penstock.delivery.ports import Lease, Store, Wanted
from tests.contract.desk import FIRST_STAGE, Desk, from_log, rules, stored
from tests.contract.places import Place
from tests.contract.test_crashes import Crash, crash_before
from tests.contract.test_postgresql import journeys

BOUND = frozenset({FIRST_STAGE})
IDS = ("SOL-1", "SOL-2", "SOL-3")


def _begun(store: Store, desk: Desk, *case_ids: str) -> tuple[Begun, ...]:
    desk.bound = BOUND
    for case_id in case_ids:
        desk.open(case_id)
        desk.begin_first_stage(case_id)
    return _taken(store, desk)


def _taken(store: Store, desk: Desk) -> tuple[Begun, ...]:
    until = desk.now + timedelta(minutes=1)
    return begin_all(store.claim(worker="w", now=desk.now, until=until, limit=99), store)


def _request(begun: Begun, desk: Desk, command: do.Command) -> Request:
    return Request(
        command_id=f"{begun.lease.job.key}/{type(command).__name__}",
        case_id=begun.case.case_id,
        command=command,
        actor="w",
        at=desk.now,
    )


def _ended(begun: Begun, desk: Desk, *, item: str = "Qualified lead") -> Ended:
    def failure(refusal: NotDone) -> Request:
        return _request(begun, desk, do.Fail(error=str(refusal)))

    commands = (do.Record(item=item, sha256="1"), do.Complete())
    requests = tuple(_request(begun, desk, command) for command in commands)
    return Ended(lease=begun.lease, requests=requests, instead=failure)


def _end(store: Store, ended: Sequence[Ended]) -> tuple[str, ...]:
    return end_all(ended, store, lambda _: rules(bound=BOUND)).answers


def _end_and_take(store: Store, ended: Sequence[Ended], desk: Desk) -> tuple[Lease, ...]:
    until = desk.now + timedelta(minutes=1)
    taken = end_all(
        ended,
        store,
        lambda _: rules(bound=BOUND),
        take=lambda queue: queue.claim(worker="w", now=desk.now, until=until, limit=1)(),
    ).taken
    assert taken is not None
    return taken


def _phases(store: Store) -> list[str]:
    return [case.phase for case in store.find(Wanted())]


def test_what_was_done_for_many_cases_is_handed_in_at_once(store: Store, desk: Desk) -> None:
    begun = _begun(store, desk, *IDS)

    answers = _end(store, [_ended(each, desk) for each in reversed(begun)])

    assert len(answers) == 3
    assert _phases(store) == [Phase.WORKED] * 3
    assert _taken(store, desk) == ()
    assert [stored(store, each) for each in IDS] == [from_log(store, each) for each in IDS]


def test_what_is_refused_becomes_a_task_and_touches_no_other(store: Store, desk: Desk) -> None:
    first, second, third = _begun(store, desk, *IDS)

    _end(store, [_ended(first, desk), _ended(second, desk, item="Moon"), _ended(third, desk)])

    assert _phases(store) == [Phase.WORKED, Phase.WORKING, Phase.WORKED]
    case = stored(store, "SOL-2")
    assert case is not None
    assert case.task is not None
    assert "Moon" in case.task.because
    assert _taken(store, desk) == ()


def test_who_lost_a_job_hands_in_nothing_of_it(store: Store, desk: Desk) -> None:
    late = _begun(store, desk, *IDS)
    desk.minutes += 2
    in_time = _taken(store, desk)

    _end(store, [_ended(each, desk) for each in in_time[:1]])
    answers = _end(store, [_ended(each, desk) for each in late])

    assert answers == ()
    assert _phases(store) == [Phase.WORKED, Phase.WORKING, Phase.WORKING]


def test_work_of_a_stage_that_was_left_is_dropped(store: Store, desk: Desk) -> None:
    begun = _begun(store, desk, *IDS)
    desk.hand_in(do.Cancel(reason="moved away"), case_id="SOL-2")
    before = stored(store, "SOL-2")

    _end(store, [_ended(each, desk) for each in begun])

    assert stored(store, "SOL-2") == before
    assert _taken(store, desk) == ()


def test_jobs_that_nobody_wants_any_more_are_taken_off_the_queue(store: Store, desk: Desk) -> None:
    desk.bound = BOUND
    desk.open()
    desk.begin_first_stage()
    desk.hand_in(do.Cancel(reason="moved away"))

    assert _taken(store, desk) == ()

    until = desk.now + timedelta(minutes=9)
    assert store.claim(worker="w", now=until, until=until, limit=9) == ()


def test_a_crash_hands_in_all_or_nothing(place: Place) -> None:
    with place.opened() as store:
        desk = Desk(store)
        begun = _begun(store, desk, *IDS)
        statement = 0
        while statement < 200:
            try:
                with crash_before(statement):
                    _end(store, [_ended(each, desk) for each in begun])
                break
            except Crash:
                assert _phases(store) == [Phase.WORKING] * 3
                statement += 1

        assert 10 < statement < 200
        assert _phases(store) == [Phase.WORKED] * 3
        assert [stored(store, each) for each in IDS] == [from_log(store, each) for each in IDS]


def test_what_hands_in_a_job_takes_the_next(store: Store, desk: Desk) -> None:
    (first,) = _begun(store, desk, "SOL-1")
    for case_id in ("SOL-2", "SOL-3"):
        desk.open(case_id)
        desk.begin_first_stage(case_id)

    taken = _end_and_take(store, [_ended(first, desk)], desk)

    assert [lease.job.case_id for lease in taken] == ["SOL-2"]
    assert [each.case.case_id for each in begin_all(taken, store)] == ["SOL-2"]
    assert [each.case.case_id for each in _taken(store, desk)] == ["SOL-3"]


def test_what_hands_in_a_job_leaves_leases_that_ran_out_to_who_looks_for_work(
    store: Store, desk: Desk
) -> None:
    first, _late = _begun(store, desk, "SOL-1", "SOL-2")
    desk.minutes += 2

    assert _end_and_take(store, [_ended(first, desk)], desk) == ()

    assert [each.case.case_id for each in _taken(store, desk)] == ["SOL-2"]


def test_what_hands_in_jobs_and_takes_the_next_takes_three_journeys(postgresql: Place) -> None:
    with postgresql.opened() as store:
        desk = Desk(store)
        begun = _begun(store, desk, *IDS)
        desk.open("SOL-4")
        desk.begin_first_stage("SOL-4")
        with journeys() as made:
            taken = _end_and_take(store, [_ended(each, desk) for each in begun], desk)

    assert made == [(), (), ("commit",)]
    assert [lease.job.case_id for lease in taken] == ["SOL-4"]


def test_a_crash_hands_in_and_takes_the_next_or_neither(place: Place) -> None:
    with place.opened() as store:
        desk = Desk(store)
        (first,) = _begun(store, desk, "SOL-1")
        desk.open("SOL-2")
        desk.begin_first_stage("SOL-2")
        statement, taken = 0, None
        while taken is None:
            try:
                with crash_before(statement):
                    taken = _end_and_take(store, [_ended(first, desk)], desk)
            except Crash:
                assert _phases(store) == [Phase.WORKING] * 2
                statement += 1

        # What crashes had taken was free again each time.
        assert [(lease.job.case_id, lease.job.attempt) for lease in taken] == [("SOL-2", 0)]
        assert 10 < statement < 200
        assert _phases(store) == [Phase.WORKED, Phase.WORKING]


def test_people_and_workers_who_want_the_same_cases_do_not_stop_each_other(place: Place) -> None:
    with place.opened() as store:
        desk = Desk(store)
        begun = _begun(store, desk, *(f"SOL-{number:02}" for number in range(12)))
        halves = (begun[::2], begun[1::2])

        def work(half: Sequence[Begun]) -> int:
            return len(_end(store, [_ended(each, desk) for each in reversed(half)]))

        def correct(each: Begun) -> int:
            person = Desk(store, bound=BOUND, minutes=desk.minutes)
            record = do.Record(item="Inquiry", sha256="corrected")
            person.hand_in(record, case_id=each.case.case_id, command_id=each.case.case_id)
            return 1

        with ThreadPoolExecutor(4) as people:
            workers = people.map(work, halves)
            persons = people.map(correct, reversed(begun))
            assert (sum(workers), sum(persons)) == (12, 12)

        assert _phases(store) == [Phase.WORKED] * 12
