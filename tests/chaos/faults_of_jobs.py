"""The queue, broken on purpose."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, true, update

from penstock.delivery.ports import Job
from penstock.store import queue
from penstock.store.session import Session
from penstock.store.tables import JOB
from penstock.store.transactions import SqlTransaction
from tests.chaos.planting import fault

HELD_BY_ANYBODY = (JOB.c.dedup_key == bindparam("of_key")) & (
    (JOB.c.lease_token == bindparam("token")) | true()
)


@fault("A worker that lost its lease takes the job off the queue.")
def _lost_lease_finishes(patch: pytest.MonkeyPatch) -> None:
    statement = delete(JOB).where(HELD_BY_ANYBODY).returning(JOB.c.dedup_key)
    patch.setattr(queue, "FINISH", statement)


@fault("A worker that lost its lease lengthens it.")
def _lost_lease_renewed(patch: pytest.MonkeyPatch) -> None:
    statement = update(JOB).where(HELD_BY_ANYBODY).values(lease_until=bindparam("until"))
    statement = statement.returning(JOB.c.dedup_key)
    patch.setattr(queue, "RENEW", statement)


def _taking_otherwise(patch: pytest.MonkeyPatch, state: str, *parts: Any) -> None:
    """Lease the jobs in a state by other rules."""
    patch.setitem(queue._STATES, state, parts)  # noqa: SLF001  # it is what is to be broken
    patch.setattr(queue, "taking", queue.taking.__wrapped__)


@fault("Every lease has the same token.")
def _one_token(patch: pytest.MonkeyPatch) -> None:
    for dialect in ("sqlite", "postgresql"):
        patch.setitem(queue._NEXT_TOKEN, dialect, "1")  # noqa: SLF001  # see above
    patch.setattr(queue, "taking", queue.taking.__wrapped__)


@fault("Leases that have not run out are given to others.")
def _leases_ignored(patch: pytest.MonkeyPatch) -> None:
    _taking_otherwise(patch, "expired", queue.RUNNING, JOB.c.run_at, JOB.c.attempt + 1)


@fault("Leases that have run out are given to nobody.")
def _expired_lost(patch: pytest.MonkeyPatch) -> None:
    _taking_otherwise(patch, "expired", queue.READY, JOB.c.run_at, JOB.c.attempt)


@fault("Jobs are done before their time.")
def _jobs_too_early(patch: pytest.MonkeyPatch) -> None:
    original = queue.enqueue

    def early(session: Session, job: Job) -> None:
        original(session, replace(job, run_at=datetime.min.replace(tzinfo=job.run_at.tzinfo)))

    patch.setattr(queue, "enqueue", early)


@fault("No job is queued.")
def _job_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SqlTransaction, "enqueue", lambda _self, _job: None)
