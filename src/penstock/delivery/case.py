"""Where a case stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from penstock.governance.service_levels.deadlines import Clock


class Status(StrEnum):
    """Whether a case goes on."""

    OPEN = "open"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


# A tuple: who looks into a set asks a member for its hash, and it is asked often.
_ENDED = (Status.CLOSED, Status.CANCELLED)


class Phase(StrEnum):
    """What happens in the stage a case is in."""

    WAITING = "waiting to start"
    WORKING = "being worked"
    WORKED = "waiting for its gate"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The newest version of an information item that a case holds.

    Args:
        version: From 1; a correction is a new version, and no version is ever changed.
        sha256: Hash of the content, which is kept beside the log.
        stage_id: The stage the case was in when it was recorded.
        visit: The visit of that stage.
        superseded: Whether a stage that gives it out was reopened since.
    """

    version: int
    sha256: str
    stage_id: str
    visit: int
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Work that a person does.

    Args:
        stage_id: The stage it belongs to.
        roles: Who may claim it; anyone where the documents name nobody.
        assignee: Who has claimed it.
        because: Why a person has to, where a worker should have: the error it met.
    """

    stage_id: str
    roles: tuple[str, ...]
    assignee: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A case of another stream that a stage waits for.

    Args:
        stream_id: The other stream.
        stage_id: The stage of this case that waits.
        answer: How the other case ended, or what it has passed; empty while it has not.
        until: The stage that the other case has to pass; empty where it has to end.
    """

    stream_id: str
    stage_id: str
    answer: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """The last thing that can be taken back, and what was there before it.

    Args:
        seq: The number of its event.
        kind: What was done.
        name: What with: an item, a criterion, a person, an act.
        before: The item that was there before; None where none was.
        command_id: The command of an act, whose items follow it.
        made: The items that an act made.
        before_act: Those of them that were there before it.
    """

    seq: int
    kind: str
    name: str
    before: Item | None = None
    command_id: str = ""
    made: tuple[str, ...] = ()
    before_act: Mapping[str, Item] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticking:
    """A clock of a case, and what is known of it.

    Args:
        clock: When it is due, or why it stands still.
        stage_id: The stage that it is the clock of; empty for the clock of the whole case.
        visit: The visit of that stage.
        epoch: The number of the event that set its timers; those of earlier ones count no more.
        warned: Whether people were warned.
        breached: Whether it was known to be late.
    """

    clock: Clock
    stage_id: str
    visit: int
    epoch: int
    warned: bool = False
    breached: bool = False


class Changes(TypedDict, total=False):
    """What an event changes of a case; a case is copied once, whatever happens to it."""

    fingerprint: str
    version: int
    status: Status
    stage_id: str
    visit: int
    visits: Mapping[str, int]
    phase: Phase
    entered_at: datetime
    attested: frozenset[str]
    items: Mapping[str, Item]
    task: Task | None
    links: Mapping[str, Link]
    reason: str
    undoable: Undoable | None
    changed_at: datetime
    clocks: Mapping[str, Ticking]


# Without slots: what a copy takes is then in one dictionary.
@dataclass(frozen=True, kw_only=True)
class Case:
    """One instance of a value stream: an order, an application, an operating day.

    Invariants:
        `version` is the number of events so far, `changed_at` the moment of the last. A closed or
        cancelled case never changes again, and has no clocks.
    """

    case_id: str
    stream_id: str
    fingerprint: str
    product: str
    customer: str
    opened_at: datetime
    version: int
    status: Status = Status.OPEN
    stage_id: str = ""
    visit: int = 0
    visits: Mapping[str, int] = field(default_factory=dict)
    phase: Phase = Phase.WAITING
    entered_at: datetime | None = None
    attested: frozenset[str] = frozenset()
    items: Mapping[str, Item] = field(default_factory=dict)
    task: Task | None = None
    links: Mapping[str, Link] = field(default_factory=dict)
    reason: str = ""
    undoable: Undoable | None = None
    changed_at: datetime | None = None
    clocks: Mapping[str, Ticking] = field(default_factory=dict)
    premise: str = ""
    account: str = ""

    def changed(self, changes: "Changes") -> "Case":
        """Return the case with other values in some of its fields.

        Every event makes a case of the one before, and `replace` takes ten times as long.
        """
        made = object.__new__(Case)
        object.__setattr__(made, "__dict__", self.__dict__ | changes)
        return made

    def has(self, item: str) -> bool:
        """Tell whether an item is there and still counts."""
        found = self.items.get(item)
        return found is not None and not found.superseded

    @property
    def awaited(self) -> tuple[str, ...]:
        """The cases of other streams that it has asked and not heard of."""
        if not self.links or self.ended:
            return ()
        return tuple(other for other, link in self.links.items() if not link.answer)

    @property
    def ended(self) -> bool:
        """Tell whether nothing can happen any more."""
        return self.status in _ENDED
