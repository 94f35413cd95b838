"""A job and what was ruled on it: one COMMIT keeps both, or nobody has either."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from penstock.delivery import commands as do
from penstock.delivery.handling import Request
from penstock.delivery.jobs import Ended, begin, end_all
from penstock.delivery.ports import Lease, Store, Transaction, Wanted
from penstock.governance.audit.entry import Entry
from penstock.governance.audit.ports import ClockWentBackError
from penstock.store.audit import AuditBook
from penstock.store.audit.joint import Joint
from tests.chaos.faults import planted
from tests.contract.audit_books import ALL, is_whole, later, log_of
from tests.contract.desk import FIRST_STAGE, Desk, from_log, rules, stored
from tests.contract.places import Place
from tests.contract.test_crashes import Crash, crash_before
from tests.contract.test_postgresql import journeys
from tests.unit.governance.audit.logs import READ

BOUND = frozenset({FIRST_STAGE})
FAR = timedelta(minutes=1)


def _open(desk: Desk, *case_ids: str) -> None:
    desk.bound = BOUND
    for case_id in case_ids:
        desk.open(case_id)
        desk.begin_first_stage(case_id)


def _about(lease: Lease, entry: Entry = READ) -> Entry:
    return replace(entry, object=f"{lease.job.case_id}: read case")


def _taking(
    joint: Joint, desk: Desk, *, ahead: bool = True, entry: Entry = READ, limit: int = 1
) -> Callable[[Transaction], tuple[Lease, ...]]:
    """Return what takes jobs and puts each of them on record, in the same unit of work."""

    def take(transaction: Transaction) -> tuple[Lease, ...]:
        now, until = desk.now, desk.now + FAR
        told = transaction.claim(worker="w", now=now, until=until, limit=limit)
        if ahead:
            joint.look_ahead(transaction)
        leases = told()
        begun = begin(leases, transaction)
        joint.append([_about(each.lease, entry) for each in begun], unit=transaction)
        return leases

    return take


def _take(store: Store, log: AuditBook, desk: Desk, **how: bool | Entry | int) -> Sequence[Lease]:
    with log.joining() as joint, store.transaction() as transaction:
        return _taking(joint, desk, **how)(transaction)  # type: ignore[arg-type]


def _ended(lease: Lease, desk: Desk) -> Ended:
    commands = (do.Record(item="Qualified lead", sha256="1"), do.Complete())
    requests = tuple(
        Request(
            command_id=f"{lease.job.key}/{type(command).__name__}",
            case_id=lease.job.case_id,
            command=command,
            actor="w",
            at=desk.now,
        )
        for command in commands
    )
    return Ended(lease=lease, requests=requests)


def _hand_in_and_take(store: Store, log: AuditBook, desk: Desk, lease: Lease) -> tuple[Lease, ...]:
    with log.joining() as joint:
        ended, take = [_ended(lease, desk)], _taking(joint, desk)
        handed_in = end_all(ended, store, lambda _: rules(bound=BOUND), take=take)
    return handed_in.taken or ()


def _running(store: Store, desk: Desk) -> list[str]:
    """Return the cases whose jobs somebody has, by taking those that will have run out."""
    far = desk.now + 2 * FAR
    with store.transaction() as transaction:
        leases = transaction.claim(worker="x", now=far, until=far, limit=99, late=True)()
    return [lease.job.case_id for lease in leases]


def _recorded(log: AuditBook) -> list[str]:
    """Return the cases that the log says were read."""
    told = log.read(ALL, recorded=replace(READ, object="the log"))
    return [each.object.partition(":")[0] for each in told if ":" in each.object]


@pytest.mark.parametrize("ahead", [True, False])
def test_a_job_is_on_record_when_it_is_taken(store: Store, desk: Desk, ahead: bool) -> None:
    log = log_of(store)
    _open(desk, "SOL-1", "SOL-2")

    taken = _take(store, log, desk, ahead=ahead, limit=2)

    assert [each.job.case_id for each in taken] == _recorded(log) == ["SOL-1", "SOL-2"]
    assert is_whole(log)


def test_where_the_log_takes_nothing_nobody_has_the_job(store: Store, desk: Desk) -> None:
    log = log_of(store)
    _open(desk, "SOL-1")
    log.append([later(3600)])

    with pytest.raises(ClockWentBackError):
        _take(store, log, desk)

    assert [each.job.attempt for each in _take(store, log, desk, entry=later(3600))] == [0]
    assert is_whole(log)


def _is_one(store: Store, log: AuditBook, desk: Desk) -> bool:
    """Crash before each statement of a claim, and tell whether jobs and entries were one."""
    for statement in count():
        try:
            with crash_before(statement):
                _take(store, log, desk)
        except Crash:
            if _running(store, desk) or _recorded(log):
                return False
            continue
        assert statement > 2
        return _running(store, desk) == _recorded(log) == ["SOL-1"]
    raise AssertionError("a claim has so many statements")


def test_a_crash_keeps_the_claim_and_its_entries_or_neither(place: Place) -> None:
    with place.opened() as store:
        desk, log = Desk(store), log_of(store)
        _open(desk, "SOL-1")

        assert _is_one(store, log, desk)
        assert is_whole(log)


@pytest.mark.parametrize("name", ["claim-kept-before-its-entries", "entries-kept-without-claim"])
def test_a_claim_apart_from_its_entries_is_found_by_crashes(place: Place, name: str) -> None:
    with place.opened() as store:
        desk, log = Desk(store), log_of(store)
        _open(desk, "SOL-1")

        with planted(name):
            assert not _is_one(store, log, desk)


def test_a_crash_hands_in_takes_the_next_and_records_it_or_nothing(place: Place) -> None:
    with place.opened() as store:
        desk, log = Desk(store), log_of(store)
        _open(desk, "SOL-1", "SOL-2")
        (first,) = _take(store, log, desk)
        statement, taken = 0, tuple[Lease, ...]()
        while not taken:
            before = stored(store, "SOL-1"), log.head()
            try:
                with crash_before(statement):
                    taken = _hand_in_and_take(store, log, desk, first)
            except Crash:
                assert (stored(store, "SOL-1"), log.head()) == before
                statement += 1

        assert statement > 10
        assert [each.job.attempt for each in taken] == [0]
        assert _recorded(log) == ["SOL-1", "SOL-2"]
        assert [stored(store, each.case_id) for each in store.find(Wanted())] == [
            from_log(store, each.case_id) for each in store.find(Wanted())
        ]
        assert is_whole(log)


def test_who_hands_in_takes_the_next_and_records_it_takes_three_journeys(
    postgresql: Place,
) -> None:
    with postgresql.opened() as store:
        desk, log = Desk(store), log_of(store)
        _open(desk, "SOL-1", "SOL-2")
        (first,) = _take(store, log, desk)
        with journeys() as made:
            taken = _hand_in_and_take(store, log, desk, first)

    assert made == [(), (), ("commit",)]
    assert [each.job.case_id for each in taken] == ["SOL-2"]


def test_programs_that_take_and_others_that_only_record_write_one_chain(place: Place) -> None:
    ids = [f"SOL-{number:02}" for number in range(24)]
    with place.opened() as store:
        _open(Desk(store), *ids)

        def take(number: int) -> list[str]:
            with place.opened() as own:
                desk, log, taken = Desk(own, minutes=99), log_of(own), list[str]()
                while leases := _take(own, log, desk, ahead=bool(number % 2), limit=2):
                    taken += [each.job.case_id for each in leases]
                return taken

        def record(_number: int) -> list[str]:
            with place.opened() as own:
                log = log_of(own)
                for _ in range(20):
                    log.append([replace(READ, object="a page")])
                return []

        # SQLite takes one program that works.
        workers = 3 if "postgresql" in place.address else 1
        with ThreadPoolExecutor(workers + 2) as programs:
            done = [programs.submit(take, number) for number in range(workers)]
            beside = [programs.submit(record, number) for number in range(workers - 1 or 0)]
            taken = [case_id for each in done for case_id in each.result()]
            assert [each.result() for each in beside] == [[]] * (workers - 1)

        log = log_of(store)
        assert sorted(taken) == sorted(_recorded(log)) == ids
        assert is_whole(log)


def test_threads_that_take_and_others_that_only_record_write_one_chain(
    store: Store, desk: Desk
) -> None:
    log = log_of(store)
    _open(desk, *(f"SOL-{number:02}" for number in range(12)))

    def take(_number: int) -> int:
        return len(_take(store, log, Desk(store, minutes=99)))

    def record(number: int) -> int:
        return len(log.append([replace(READ, actor=f"person {number}")]))

    with ThreadPoolExecutor(8) as threads:
        taken = [threads.submit(take, number) for number in range(12)]
        beside = [threads.submit(record, number) for number in range(40)]
        assert sum(each.result() for each in taken) == 12
        assert sum(each.result() for each in beside) == 40

    assert is_whole(log)


def test_a_log_of_another_database_is_told_apart(place: Place, store: Store) -> None:
    with place.opened() as other, log_of(store).joining() as joint, other.transaction() as unit:
        assert not joint.joins(unit)
