"""How cases are kept and commands answered, broken on purpose."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, delete, select, true, update

from penstock.delivery import handling
from penstock.delivery.handling import Request, Rules
from penstock.delivery.ports import Answer
from penstock.store import chain, statements
from penstock.store.sql import SqlStore
from penstock.store.sqlite import SqliteDatabase
from penstock.store.tables import CASE_STATE, COMMAND_LOG
from penstock.store.transactions import SqlTransaction
from tests.chaos.planting import fault


def _driver(transaction: Any) -> Any:
    """Return the driver's connection that a transaction writes on."""
    return transaction._session._driver  # noqa: SLF001  # what is deepest is to be broken


def end_here(transaction: Any, how: str) -> None:
    """Commit or roll back where nobody expects it, and begin another transaction."""
    session = transaction._session  # noqa: SLF001  # see above
    session.send_gathered()
    if session.dialect.name == "postgresql":
        # The next one begins with its first statement.
        getattr(session, how)()
        return
    driver = _driver(transaction)
    getattr(driver, how)()
    driver.execute("begin immediate")


def _split_before(patch: pytest.MonkeyPatch, name: str, *, with_cases: bool = True) -> None:
    original = getattr(SqlTransaction, name)

    def apart(self: Any, *arguments: Any) -> Any:
        if with_cases:
            self.write()
        end_here(self, "commit")
        # Long enough for a few kills to fall between the two.
        time.sleep(0.002)
        return original(self, *arguments)

    patch.setattr(SqlTransaction, name, apart)


@fault("A case and its events are written in two transactions.")
def _case_and_events_apart(patch: pytest.MonkeyPatch) -> None:
    _split_before(patch, "_keep_cases", with_cases=False)


@fault("The answer to a command is kept in a transaction of its own.")
def _answer_apart(patch: pytest.MonkeyPatch) -> None:
    _split_before(patch, "keep_answer")


@fault("A job is queued in a transaction of its own.")
def _job_apart(patch: pytest.MonkeyPatch) -> None:
    _split_before(patch, "enqueue")


@fault("Nobody looks whether a command was done before.")
def _no_lookup(patch: pytest.MonkeyPatch) -> None:
    # The store still tells those who check.
    def handled(request: Request, transaction: Any, rules: Rules, stream_id: str) -> str:
        case = handling._carry_out(request, transaction, rules, stream_id)  # noqa: SLF001  # see above
        text = rules.answer(case)
        answer = Answer(command_id=request.command_id, request_sha256=request.sha256, text=text)
        transaction.keep_answer(answer)
        return text

    patch.setattr(handling, "_handled", handled)


REMOVE_ANSWER = delete(COMMAND_LOG).where(COMMAND_LOG.c.command_id == bindparam("of_key"))


@fault("Nobody looks whether a command was done before, and the second answer replaces the first.")
def _no_idempotency(patch: pytest.MonkeyPatch) -> None:
    original = SqlTransaction.keep_answer
    _no_lookup(patch)

    def keep(self: Any, answer: Answer) -> None:
        self._session.run(REMOVE_ANSWER, {"of_key": answer.command_id})
        original(self, answer)

    patch.setattr(SqlTransaction, "keep_answer", keep)


@fault("A repeated command gets the same answer with its keys in another order.")
def _answer_in_other_bytes(patch: pytest.MonkeyPatch) -> None:
    original = SqlTransaction.answer_to

    def reordered(self: SqlTransaction, key: str) -> Answer | None:
        kept = original(self, key)
        if kept is None:
            return None
        fields = sorted(json.loads(kept.text).items(), key=lambda pair: (len(pair[0]), pair[0]))
        return replace(kept, text=json.dumps(dict(fields)))

    patch.setattr(SqlTransaction, "answer_to", reordered)


@fault("Whatever a transaction has written by then is kept when an error ends it.")
def _commit_on_error(patch: pytest.MonkeyPatch) -> None:
    original = SqlStore.transaction

    @contextmanager
    def transaction(self: SqlStore) -> Iterator[SqlTransaction]:
        with original(self) as begun:
            try:
                yield begun
                # As the end of it does; the end finds nothing left.
                begun.write()
            except BaseException:
                begun.write()
                end_here(begun, "commit")
                raise

    patch.setattr(SqlStore, "transaction", transaction)


@fault("Some commands are answered, and what they did is not committed.")
def _answered_before_commit(patch: pytest.MonkeyPatch) -> None:
    original = SqlTransaction.keep_answer

    def keep(self: Any, answer: Answer) -> None:
        original(self, answer)
        if answer.command_id.endswith("7"):
            self.write()
            end_here(self, "rollback")

    patch.setattr(SqlTransaction, "keep_answer", keep)


@fault("A case is remembered from the last transaction instead of read again.")
def _remembered_case(patch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    original = SqlTransaction.__init__

    def begin(self: Any, *arguments: Any) -> None:
        original(self, *arguments)
        self._seen = seen

    patch.setattr(SqlTransaction, "__init__", begin)


@fault("The last event of a command is left out of the log.")
def _last_event_left_out(patch: pytest.MonkeyPatch) -> None:
    original: Any = SqlTransaction._keep_events  # noqa: SLF001  # it is what is to be broken

    def keep(self: Any, case_id: str, links: Sequence[chain.Link]) -> None:
        original(self, case_id, links[:-1] if len(links) > 1 else links)

    patch.setattr(SqlTransaction, "_keep_events", keep)


@fault("The chain of hashes begins anew with every command.")
def _chain_begins_anew(patch: pytest.MonkeyPatch) -> None:
    original = chain.links
    patch.setattr(
        chain, "links", lambda case_id, logged, head: original(case_id, logged, head=head and "")
    )


@fault("The version is not compared when the row is changed.")
def _no_compare_and_swap(patch: pytest.MonkeyPatch) -> None:
    def change(names: tuple[str, ...]) -> Any:
        return (
            update(CASE_STATE)
            .where(CASE_STATE.c.case_id == bindparam("of_case"))
            .where((CASE_STATE.c.version == bindparam("of_version")) | true())
            .values({name: bindparam(name) for name in names})
        )

    patch.setattr(statements, "change_of_case", cache(change))


@fault("The row of a case is not locked while a command is decided.")
def _no_row_lock(patch: pytest.MonkeyPatch) -> None:
    case = select(CASE_STATE.c.case_id, CASE_STATE.c.content, CASE_STATE.c.head_hash)
    patch.setattr(statements, "CASE", case.where(CASE_STATE.c.case_id == bindparam("key")))


@fault("SQLite does not wait until what was committed is on the disk.")
def _no_sync(patch: pytest.MonkeyPatch) -> None:
    original = SqliteDatabase.__init__

    def begin(self: SqliteDatabase, path: Path, *, address: str, **_asked: str) -> None:
        original(self, path, address=address, synchronous="off")

    patch.setattr(SqliteDatabase, "__init__", begin)
