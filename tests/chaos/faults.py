"""Faults planted on purpose, to see whether the checks beside this file find them."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, select, true, update

from penstock.delivery import deciding, handling, needs
from penstock.delivery.handling import Request
from penstock.delivery.ports import Answer, Job, Logged
from penstock.store import chain, queue, statements
from penstock.store.session import Session
from penstock.store.sql import SqlStore
from penstock.store.sqlite import SqliteDatabase
from penstock.store.tables import CASE_STATE, COMMAND_LOG, JOB
from penstock.store.transactions import SqlTransaction

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that a hurried change might break.

    Args:
        sentence: What is wrong with the program that has it.
        plant: Puts it there.
    """

    sentence: str
    plant: Plant


FAULTS: dict[str, Fault] = {}


def _fault(sentence: str) -> Callable[[Plant], Plant]:
    def keep(plant: Plant) -> Plant:
        FAULTS[plant.__name__.strip("_").replace("_", "-")] = Fault(sentence=sentence, plant=plant)
        return plant

    return keep


def plant(name: str) -> None:
    """Put a fault into this process for good."""
    FAULTS[name].plant(pytest.MonkeyPatch())


@contextmanager
def planted(name: str) -> Iterator[None]:
    """Put a fault into this process for a while."""
    with pytest.MonkeyPatch.context() as patch:
        FAULTS[name].plant(patch)
        yield


def _driver(transaction: Any) -> Any:
    """Return the driver's connection that a transaction writes on."""
    return transaction._session._driver  # noqa: SLF001  # what is deepest is to be broken


def _end_here(transaction: Any, how: str) -> None:
    """Commit or roll back where nobody expects it, and begin another transaction."""
    session = transaction._session  # noqa: SLF001  # see above
    if session.dialect.name == "postgresql":
        # The next one begins with its first statement.
        getattr(session, how)()
        return
    driver = _driver(transaction)
    getattr(driver, how)()
    driver.execute("begin immediate")


def _split_before(patch: pytest.MonkeyPatch, name: str) -> None:
    original = getattr(SqlTransaction, name)

    def apart(self: Any, *arguments: Any) -> Any:
        _end_here(self, "commit")
        # Long enough for a few kills to fall between the two.
        time.sleep(0.002)
        return original(self, *arguments)

    patch.setattr(SqlTransaction, name, apart)


@_fault("A case and its events are written in two transactions.")
def _case_and_events_apart(patch: pytest.MonkeyPatch) -> None:
    _split_before(patch, "_keep_events")


@_fault("The answer to a command is kept in a transaction of its own.")
def _answer_apart(patch: pytest.MonkeyPatch) -> None:
    _split_before(patch, "keep_answer")


@_fault("A job is queued in a transaction of its own.")
def _job_apart(patch: pytest.MonkeyPatch) -> None:
    _split_before(patch, "enqueue")


@_fault("Nobody looks whether a command was done before.")
def _no_lookup(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SqlTransaction, "answer_to", lambda _self, _key: None)


REMOVE_ANSWER = delete(COMMAND_LOG).where(COMMAND_LOG.c.command_id == bindparam("of_key"))


@_fault("Nobody looks whether a command was done before, and the second answer replaces the first.")
def _no_idempotency(patch: pytest.MonkeyPatch) -> None:
    original = SqlTransaction.keep_answer
    _no_lookup(patch)

    def keep(self: Any, answer: Answer) -> None:
        self._session.run(REMOVE_ANSWER, {"of_key": answer.command_id})
        original(self, answer)

    patch.setattr(SqlTransaction, "keep_answer", keep)


@_fault("A key that was used for another command gets that one's answer.")
def _other_body_accepted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handling, "_repeated", lambda before, _request: before.text)


@_fault("A repeated command gets the same answer with its keys in another order.")
def _answer_in_other_bytes(patch: pytest.MonkeyPatch) -> None:
    original = SqlTransaction.answer_to

    def reordered(self: SqlTransaction, key: str) -> Answer | None:
        kept = original(self, key)
        if kept is None:
            return None
        fields = sorted(json.loads(kept.text).items(), key=lambda pair: (len(pair[0]), pair[0]))
        return replace(kept, text=json.dumps(dict(fields)))

    patch.setattr(SqlTransaction, "answer_to", reordered)


@_fault("The version that the caller has seen is not compared.")
def _stale_accepted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handling, "_check_version", lambda _request, _case: None)


@_fault("The hash of a request leaves out the version it was made for.")
def _hash_without_version(patch: pytest.MonkeyPatch) -> None:
    def lax(request: Request) -> str:
        return repr((request.case_id, request.command, request.actor))

    patch.setattr(Request, "sha256", property(lax))


@_fault("Whatever a transaction has written by then is kept when an error ends it.")
def _commit_on_error(patch: pytest.MonkeyPatch) -> None:
    original = SqlStore.transaction

    @contextmanager
    def transaction(self: SqlStore) -> Iterator[SqlTransaction]:
        with original(self) as begun:
            try:
                yield begun
            except BaseException:
                _end_here(begun, "commit")
                raise

    patch.setattr(SqlStore, "transaction", transaction)


@_fault("Some commands are answered, and what they did is not committed.")
def _answered_before_commit(patch: pytest.MonkeyPatch) -> None:
    original = SqlTransaction.keep_answer

    def keep(self: Any, answer: Answer) -> None:
        original(self, answer)
        if answer.command_id.endswith("7"):
            _end_here(self, "rollback")

    patch.setattr(SqlTransaction, "keep_answer", keep)


@_fault("A case is remembered from the last transaction instead of read again.")
def _remembered_case(patch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    original = SqlTransaction.__init__

    def begin(self: Any, *arguments: Any) -> None:
        original(self, *arguments)
        self._seen = seen

    patch.setattr(SqlTransaction, "__init__", begin)


@_fault("The last event of a command is left out of the log.")
def _last_event_left_out(patch: pytest.MonkeyPatch) -> None:
    original: Any = SqlTransaction._keep_events  # noqa: SLF001  # it is what is to be broken

    def keep(self: Any, case_id: str, links: Sequence[chain.Link]) -> None:
        original(self, case_id, links[:-1] if len(links) > 1 else links)

    patch.setattr(SqlTransaction, "_keep_events", keep)


@_fault("The chain of hashes begins anew with every command.")
def _chain_begins_anew(patch: pytest.MonkeyPatch) -> None:
    original = chain.links
    patch.setattr(
        chain, "links", lambda case_id, logged, head: original(case_id, logged, head=head and "")
    )


@_fault("The log is read in the order of the clock.")
def _log_by_the_clock(patch: pytest.MonkeyPatch) -> None:
    original = SqlStore.log

    def log(self: SqlStore, case_id: str) -> tuple[Logged, ...]:
        return tuple(sorted(original(self, case_id), key=lambda each: each.stamp.at))

    patch.setattr(SqlStore, "log", log)


HELD_BY_ANYBODY = (JOB.c.dedup_key == bindparam("of_key")) & (
    (JOB.c.lease_token == bindparam("token")) | true()
)


@_fault("A worker that lost its lease takes the job off the queue.")
def _lost_lease_finishes(patch: pytest.MonkeyPatch) -> None:
    statement = delete(JOB).where(HELD_BY_ANYBODY).returning(JOB.c.dedup_key)
    patch.setattr(queue, "FINISH", statement)


@_fault("A worker that lost its lease lengthens it.")
def _lost_lease_renewed(patch: pytest.MonkeyPatch) -> None:
    statement = update(JOB).where(HELD_BY_ANYBODY).values(lease_until=bindparam("until"))
    statement = statement.returning(JOB.c.dedup_key)
    patch.setattr(queue, "RENEW", statement)


def _taking_otherwise(patch: pytest.MonkeyPatch, state: str, *parts: Any) -> None:
    """Lease the jobs in a state by other rules."""
    patch.setitem(queue._STATES, state, parts)  # noqa: SLF001  # it is what is to be broken
    patch.setattr(queue, "taking", queue.taking.__wrapped__)


@_fault("Every lease has the same token.")
def _one_token(patch: pytest.MonkeyPatch) -> None:
    for dialect in ("sqlite", "postgresql"):
        patch.setitem(queue._NEXT_TOKEN, dialect, "1")  # noqa: SLF001  # see above
    patch.setattr(queue, "taking", queue.taking.__wrapped__)


@_fault("Leases that have not run out are given to others.")
def _leases_ignored(patch: pytest.MonkeyPatch) -> None:
    _taking_otherwise(patch, "expired", queue.RUNNING, JOB.c.run_at, JOB.c.attempt + 1)


@_fault("Leases that have run out are given to nobody.")
def _expired_lost(patch: pytest.MonkeyPatch) -> None:
    _taking_otherwise(patch, "expired", queue.READY, JOB.c.run_at, JOB.c.attempt)


@_fault("Jobs are done before their time.")
def _jobs_too_early(patch: pytest.MonkeyPatch) -> None:
    original = queue.enqueue

    def early(session: Session, job: Job) -> None:
        original(session, replace(job, run_at=datetime.min.replace(tzinfo=job.run_at.tzinfo)))

    patch.setattr(queue, "enqueue", early)


@_fault("No job is queued.")
def _job_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SqlTransaction, "enqueue", lambda _self, _job: None)


@_fault("What follows by itself is left to the next command.")
def _nothing_follows(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(handling, "automatic", lambda *_case, **_bound: None)


@_fault("A stage starts while a case that it waits for goes on.")
def _link_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(needs, "unanswered", lambda _case: iter(()))


@_fault("Any role closes a stage.")
def _any_role(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(deciding, "_require_role", lambda _case, _role, _model: None)


@_fault("The version is not compared when the row is changed.")
def _no_compare_and_swap(patch: pytest.MonkeyPatch) -> None:
    def change(names: tuple[str, ...]) -> Any:
        return (
            update(CASE_STATE)
            .where(CASE_STATE.c.case_id == bindparam("of_case"))
            .where((CASE_STATE.c.version == bindparam("of_version")) | true())
            .values({name: bindparam(name) for name in names})
        )

    patch.setattr(statements, "change_of_case", cache(change))


@_fault("The row of a case is not locked while a command is decided.")
def _no_row_lock(patch: pytest.MonkeyPatch) -> None:
    statement = select(CASE_STATE.c.content, CASE_STATE.c.head_hash).where(
        CASE_STATE.c.case_id == bindparam("case_id")
    )
    patch.setattr(statements, "CASE", statement)


@_fault("SQLite does not wait until what was committed is on the disk.")
def _no_sync(patch: pytest.MonkeyPatch) -> None:
    original = SqliteDatabase.__init__

    def begin(self: SqliteDatabase, path: Path, *, address: str, **_asked: str) -> None:
        original(self, path, address=address, synchronous="off")

    patch.setattr(SqliteDatabase, "__init__", begin)
