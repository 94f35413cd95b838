"""The queue: each job once, held by one worker, fenced by its token."""

from datetime import timedelta

import pytest

from penstock.delivery import commands as do
from penstock.delivery.ports import Job, Lease, Store
from tests.contract.desk import Desk
from tests.unit.delivery.working import NOON

MINUTE = timedelta(minutes=1)


def enqueue(store: Store, *keys: str, minute: int = 0) -> None:
    with store.transaction() as transaction:
        for key in keys:
            run_at = NOON + minute * MINUTE
            job = Job(key=key, case_id="SOL-1", kind="work", stage_id="NCV-03.1", run_at=run_at)
            transaction.enqueue(job)


def claim(store: Store, *, minute: int = 0, limit: int = 10) -> tuple[Lease, ...]:
    """Claim jobs for a minute."""
    now = NOON + minute * MINUTE
    return store.claim(worker="w", now=now, until=now + MINUTE, limit=limit)


def finish(store: Store, lease: Lease) -> bool:
    with store.transaction() as transaction:
        return transaction.finish(lease)


def test_a_worker_stage_queues_its_work_once(desk: Desk, store: Store) -> None:
    desk.bound = frozenset({"NCV-03.1"})
    desk.open()
    desk.begin_first_stage()
    desk.hand_in(do.Record(item="Inquiry", sha256="corrected"))

    (lease,) = claim(store, minute=desk.minutes)

    assert lease.job == Job(
        key="SOL-1/NCV-03.1/1",
        case_id="SOL-1",
        kind="work",
        stage_id="NCV-03.1",
        run_at=NOON + 3 * MINUTE,
    )


def test_a_claimed_job_is_not_claimed_again(store: Store) -> None:
    enqueue(store, "a")

    assert len(claim(store)) == 1
    assert claim(store) == ()


def test_jobs_are_claimed_oldest_first_as_many_as_are_wanted(store: Store) -> None:
    enqueue(store, "late", minute=2)
    enqueue(store, "b", "a", minute=1)

    assert [lease.job.key for lease in claim(store, minute=3, limit=2)] == ["a", "b"]
    assert [lease.job.key for lease in claim(store, minute=3, limit=2)] == ["late"]


def test_a_job_waits_for_its_moment(store: Store) -> None:
    enqueue(store, "a", minute=2)

    assert claim(store, minute=1) == ()
    assert len(claim(store, minute=2)) == 1


def test_a_job_whose_lease_ran_out_goes_to_another_worker_as_another_attempt(store: Store) -> None:
    enqueue(store, "a")
    (first,) = claim(store)

    (second,) = claim(store, minute=1)

    assert (first.job.attempt, second.job.attempt) == (0, 1)
    assert second.token > first.token
    assert second.until == NOON + 2 * MINUTE


def test_ready_jobs_come_before_those_whose_lease_ran_out(store: Store) -> None:
    enqueue(store, "a")
    claim(store)
    enqueue(store, "b")

    assert [lease.job.key for lease in claim(store, minute=5)] == ["b"]


def test_a_finished_job_is_gone(store: Store) -> None:
    enqueue(store, "a")
    (lease,) = claim(store)

    assert finish(store, lease)
    assert not finish(store, lease)
    assert claim(store, minute=9) == ()


def test_an_old_token_finishes_nothing(store: Store) -> None:
    enqueue(store, "a")
    (old,) = claim(store)
    (new,) = claim(store, minute=1)

    assert not finish(store, old)
    assert store.renew(old, until=NOON + 9 * MINUTE) is None
    assert finish(store, new)


def test_an_old_token_is_worth_nothing_for_the_same_work_queued_again(store: Store) -> None:
    enqueue(store, "a")
    (old,) = claim(store)
    (other,) = claim(store, minute=1)
    finish(store, other)
    enqueue(store, "a")
    (new,) = claim(store, minute=1)

    assert not finish(store, old)
    assert not finish(store, other)
    assert finish(store, new)


def test_a_renewed_lease_keeps_the_job_longer(store: Store) -> None:
    enqueue(store, "a")
    (lease,) = claim(store)

    renewed = store.renew(lease, until=NOON + 5 * MINUTE)

    assert renewed is not None
    assert renewed.until == NOON + 5 * MINUTE
    assert claim(store, minute=4) == ()
    assert finish(store, renewed)


def test_the_lease_of_a_finished_job_is_not_renewed(store: Store) -> None:
    enqueue(store, "a")
    (lease,) = claim(store)
    finish(store, lease)

    assert store.renew(lease, until=NOON + 5 * MINUTE) is None


def test_the_same_work_is_queued_once(store: Store) -> None:
    enqueue(store, "a", "a")
    enqueue(store, "a", minute=1)

    assert [lease.job.run_at for lease in claim(store, minute=1)] == [NOON]


def test_work_that_is_held_is_not_queued_beside_itself(store: Store) -> None:
    enqueue(store, "a")
    claim(store)

    enqueue(store, "a")

    assert claim(store) == ()


def test_work_queued_by_a_transaction_that_failed_is_not_there(store: Store) -> None:
    job = Job(key="a", case_id="SOL-1", kind="work", stage_id="", run_at=NOON)

    def power_cut() -> None:
        with store.transaction() as transaction:
            transaction.enqueue(job)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        power_cut()
    assert claim(store) == ()


def test_a_job_that_is_given_back_is_claimed_again_at_once_and_counts_no_attempt(
    store: Store,
) -> None:
    enqueue(store, "a", "b")
    old = claim(store)

    store.give_back(old)

    new = claim(store)
    assert [lease.job for lease in new] == [lease.job for lease in old]
    assert min(lease.token for lease in new) > max(lease.token for lease in old)


def test_a_job_that_somebody_else_holds_is_not_given_back(store: Store) -> None:
    enqueue(store, "a")
    old = claim(store)
    (new,) = claim(store, minute=1)

    store.give_back(old)

    assert claim(store, minute=1) == ()
    assert finish(store, new)


def test_all_leases_that_hold_are_renewed(store: Store) -> None:
    enqueue(store, "a", "b")
    (lost, kept) = claim(store)
    finish(store, lost)

    (renewed,) = store.renew_all([lost, kept], until=NOON + 5 * MINUTE)

    assert (renewed.job, renewed.until) == (kept.job, NOON + 5 * MINUTE)
    assert claim(store, minute=4) == ()


def test_a_transaction_knows_the_leases_that_hold_and_finishes_them(store: Store) -> None:
    enqueue(store, "a", "b", "c")
    leases = claim(store)
    finish(store, leases[1])

    with store.transaction() as transaction:
        held = transaction.held(leases)
        transaction.finish_all(leases)

    assert [lease.job.key for lease in held] == ["a", "c"]
    assert claim(store, minute=9) == ()


def test_leases_that_were_lost_finish_nothing(store: Store) -> None:
    enqueue(store, "a", "b")
    old = claim(store)
    new = claim(store, minute=1)

    with store.transaction() as transaction:
        assert transaction.held(old) == ()
        transaction.finish_all(old)

    assert store.renew_all(new, until=NOON + 9 * MINUTE) != ()
