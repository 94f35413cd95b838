"""The queue: jobs leased to workers, with a token that fences off who came too late."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Dialect,
    Select,
    Text,
    any_,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from penstock.delivery.ports import Job, Lease, Told
from penstock.store.moments import instant
from penstock.store.session import Session
from penstock.store.statements import cases, insertion_of_new
from penstock.store.tables import CASE_STATE, JOB

State = Literal["ready", "expired"]

# Written out: an index of part of a table serves only statements that show which part they want.
READY = JOB.c.state == literal_column("'ready'")
RUNNING = JOB.c.state == literal_column("'running'")
HELD = (
    RUNNING & (JOB.c.dedup_key == bindparam("of_key")) & (JOB.c.lease_token == bindparam("token"))
)
_STATES = {
    "ready": (READY, JOB.c.run_at, JOB.c.attempt),
    "expired": (RUNNING, JOB.c.lease_until, JOB.c.attempt + 1),
}
# Greater than all before, also when the job of an earlier one is gone.
_NEXT_TOKEN = {
    "postgresql": "nextval('lease_token')",
    "sqlite": "(select last + 1 from lease_token)",
}
RENEW = update(JOB).where(HELD).values(lease_until=bindparam("until")).returning(JOB.c.dedup_key)
HOLD = select(JOB.c.dedup_key, JOB.c.lease_token).where(HELD).with_for_update()
GIVE_BACK = update(JOB).where(HELD).values(state="ready", lease_owner=None, lease_until=None)
FINISH_ALL = delete(JOB).where(HELD)
FINISH = FINISH_ALL.returning(JOB.c.dedup_key)
# For many leases at once, on PostgreSQL.
HOLD_MANY = (
    select(JOB.c.dedup_key, JOB.c.lease_token)
    .where(RUNNING)
    .where(JOB.c.dedup_key == any_(bindparam("keys", type_=ARRAY(Text))))
    .where(JOB.c.lease_token == any_(bindparam("tokens", type_=ARRAY(BigInteger))))
    .order_by(JOB.c.dedup_key)
    .with_for_update()
)
LEASED = (
    JOB.c.dedup_key,
    JOB.c.case_id,
    JOB.c.kind,
    JOB.c.stage_id,
    JOB.c.run_at,
    JOB.c.attempt,
    JOB.c.lease_token,
    JOB.c.lease_until,
)
# Read without a lock: whoever hands in work looks again.
_CASE = (
    select(CASE_STATE.c.content)
    .where(CASE_STATE.c.case_id == JOB.c.case_id)
    .correlate(JOB)
    .scalar_subquery()
)
_COUNT_TOKEN = text("update lease_token set last = last + 1")


@cache
def taking(state: State, dialect: str) -> ReturningUpdate[Any]:
    """Return what leases the first jobs in a state that nobody else is just taking.

    It returns what is known of each lease; on PostgreSQL also the text of the job's case, which
    SQLite would read for the first of several alone.
    """
    condition, by, attempt = _STATES[state]
    due = (
        select(JOB.c.dedup_key)
        .where(condition, by <= bindparam("now"))
        .order_by(by, JOB.c.dedup_key)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )
    lease = {
        "state": literal_column("'running'"),
        "attempt": attempt,
        "lease_owner": bindparam("worker"),
        "lease_token": literal_column(_NEXT_TOKEN[dialect]),
        "lease_until": bindparam("until"),
    }
    with_case = (_CASE,) if dialect == "postgresql" else ()
    return update(JOB).where(_is_among(due, dialect)).values(lease).returning(*LEASED, *with_case)


def _is_among(keys: Select[Any], dialect: str) -> ColumnElement[bool]:
    """Return whether a job's key is among some, which are worked out once."""
    if dialect == "postgresql":
        # Those of an array are few, whatever it expects of the query: it finds them one by one.
        return JOB.c.dedup_key == any_(func.array(keys.scalar_subquery()))
    found = keys.cte("due")
    return JOB.c.dedup_key.in_(select(found.c.dedup_key))


def enqueue(session: Session, job: Job) -> None:
    """Queue a job, unless one with its key is queued."""
    row = {
        "dedup_key": job.key,
        "case_id": job.case_id,
        "kind": job.kind,
        "stage_id": job.stage_id,
        "run_at": job.run_at,
        "attempt": job.attempt,
        "state": "ready",
    }
    session.run(insertion_of_new(JOB, tuple(row), session.dialect.name), row)


# Leases, each with the text of the job's case; None where there is no such case.
Claimed = Sequence[tuple[Lease, str | None]]


def claim(session: Session, state: State, *, limit: int, **lease: Any) -> Callable[[], Claimed]:
    """Lease jobs that are in a state, and return what tells which.

    Nothing is written when there are none: a worker that waits costs no disk.

    Args:
        session: The unit of work.
        state: Whether they are due, or their lease has run out.
        limit: So many at most.
        lease: Who gets them, now, and until when.
    """
    dialect = session.dialect
    taken = session.ahead(taking(state, dialect.name), {**lease, "most": limit})
    if dialect.name == "sqlite":
        claimed = _on_sqlite(session, taken.fetchall())
        return lambda: claimed

    def told() -> Claimed:
        return _in_time([(_lease(row[:-1], dialect), row[-1]) for row in taken.fetchall()])

    return told


def _on_sqlite(session: Session, rows: Sequence[Sequence[Any]]) -> Claimed:
    if not rows:
        return ()
    session.run(_COUNT_TOKEN, {})
    leases = [_lease(row, session.dialect) for row in rows]
    keys = sorted({lease.job.case_id for lease in leases})
    found = session.all(cases(session.dialect.name), {"keys": keys})
    contents = {case_id: content for case_id, content, _ in found}
    return _in_time([(lease, contents.get(lease.job.case_id)) for lease in leases])


def _in_time(claimed: Claimed) -> Claimed:
    return sorted(claimed, key=lambda each: (each[0].job.run_at, each[0].job.key))


def renew(session: Session, leases: Sequence[Lease], *, until: datetime) -> tuple[Lease, ...]:
    """Lengthen leases, and return them, all but those of jobs that somebody else holds now."""
    asked = in_order(leases)
    found = session.firsts(RENEW, *({**_proof(lease), "until": until} for lease in asked))
    renewed = (lease for lease, row in zip(asked, found, strict=True) if row is not None)
    return tuple(replace(lease, until=until) for lease in renewed)


def finish(session: Session, lease: Lease) -> bool:
    """Take a finished job off the queue; False when somebody else holds it now."""
    return session.first(FINISH, _proof(lease)) is not None


def hold(session: Session, leases: Sequence[Lease]) -> Told:
    """Keep the jobs of leases from others until the end, and return what tells which still hold."""
    asked = in_order(leases)
    if len(asked) > 1 and session.dialect.name == "postgresql":
        sent = [session.ahead(HOLD_MANY, _proofs(asked))]
    else:
        sent = [session.ahead(HOLD, _proof(lease)) for lease in asked]

    def told() -> tuple[Lease, ...]:
        found = {tuple(row) for rows in sent for row in rows.fetchall()}
        return tuple(lease for lease in asked if (lease.job.key, lease.token) in found)

    return told


def finish_all(session: Session, leases: Sequence[Lease]) -> None:
    """Take finished jobs off the queue, all but those that somebody else holds now."""
    if leases:
        session.run(FINISH_ALL, *map(_proof, in_order(leases)))


def give_back(session: Session, leases: Sequence[Lease]) -> None:
    """Let others have jobs that were not begun."""
    session.run(GIVE_BACK, *map(_proof, in_order(leases)))


def in_order(leases: Sequence[Lease]) -> list[Lease]:
    """Return leases in the order in which all who want several of them ask for them."""
    return sorted(leases, key=lambda lease: lease.job.key)


def _proofs(leases: Sequence[Lease]) -> dict[str, Any]:
    return {
        "keys": [lease.job.key for lease in leases],
        "tokens": [str(lease.token) for lease in leases],
    }


def _proof(lease: Lease) -> dict[str, Any]:
    return {"of_key": lease.job.key, "token": lease.token}


def _lease(row: Sequence[Any], dialect: Dialect) -> Lease:
    key, case_id, kind, stage_id, run_at, attempt, token, until = row
    job = Job(
        key=key,
        case_id=case_id,
        kind=kind,
        stage_id=stage_id,
        run_at=instant(run_at, dialect),
        attempt=attempt,
    )
    return Lease(job=job, token=token, until=instant(until, dialect))
