"""Cases in memory: for tests, and for trying things out; gone when the program ends."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import count
from threading import Lock
from typing import Generic, TypeVar

from penstock.delivery.case import Case
from penstock.delivery.events import ItemRecorded
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import (
    Answer,
    Count,
    Followed,
    Job,
    Lease,
    Logged,
    Position,
    Recorded,
    StaleError,
    Told,
    Wanted,
)
from penstock.delivery.searching import Sought
from penstock.delivery.timers import Timer, timers
from penstock.kernel.sides import Side
from penstock.store.audit.memory import MemoryPages
from penstock.store.memory_consents import MemoryConsents
from penstock.store.memory_devices import MemoryDevices
from penstock.store.memory_identities import MemoryIdentities
from penstock.store.memory_notices import MemoryNotices
from penstock.store.memory_people import MemoryPeople
from penstock.store.memory_records import MemoryRecords
from penstock.store.memory_view import MemoryView
from penstock.store.nesting import OneAtATime
from penstock.store.reorderings import MemoryReorderings

Row = TypeVar("Row")


class _Table(Generic[Row]):
    """Rows by key; the changes of the transaction that is under way are beside them."""

    def __init__(self) -> None:
        self.kept: dict[str, Row] = {}
        self.changed: dict[str, Row | None] = {}

    def get(self, key: str) -> Row | None:
        """Return a row as the transaction sees it."""
        return self.changed[key] if key in self.changed else self.kept.get(key)

    def put(self, key: str, row: Row | None) -> None:
        self.changed[key] = row

    def rows(self) -> list[Row]:
        """Return all rows as the transaction sees them."""
        return [row for row in {**self.kept, **self.changed}.values() if row is not None]

    def end(self, *, keeping: bool) -> None:
        """Keep what was changed, or forget it."""
        for key, row in self.changed.items() if keeping else ():
            if row is None:
                self.kept.pop(key, None)
            else:
                self.kept[key] = row
        self.changed.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Queued:
    """A job, and who has it until when; with no moment, nobody."""

    job: Job
    token: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Tables:
    cases: _Table[Case] = field(default_factory=_Table)
    logs: _Table[tuple[Logged, ...]] = field(default_factory=_Table)
    models: _Table[StreamModel] = field(default_factory=_Table)
    answers: _Table[Answer] = field(default_factory=_Table)
    jobs: _Table[_Queued] = field(default_factory=_Table)
    # All events in the order in which they were kept, and those of the transaction under way.
    kept: list[tuple[str, Logged]] = field(default_factory=list)
    added: list[tuple[str, Logged]] = field(default_factory=list)
    tokens: Iterator[int] = field(default_factory=lambda: count(1))

    def end(self, *, keeping: bool) -> None:
        self.kept.extend(self.added if keeping else ())
        self.added.clear()
        for table in (self.cases, self.logs, self.models, self.answers, self.jobs):
            table.end(keeping=keeping)


class _MemoryTransaction:
    """A unit of work on tables that nobody else sees meanwhile."""

    def __init__(self, tables: _Tables, lasting: ExitStack) -> None:
        self._tables = tables
        # What ends with it, as it ends.
        self.lasting = lasting

    def look_ahead(self, **_asked: Iterable[object]) -> None:
        """Do nothing: all is there."""

    def answer_to(self, command_id: str) -> Answer | None:
        return self._tables.answers.get(command_id)

    def case(self, case_id: str) -> Case | None:
        return self._tables.cases.get(case_id)

    def model(self, fingerprint: str) -> StreamModel:
        model = self._tables.models.get(fingerprint)
        if model is None:
            raise KeyError(fingerprint)
        return model

    def keep_model(self, model: StreamModel) -> None:
        self._tables.models.put(model.fingerprint, model)

    def append(self, case: Case, logged: Sequence[Logged]) -> None:
        if not logged:
            return
        before = self.case(case.case_id)
        expected, found = logged[0].seq - 1, before.version if before else 0
        if expected != found:
            raise StaleError(case.case_id, expected=expected, found=found)
        log = self._tables.logs.get(case.case_id) or ()
        self._tables.logs.put(case.case_id, (*log, *logged))
        self._tables.cases.put(case.case_id, case)
        self._tables.added.extend((case.case_id, each) for each in logged)

    def enqueue(self, job: Job) -> None:
        if self._tables.jobs.get(job.key) is None:
            self._tables.jobs.put(job.key, _Queued(job=job))

    def finish(self, lease: Lease) -> bool:
        holds = _holds(self._tables.jobs.get(lease.job.key), lease)
        if holds:
            self._tables.jobs.put(lease.job.key, None)
        return holds

    def held(self, leases: Sequence[Lease]) -> tuple[Lease, ...]:
        return tuple(each for each in leases if _holds(self._tables.jobs.get(each.job.key), each))

    def claim(
        self, *, worker: str, now: datetime, until: datetime, limit: int, late: bool = False
    ) -> Told:
        del worker  # Only people who look into a database ask who it is.
        leases = self._leased(self._expired(now) if late else self._ready(now), until, limit)
        return lambda: leases

    def glimpse(self, lease: Lease) -> Case | None:
        return self.case(lease.job.case_id)

    def finish_all(self, leases: Sequence[Lease]) -> None:
        for lease in leases:
            self.finish(lease)

    def keep_answer(self, answer: Answer) -> None:
        self._tables.answers.put(answer.command_id, answer)

    def _ready(self, now: datetime) -> list[Job]:
        queued = self._tables.jobs.rows()
        return [each.job for each in queued if not each.until and each.job.run_at <= now]

    def _expired(self, now: datetime) -> list[Job]:
        queued = self._tables.jobs.rows()
        late = [each.job for each in queued if each.until and each.until <= now]
        return [replace(job, attempt=job.attempt + 1) for job in late]

    def _leased(self, jobs: list[Job], until: datetime, limit: int) -> tuple[Lease, ...]:
        first = sorted(jobs, key=lambda job: (job.run_at, job.key))[:limit]
        return tuple(self._lease(job, until) for job in first)

    def _lease(self, job: Job, until: datetime) -> Lease:
        token = next(self._tables.tokens)
        self._tables.jobs.put(job.key, _Queued(job=job, token=token, until=until))
        return Lease(job=job, token=token, until=until)


class MemoryStore:
    """Keeps cases as long as the program runs; one transaction at a time."""

    address = "memory:"
    cautions: tuple[str, ...] = ()

    def __init__(self) -> None:
        self._tables = _Tables()
        self._alone = Lock()
        self._one_at_a_time = OneAtATime("memory:")
        self.records = MemoryRecords()
        self.people = MemoryPeople(self.records)
        self.consents = MemoryConsents()
        self.identities = MemoryIdentities()
        self.devices = MemoryDevices()
        self.notices = MemoryNotices()
        tables = self._tables
        self._kept = (tables.cases.kept, tables.models.kept, tables.logs.kept, tables.kept)
        self._all = MemoryView(*self._kept)
        # The audit log, beside the cases.
        self.audit_pages = MemoryPages()
        self.reorderings = MemoryReorderings()

    @contextmanager
    def transaction(self) -> Iterator[_MemoryTransaction]:
        """Begin a unit of work; leaving it commits, an exception undoes it."""
        with self._working():
            done = False
            try:
                with ExitStack() as lasting:
                    yield _MemoryTransaction(self._tables, lasting)
                done = True
            finally:
                self._tables.end(keeping=done)

    def case(self, case_id: str) -> Case | None:
        """Return a case as it stands."""
        return self._all.case(case_id)

    def model(self, fingerprint: str) -> StreamModel:
        """Return the model with this fingerprint.

        Raises:
            KeyError: No case was ever opened on it, and nobody kept it.
        """
        return self._all.model(fingerprint)

    def log(self, case_id: str) -> tuple[Logged, ...]:
        """Return a case's events, in their order."""
        return self._all.log(case_id)

    def since(self, position: Position, *, limit: int) -> tuple[Followed, ...]:
        """Return the first events behind a position, of all cases."""
        with self._working():
            kept = self._tables.kept[position.number : position.number + limit]
        return tuple(
            Followed(position=Position(number=number), case_id=case_id, logged=logged)
            for number, (case_id, logged) in enumerate(kept, start=position.number + 1)
        )

    def position_of(self, case_id: str, seq: int) -> Position | None:
        """Return the position of an event of a case in the log of all; None where it is not."""
        with self._working():
            kept = list(self._tables.kept)
        marks = [(each, logged.seq) for each, logged in kept]
        wanted = (case_id, seq)
        return Position(number=marks.index(wanted) + 1) if wanted in marks else None

    def end(self) -> Position:
        """Return the position of the last event of all cases."""
        with self._working():
            return Position(number=len(self._tables.kept))

    def find(self, wanted: Wanted) -> tuple[Case, ...]:
        """Return a page of cases, in the order of their ids."""
        return self._all.find(wanted)

    def recordings(self, *, before: int = 0, limit: int) -> tuple[Recorded, ...]:
        """Return the last recordings of items, the newest first; see `View.recordings`."""
        return self._all.recordings(before=before, limit=limit)

    def timers(self, *, before: datetime, limit: int) -> tuple[Timer, ...]:
        """Return timers that are set and due by a moment, the oldest first."""
        cases = list(self._tables.cases.kept.values())
        due = [each for case in cases for each in timers(case) if each.fire_at <= before]
        return tuple(sorted(due, key=lambda each: (each.fire_at, each.case_id, each.kind))[:limit])

    def recorded(self) -> Iterator[str]:
        """Yield the SHA-256 of each content that the log says was recorded, taken back or not."""
        for _case_id, logged in self._tables.kept:
            if isinstance(logged.event, ItemRecorded):
                yield logged.event.sha256

    def ended_timers(self, *, before: datetime) -> int:
        """Return nothing: timers are worked out from the cases that have them."""
        del before
        return 0

    def forget_ended_timers(self, *, before: datetime) -> int:
        """Forget nothing."""
        return self.ended_timers(before=before)

    def moment(self) -> datetime | None:
        """Return nothing: whoever uses it has its clock."""
        return None

    def search(self, sought: Sought) -> tuple[Case, ...]:
        """Return cases by words of their ids and customers; see `View.search`."""
        return self._all.search(sought)

    def counts(self, *, due_before: datetime | None = None) -> tuple[Count, ...]:
        """Return how many cases stand where; see `View.counts`."""
        return self._all.counts(due_before=due_before)

    def seen_by(self, side: Side) -> MemoryView:
        """Return what one side sees."""
        return MemoryView(*self._kept, side=side)

    def claim(
        self, *, worker: str, now: datetime, until: datetime, limit: int
    ) -> tuple[Lease, ...]:
        """Lease jobs that are due, or whose lease has run out, to a worker."""
        with self.transaction() as transaction:
            claim = partial(transaction.claim, worker=worker, now=now, until=until, limit=limit)
            return claim()() or claim(late=True)()

    def renew(self, lease: Lease, *, until: datetime) -> Lease | None:
        """Lengthen a lease; None when somebody else holds the job now."""
        with self._working():
            queued = self._tables.jobs.kept.get(lease.job.key)
            if queued is None or not _holds(queued, lease):
                return None
            self._tables.jobs.kept[lease.job.key] = replace(queued, until=until)
            return replace(lease, until=until)

    def renew_all(self, leases: Sequence[Lease], *, until: datetime) -> tuple[Lease, ...]:
        """Lengthen leases, and return them, all but those of jobs that somebody else holds now."""
        renewed = [self.renew(lease, until=until) for lease in leases]
        return tuple(lease for lease in renewed if lease is not None)

    def give_back(self, leases: Sequence[Lease]) -> None:
        """Let others have jobs that were not begun."""
        with self._alone:
            for lease in leases:
                queued = self._tables.jobs.kept.get(lease.job.key)
                if _holds(queued, lease):
                    self._tables.jobs.kept[lease.job.key] = _Queued(job=lease.job)

    def close(self) -> None:
        """Let go of nothing: the cases are there as long as the store is."""

    @contextmanager
    def _working(self) -> Iterator[None]:
        with self._one_at_a_time, self._alone:
            yield


def _holds(queued: _Queued | None, lease: Lease) -> bool:
    return queued is not None and queued.until is not None and queued.token == lease.token
