"""Where cases are kept: what delivery asks of a store, in the words of the work."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from penstock.delivery.case import Case
from penstock.delivery.events import Event, Stamp
from penstock.delivery.models import StreamModel
from penstock.delivery.timers import Timer
from penstock.governance.accountability.ports import People
from penstock.governance.conduct.records import Records
from penstock.governance.consent.ports import Consents
from penstock.kernel.sides import Side

if TYPE_CHECKING:
    from penstock.delivery.noticing import Notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """An event as the log keeps it.

    Args:
        seq: Its number in its case, from 1 without gaps.
        event: What happened.
        stamp: Who caused it, when, by which command.
        stage_id: The stage the case was in after it; empty where the log is too old to tell.
        fingerprint: The model the case ran on after it; empty likewise.
    """

    seq: int
    event: Event
    stamp: Stamp
    stage_id: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Position:
    """How far somebody has read the log of all cases.

    Args:
        transaction: The transaction that wrote the last event they know, where several write at
            once; otherwise 0.
        number: The event's number in the log, which is greater for each that is added.
    """

    transaction: int = 0
    number: int = 0


BEGINNING = Position()


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An event with its case, and its position in the log of all cases."""

    position: Position
    case_id: str
    logged: Logged


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command was answered, kept so that the same command gets the same bytes.

    Args:
        command_id: The caller's key.
        request_sha256: Hash of what was asked; the same key with another hash is refused.
        text: The answer.
    """

    command_id: str
    request_sha256: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work for a worker, queued with the events that call for it.

    Args:
        key: The same for the same work, so that it is queued once.
        case_id: The case.
        kind: What is to be done.
        stage_id: The stage it belongs to.
        run_at: Not before this moment.
        attempt: How often it was tried before.
    """

    key: str
    case_id: str
    kind: str
    stage_id: str
    run_at: datetime
    attempt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A job that one worker has until a moment, and the token that proves it.

    Invariants:
        Whoever finishes a job shows its newest token; an older one is worth nothing (fencing).
    """

    job: Job
    token: int
    until: datetime


# What tells leases, asked when the unit of work is over: until then it need not be known.
Told = Callable[[], tuple[Lease, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases a work list shows; empty fields ask for nothing.

    Args:
        waiting_for: A case of another stream whose end they wait for.
        not_on: Fingerprints of models that they do not run on.
        by_due: Whether only those are shown that are due some day, the first due first.
        due_before: Only those that are due before a moment, the first due first.
        after: The last case of the page before.
    """

    stream_id: str = ""
    stage_id: str = ""
    role: str = ""
    assignee: str = ""
    status: str = ""
    waiting_for: str = ""
    not_on: frozenset[str] = frozenset()
    by_due: bool = False
    due_before: datetime | None = None
    after: str = ""
    limit: int = 50

    @property
    def is_by_due(self) -> bool:
        """Tell whether the order is that of what is due."""
        return self.by_due or self.due_before is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many cases of a stream stand in a stage with a status."""

    stream_id: str
    stage_id: str
    status: str
    cases: int


class StaleError(Exception):
    """Somebody else changed the case meanwhile; nothing was written."""

    def __init__(self, case_id: str, *, expected: int, found: int) -> None:
        self.case_id = case_id
        self.expected = expected
        self.found = found
        super().__init__(
            f"Case {case_id} is at version {found}, not {expected}: somebody changed it meanwhile. "
            "Look at what happened, and decide again."
        )


class Transaction(Protocol):
    """One unit of work: all of it happens, or nothing."""

    def look_ahead(
        self,
        *,
        leases: Sequence[Lease] = (),
        commands: Iterable[str] = (),
        cases: Iterable[str] = (),
    ) -> None:
        """Say which leases, answers and cases will be asked for, so that they come together.

        Args:
            leases: Leases; their jobs are kept from others from now on, where they still hold.
            commands: Keys of commands; their twins wait from now on.
            cases: Cases; they are kept from others from now on.
        """
        ...

    def answer_to(self, command_id: str) -> Answer | None:
        """Return what a command was answered before."""
        ...

    def case(self, case_id: str) -> Case | None:
        """Return a case as it stands, kept from others until the end."""
        ...

    def model(self, fingerprint: str) -> StreamModel:
        """Return the model with this fingerprint.

        Raises:
            KeyError: No case was ever opened on it, and nobody kept it.
        """
        ...

    def keep_model(self, model: StreamModel) -> None:
        """Keep a model for good."""
        ...

    def append(self, case: Case, logged: Sequence[Logged]) -> None:
        """Add events to the log, and the case they make.

        Raises:
            StaleError: The case is not at the version before the first of the events.
        """
        ...

    def enqueue(self, job: Job) -> None:
        """Queue a job, unless one with its key is queued."""
        ...

    def finish(self, lease: Lease) -> bool:
        """Take a finished job off the queue; False when somebody else holds it now."""
        ...

    def held(self, leases: Sequence[Lease]) -> tuple[Lease, ...]:
        """Return the leases that still hold, their jobs kept from others until the end."""
        ...

    def claim(self, *, worker: str, now: datetime, until: datetime, limit: int) -> Told:
        """Lease jobs that are due to a worker; the store looks for leases that have run out.

        It waits for nobody; whoever waits for somebody after it may be waited for in turn.
        """
        ...

    def finish_all(self, leases: Sequence[Lease]) -> None:
        """Take finished jobs off the queue, all but those that somebody else holds now."""
        ...

    def keep_answer(self, answer: Answer) -> None:
        """Keep what a command was answered."""
        ...


class View(Protocol):
    """What somebody sees of the cases who changes none."""

    def case(self, case_id: str) -> Case | None:
        """Return a case as it stands."""
        ...

    def model(self, fingerprint: str) -> StreamModel:
        """Return the model with this fingerprint.

        Raises:
            KeyError: No case was ever opened on it, and nobody kept it.
        """
        ...

    def log(self, case_id: str) -> tuple[Logged, ...]:
        """Return a case's events, in their order."""
        ...

    def find(self, wanted: Wanted) -> tuple[Case, ...]:
        """Return a page of cases, in the order of their ids or of what is due."""
        ...

    def counts(self) -> tuple[Count, ...]:
        """Return how many cases stand where, in the order of streams, stages and statuses."""
        ...


class Store(View, Protocol):
    """Where cases, their logs and the queue are kept."""

    @property
    def address(self) -> str:
        """Where that is; without a password."""
        ...

    @property
    def cautions(self) -> tuple[str, ...]:
        """What people should know before they rely on it, as sentences."""
        ...

    @property
    def people(self) -> People:
        """Where it is kept who has which role."""
        ...

    @property
    def consents(self) -> Consents:
        """Where it is kept what customers allowed."""
        ...

    @property
    def records(self) -> Records:
        """Where postings, incidents, emergencies and proposals are kept."""
        ...

    @property
    def notices(self) -> "Notices":
        """Where it is kept what roles are told."""
        ...

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin a unit of work; leaving it commits, an exception undoes it."""
        ...

    def seen_by(self, side: Side) -> View:
        """Return what one side of the company sees, however it asks.

        That is the cases whose model says that side, or that it is the whole company's.
        """
        ...

    def since(self, position: Position, *, limit: int) -> tuple[Followed, ...]:
        """Return the first events behind a position, of all cases.

        Whoever asks again, from the position of the last event they got, gets every event once:
        none is added later in front of one that was returned.
        """
        ...

    def claim(
        self, *, worker: str, now: datetime, until: datetime, limit: int
    ) -> tuple[Lease, ...]:
        """Lease jobs that are due, or whose lease has run out, to a worker."""
        ...

    def renew(self, lease: Lease, *, until: datetime) -> Lease | None:
        """Lengthen a lease; None when somebody else holds the job now."""
        ...

    def renew_all(self, leases: Sequence[Lease], *, until: datetime) -> tuple[Lease, ...]:
        """Lengthen leases, and return them, all but those of jobs that somebody else holds now."""
        ...

    def give_back(self, leases: Sequence[Lease]) -> None:
        """Let others have jobs that were not begun; it counts as no attempt."""
        ...

    def timers(self, *, before: datetime, limit: int) -> tuple[Timer, ...]:
        """Return timers that are set and due by a moment, the oldest first."""
        ...

    def recorded(self) -> Iterator[str]:
        """Yield the SHA-256 of each content that the log says was recorded, taken back or not."""
        ...

    def ended_timers(self, *, before: datetime) -> int:
        """Return how many timers fired or were cancelled whose moment lies before another."""
        ...

    def forget_ended_timers(self, *, before: datetime) -> int:
        """Forget them, and return how many there were."""
        ...

    def moment(self) -> datetime | None:
        """Return the moment it is by a clock that all programs share; None where each has one."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
