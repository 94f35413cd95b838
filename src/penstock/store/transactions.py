"""One unit of work on either database: answer, case, log, queue."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Executable, Table

from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Answer, Job, Lease, Logged, StaleError, Told
from penstock.delivery.recording import case_to_json
from penstock.delivery.searching import together, words_of
from penstock.delivery.timers import due_at
from penstock.store import chain, queue, statements
from penstock.store.ahead import NOTHING_AHEAD, Ahead
from penstock.store.database import Database
from penstock.store.parsed import ParsedCases
from penstock.store.session import Session
from penstock.store.tables import STAGE_MODEL
from penstock.store.timers import keep_timers


class Change(NamedTuple):
    """A case before a unit of work, and after it."""

    before: Case | None
    after: Case


# Values by the names of columns.
Row = dict[str, str]
Seen = tuple[Case | None, str]


class SqlTransaction:
    """A unit of work that others wait for, where they want the same case.

    Args:
        session: Where it is under way.
        database: Where it leads to.
        models: Models that are known to be kept, by fingerprint.
        expected: Takes down which version of each case it follows.
        parsed: Cases whose texts were read before.
    """

    def __init__(
        self,
        session: Session,
        database: Database,
        models: dict[str, StreamModel],
        expected: dict[str, int],
        parsed: ParsedCases,
    ) -> None:
        self._session = session
        self._database = database
        self._known = models
        self._parsed = parsed
        self._seen: dict[str, Seen] = {}
        self._answers_ahead = NOTHING_AHEAD
        self._cases_ahead = NOTHING_AHEAD
        self._held_ahead: tuple[tuple[Lease, ...], Told] = (), tuple
        self._kept: dict[str, Answer] = {}
        self._became: dict[str, Change] = {}
        self._glimpsed: dict[str, str | None] = {}
        self._expected = expected
        self.models: dict[str, StreamModel] = {}

    def session_in(self, database: Database) -> Session | None:
        """Return where it is under way, if that is in this database."""
        return self._session if database is self._database else None

    def look_ahead(
        self,
        *,
        leases: Sequence[Lease] = (),
        commands: Iterable[str] = (),
        cases: Iterable[str] = (),
    ) -> None:
        """Say which leases, answers and cases will be asked for, so that they come together."""
        # In order, jobs before commands before cases: so nobody waits for each other.
        if leases:
            self._held_ahead = tuple(leases), queue.hold(self._session, leases)
        self._answers_ahead = self._asked_answers(sorted(set(commands)))
        self._cases_ahead = self._asked_cases(sorted(set(cases)))

    def answer_to(self, command_id: str) -> Answer | None:
        """Return what a command was answered before; its twins wait until this one ends."""
        if command_id in self._kept:
            return self._kept[command_id]
        is_ahead = command_id in self._answers_ahead
        ahead = self._answers_ahead if is_ahead else self._asked_answers([command_id])
        row = ahead.row(command_id)
        if row is None:
            return None
        return Answer(command_id=command_id, request_sha256=row[1], text=row[2])

    def case(self, case_id: str) -> Case | None:
        """Return a case as it stands, kept from others until the end."""
        return self._case_and_head(case_id)[0]

    def model(self, fingerprint: str) -> StreamModel:
        """Return the model with this fingerprint."""
        known = self._known.get(fingerprint) or self.models.get(fingerprint)
        if known is not None:
            return known
        row = self._session.first(statements.MODEL, {"fingerprint": fingerprint})
        if row is None:
            raise KeyError(fingerprint)
        self.models[fingerprint] = StreamModel.from_json(row[0])
        return self.models[fingerprint]

    def keep_model(self, model: StreamModel) -> None:
        """Keep a model for good."""
        if model.fingerprint in self._known or model.fingerprint in self.models:
            return
        row = {
            "fingerprint": model.fingerprint,
            "stream_id": model.stream_id,
            "content": model.to_json(),
            "side": model.side,
        }
        self._session.run(self._insertion(STAGE_MODEL, row), row)
        self.models[model.fingerprint] = model

    def append(self, case: Case, logged: Sequence[Logged]) -> None:
        """Add events to the log, and the case they make."""
        if not logged:
            return
        before, head = self._case_and_head(case.case_id)
        expected, found = logged[0].seq - 1, before.version if before else 0
        if expected != found:
            raise StaleError(case.case_id, expected=expected, found=found)
        self._expected.setdefault(case.case_id, expected)
        links = list(chain.links(case.case_id, logged, head=head))
        self._keep_events(case.case_id, links)
        keep_timers(self._session, before, case)
        first = self._became.get(case.case_id)
        self._became[case.case_id] = Change(first.before if first else before, case)
        self._seen[case.case_id] = (case, links[-1].hash)

    def write(self) -> None:
        """Write what cases became, each once; the end of a unit of work does it."""
        became, self._became = self._became, {}
        self._keep_cases(became.values())
        for lookup in LOOKUPS:
            self._look_up(lookup, became.values())
        # Hardly any command changes by which words a case is found.
        named = [each for each in became.values() if _is_named_anew(*each)]
        if named:
            self._look_up(_Lookup(rows=self._words, add=_ADD, remove=_REMOVE), named)

    def enqueue(self, job: Job) -> None:
        """Queue a job, unless one with its key is queued."""
        queue.enqueue(self._session, job)

    def finish(self, lease: Lease) -> bool:
        """Take a finished job off the queue; False when somebody else holds it now."""
        return queue.finish(self._session, lease)

    def held(self, leases: Sequence[Lease]) -> tuple[Lease, ...]:
        """Return the leases that still hold, their jobs kept from others until the end."""
        ahead, told = self._held_ahead
        return told() if ahead == tuple(leases) else queue.hold(self._session, leases)()

    def claim(
        self, *, worker: str, now: datetime, until: datetime, limit: int, late: bool = False
    ) -> Told:
        """Lease jobs that are due to a worker, or late ones, whose lease has run out."""
        # What was written goes ahead: it may be what makes them due.
        self.write()
        self._session.send_gathered()
        state: queue.State = "expired" if late else "ready"
        lease = {"worker": worker, "now": now, "until": until}
        claimed = queue.claim(self._session, state, limit=limit, **lease)

        def told() -> tuple[Lease, ...]:
            found = claimed()
            self._glimpsed |= {lease.job.case_id: content for lease, content in found}
            return tuple(lease for lease, _ in found)

        return told

    def glimpse(self, lease: Lease) -> Case | None:
        """Return the case of a job that was claimed here, as it stood then."""
        content = self._glimpsed[lease.job.case_id]
        return self._parsed.case(lease.job.case_id, content) if content else None

    def finish_all(self, leases: Sequence[Lease]) -> None:
        """Take finished jobs off the queue, all but those that somebody else holds now."""
        queue.finish_all(self._session, leases)

    def keep_answer(self, answer: Answer) -> None:
        """Keep what a command was answered."""
        row = {
            "command_id": answer.command_id,
            "request_sha256": answer.request_sha256,
            "result": answer.text,
        }
        self._session.run(statements.KEEP_ANSWER, row)
        self._kept[answer.command_id] = answer

    def _case_and_head(self, case_id: str) -> Seen:
        if case_id not in self._seen:
            is_ahead = case_id in self._cases_ahead
            ahead = self._cases_ahead if is_ahead else self._asked_cases([case_id])
            row = ahead.row(case_id)
            self._seen[case_id] = self._read(*row) if row else (None, chain.START)
        return self._seen[case_id]

    def _read(self, case_id: str, content: str, head: str) -> Seen:
        return self._parsed.case(case_id, content), head

    def _asked_answers(self, keys: list[str]) -> Ahead:
        self._database.alone(self._session, keys)
        return self._asked(statements.ANSWER, statements.answers, keys)

    def _asked_cases(self, case_ids: list[str]) -> Ahead:
        return self._asked(statements.CASE, statements.cases, case_ids)

    def _asked(self, one: Executable, many: Callable[[str], Executable], keys: list[str]) -> Ahead:
        if len(keys) > 1:
            dialect = self._session.dialect.name
            return Ahead(keys, self._session.ahead(many(dialect), {"keys": keys}))
        return Ahead(keys, self._session.ahead(one, {"key": keys[0]}) if keys else None)

    def _keep_cases(self, changes: Iterable[Change]) -> None:
        """Write rows of cases, those that are written alike together."""
        alike: dict[Executable, list[dict[str, Any]]] = {}
        for before, case in changes:
            statement, row = self._row_of(before, case)
            alike.setdefault(statement, []).append(row)
        for statement, rows in alike.items():
            self._session.run(statement, *rows)

    def _row_of(self, before: Case | None, case: Case) -> tuple[Executable, dict[str, Any]]:
        content = case_to_json(case)
        self._parsed.keep(case, content)
        head = self._seen[case.case_id][1]
        row = {"version": case.version, "head_hash": head, "content": content}
        if before is None:
            whole = {"case_id": case.case_id, "stream_id": case.stream_id, **_found_by(case)}
            return statements.KEEP_CASE, row | whole
        old, new = _found_by(before), _found_by(case)
        row |= {name: value for name, value in new.items() if value != old[name]}
        # It is locked since its version was read; if it were not, the log would refuse
        # a second event with the same number.
        where = {"of_case": case.case_id, "of_version": before.version}
        return statements.change_of_case(tuple(row)), row | where

    def _words(self, case: Case) -> dict[str, Row]:
        """Return the words by which a case is found, by those who see the side of its model."""
        words, side = words_of(case), self.model(case.fingerprint).side
        whole = {"side": side, "case_id": case.case_id, "words": together(words)}
        return {each: {"word": each, **whole} for each in words}

    def _insertion(self, table: Table, row: Mapping[str, Any]) -> Executable:
        return statements.insertion_of_new(table, tuple(row), self._session.dialect.name)

    def _keep_events(self, case_id: str, links: Sequence[chain.Link]) -> None:
        rows = [
            {
                "case_id": case_id,
                "seq": logged.seq,
                "type": type(logged.event).__name__,
                "occurred_at": logged.stamp.at,
                "actor": logged.stamp.actor,
                "command_id": logged.stamp.command_id,
                "content": content,
                "prev_hash": before,
                "hash": after,
                "stage_id": logged.stage_id,
                "fingerprint": logged.fingerprint,
            }
            for logged, content, before, after in links
        ]
        self._session.run(statements.KEEP_EVENTS, *rows)

    def _look_up(self, lookup: "_Lookup", changes: Iterable[Change]) -> None:
        """Keep what cases are looked up by; most commands change nothing of that."""
        gone: list[Row] = []
        added: list[Row] = []
        for before, case in changes:
            old, new = lookup.rows(before) if before else {}, lookup.rows(case)
            if old != new:
                gone += (old[key] for key in sorted(old) if new.get(key) != old[key])
                added += (new[key] for key in sorted(new) if old.get(key) != new[key])
        if gone:
            self._session.run(lookup.remove, *gone)
        if added:
            self._session.run(lookup.add, *added)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lookup:
    """A table that leads from something a case has to the case.

    Args:
        rows: Returns the rows of a case, by what leads to it.
        add: Adds a row.
        remove: Removes a row.
    """

    rows: Callable[[Case], dict[str, Row]]
    add: Executable
    remove: Executable


def _roles(case: Case) -> dict[str, Row]:
    """Return who may claim a case's task, and how it stands; the role '' stands for everybody."""
    if case.task is None:
        return {}
    stands = {
        "case_id": case.case_id,
        "stream_id": case.stream_id,
        "stage_id": case.stage_id,
        "status": str(case.status),
    }
    return {role: {"role": role, **stands} for role in case.task.roles or ("",)}


def _awaited(case: Case) -> dict[str, Row]:
    """Return the cases whose end a case waits for."""
    return {other: {"other_case_id": other, "case_id": case.case_id} for other in case.awaited}


def _is_named_anew(before: Case | None, case: Case) -> bool:
    return before is None or _name(before) != _name(case)


def _name(case: Case) -> tuple[str, str]:
    return case.customer, case.fingerprint


_ADD, _REMOVE = statements.ADD_WORDS, statements.REMOVE_WORDS
LOOKUPS = (
    _Lookup(rows=_roles, add=statements.ADD_ROLES, remove=statements.REMOVE_ROLES),
    _Lookup(rows=_awaited, add=statements.ADD_LINKS, remove=statements.REMOVE_LINKS),
)


def _found_by(case: Case) -> dict[str, Any]:
    """Return the columns that work lists look for, and that most commands leave as they are."""
    return {
        "fingerprint": case.fingerprint,
        "stage_id": case.stage_id,
        "status": str(case.status),
        "assignee": case.task.assignee if case.task else "",
        "due_at": due_at(case),
        "phase": str(case.phase),
        "customer": case.customer,
    }
