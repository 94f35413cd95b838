"""What happened to a case: the log, and so the truth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from penstock.delivery.clock_events import ClockEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who caused an event, when, and by which command.

    Args:
        at: When it was decided; with a zone.
        actor: The person or worker.
        command_id: The command, the same for all events of one.
    """

    at: datetime
    actor: str
    command_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A case began."""

    case_id: str
    stream_id: str
    fingerprint: str
    product: str
    customer: str
    premise: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntered:
    """A case came to a stage, for the first time or again."""

    stage_id: str
    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionAttested:
    """Somebody answers for it that a criterion is met."""

    criterion: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecorded:
    """A version of an information item came in."""

    item: str
    version: int
    sha256: str
    stage_id: str
    visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRead:
    """A version of an information item that somebody read; version 0 where there was none."""

    item: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActDone:
    """A person did something within a stage; what it made is recorded by the events behind it.

    Args:
        stage_id: The stage that the act belongs to.
        act: What it is called.
        said_sha256: The hash of what the person said; empty where they said nothing.
        file_sha256: The hash of the file that they attached; likewise.
        read: What it read.
        made: The names of the items that it made.
    """

    stage_id: str
    act: str
    said_sha256: str
    file_sha256: str
    read: tuple[ItemRead, ...]
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStarted:
    """All that a stage needs is there, and its work began."""

    stage_id: str
    by_worker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOpened:
    """A person has to do something."""

    stage_id: str
    roles: tuple[str, ...]
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskClaimed:
    """A person took a task."""

    assignee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReleased:
    """A person gave a task back."""

    assignee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWorked:
    """All that a stage gives out is there."""

    stage_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePassed:
    """Whoever is accountable closed a stage."""

    stage_id: str
    role: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFailed:
    """Whoever is accountable sent a stage's work back."""

    stage_id: str
    role: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReopened:
    """An earlier stage has to be done again; what came out of it and later no longer counts."""

    stage_id: str
    reason: str
    superseded: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLinked:
    """A stage waits for a case of another stream: for its end, or until it passes a stage."""

    other_case_id: str
    other_stream_id: str
    stage_id: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAnswered:
    """The case that a stage waited for has ended, or has passed what was waited for."""

    other_case_id: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHeld:
    """A case waits for a stated reason."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResumed:
    """A held case goes on."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCancelled:
    """A case ended without its value."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """A case ended with its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The last act was taken back; the act stays in the log."""

    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelMigrated:
    """A case goes on by a newer model of its stream.

    Args:
        fingerprint: The new model's.
        stages: The new id of each stage whose id changed.
        items: The new name of each item whose name changed.
        roles: Who may claim the open task now; empty also where there is none.
    """

    fingerprint: str
    stages: Mapping[str, str]
    items: Mapping[str, str]
    roles: tuple[str, ...] = ()


Event = (
    CaseOpened
    | StageEntered
    | CriterionAttested
    | ItemRecorded
    | ActDone
    | StageStarted
    | TaskOpened
    | TaskClaimed
    | TaskReleased
    | StageWorked
    | GatePassed
    | GateFailed
    | StageReopened
    | CaseLinked
    | LinkAnswered
    | CaseHeld
    | CaseResumed
    | CaseCancelled
    | CaseClosed
    | Undone
    | ModelMigrated
    | ClockEvent
)
