"""What a store keeps and is asked for, in the words of the work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from penstock.delivery.events import Event, ItemRecorded, Stamp
from penstock.kernel.sides import Side


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
class Recorded:
    """A recording of an item with its case, and its number in the log of all cases."""

    number: int
    case_id: str
    seq: int
    at: datetime
    by: str
    event: ItemRecorded


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


# What tells leases, asked when they are wanted: until then they need not be known.
Told = Callable[[], tuple[Lease, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases a work list shows; empty fields ask for nothing.

    Args:
        waiting_for: A case of another stream whose end they wait for.
        stages: Only of these stages; none for all.
        is_unclaimed: Whether only those are shown that nobody has claimed.
        is_at_gate: Whether only those are shown that wait for the decision of a gate.
        is_linked: Whether only those are shown that wait or waited for another case.
        customers: Only for these customers, in small or capital letters; none for all.
        on: Fingerprints of models that they run on; none for all.
        not_on: Fingerprints of models that they do not run on.
        closed: Sides whose cases are shown only where they are for nobody.
        but_for: Customers for whom they are shown all the same.
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
    stages: frozenset[str] = frozenset()
    is_unclaimed: bool = False
    is_at_gate: bool = False
    is_linked: bool = False
    customers: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    not_on: frozenset[str] = frozenset()
    closed: frozenset[Side] = frozenset()
    but_for: frozenset[str] = frozenset()
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
