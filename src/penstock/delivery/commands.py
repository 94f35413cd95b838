"""What people, workers and timers ask of a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from penstock.delivery.events import ItemRead


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Begin a case."""

    case_id: str
    product: str
    customer: str
    premise: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attest:
    """Answer for it that an entry or exit criterion is met."""

    criterion: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Hand in a version of an information item, by the hash of its content."""

    item: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Begin the work of the stage the case is in."""

    by_worker: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Take the open task."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Give the task back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete:
    """Say that the stage's work is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fail:
    """Say that a worker cannot do it, so that a person must."""

    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """Close the stage, as the role that is accountable for it."""

    role: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack:
    """Refuse to close the stage, as the role that is accountable for it."""

    role: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """Go back to this stage or an earlier one."""

    stage_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTo:
    """Let the stage wait for a case of another stream: for its end, or until it passes a stage."""

    other_case_id: str
    other_stream_id: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Tell how a linked case ended."""

    other_case_id: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Let the case wait."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Let a held case go on."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """End the case without its value."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """End the case with its value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Take the last act back, if it can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrate:
    """Go on by a newer model of the stream."""

    fingerprint: str
    stages: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """Look at a clock, because a timer that it set has come due.

    Args:
        timer: Which of its timers.
        epoch: The number of the event that set it.
    """

    timer: str
    epoch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoAct:
    """Do an act of a stage: record all that it made, or nothing.

    What it read and made is no part of what was asked: the same act sent again may make something
    else, and is answered as the first.

    Args:
        stage_id: The stage that the act belongs to.
        act: What it is called.
        said_sha256: The hash of what the person said; empty where they said nothing.
        file_sha256: The hash of the file that they attached; likewise.
        is_anytime: Whether it can be done in later stages too.
        is_checked: Whether it is refused where something that it read has another version by now.
        seen: The version of the case that it read.
        read: What it read, be it that there was nothing.
        made: The hashes of what it made, by information item.
    """

    stage_id: str
    act: str
    said_sha256: str = ""
    file_sha256: str = ""
    is_anytime: bool = field(default=False, repr=False)
    is_checked: bool = field(default=True, repr=False)
    seen: int = field(default=0, repr=False)
    read: tuple[ItemRead, ...] = field(default=(), repr=False)
    made: Mapping[str, str] = field(default_factory=dict, repr=False)


Command = (
    Open
    | Attest
    | Record
    | Start
    | Claim
    | Release
    | Complete
    | Fail
    | Pass
    | SendBack
    | Reopen
    | LinkTo
    | Answer
    | Hold
    | Resume
    | Cancel
    | Close
    | Undo
    | Migrate
    | Remind
    | DoAct
)
