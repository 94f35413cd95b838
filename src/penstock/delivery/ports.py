"""Where cases are kept: what delivery asks of a store, in the words of the work."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from penstock.delivery.case import Case
from penstock.delivery.kept import (
    BEGINNING,
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
from penstock.delivery.models import StreamModel
from penstock.delivery.searching import Sought
from penstock.delivery.timers import Timer
from penstock.governance.accountability.ports import People
from penstock.governance.conduct.records import Records
from penstock.governance.consent.ports import Consents
from penstock.governance.identity.ports import Identities
from penstock.governance.interconnection.ports import Reorderings
from penstock.kernel.sides import Side

if TYPE_CHECKING:
    from penstock.delivery.noticing import Notices

__all__ = [
    "BEGINNING",
    "Answer",
    "Count",
    "Followed",
    "Job",
    "Lease",
    "Logged",
    "Position",
    "Recorded",
    "StaleError",
    "Store",
    "Told",
    "Transaction",
    "View",
    "Wanted",
]


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

    def claim(
        self, *, worker: str, now: datetime, until: datetime, limit: int, late: bool = False
    ) -> Told:
        """Lease jobs that are due to a worker, or late ones, whose lease has run out.

        It waits for nobody; whoever waits for somebody after it may be waited for in turn.
        """
        ...

    def glimpse(self, lease: Lease) -> Case | None:
        """Return the case of a job that was claimed here, as it stood then; nobody is kept from it.

        It is known once it was told what was claimed.
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

    def recordings(self, *, before: int = 0, limit: int) -> tuple[Recorded, ...]:
        """Return the last recordings of items in the log of all cases, the newest first.

        Args:
            before: Only those in front of this number of the log; 0 for all.
            limit: So many at most.
        """
        ...

    def search(self, sought: Sought) -> tuple[Case, ...]:
        """Return cases that are found by words of their ids and customers.

        They come in the order of the words that are found, those that are called just so first; how
        long it takes says nothing of cases that are not seen.
        """
        ...

    def counts(self, *, due_before: datetime | None = None) -> tuple[Count, ...]:
        """Return how many cases stand where, in the order of streams, stages and statuses.

        Args:
            due_before: Only those that are due before a moment; None for all.
        """
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
    def reorderings(self) -> Reorderings:
        """The reorderings of the interconnection queue."""
        ...

    @property
    def records(self) -> Records:
        """Where postings, incidents, emergencies and proposals are kept."""
        ...

    @property
    def identities(self) -> Identities:
        """Where it is kept how people prove who they are."""
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

    def position_of(self, case_id: str, seq: int) -> Position | None:
        """Return the position of an event of a case in the log of all; None where it is not."""
        ...

    def end(self) -> Position:
        """Return the position of the last event of all cases; the beginning where there is none.

        Whoever follows from there gets every event that `since` does not return yet.
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
