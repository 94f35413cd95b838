"""What a device is told to do from afar, and what it answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from penstock.casework.device.entries import OfDevice, next_version
from penstock.casework.device.faults import Fault, FaultKind
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.quantities import QUANTITIES
from penstock.casework.device.readings import as_object

_MOST_BYTES = 4096


class UnfitCommandError(ValueError):
    """A device cannot be told so."""


class CommandState(StrEnum):
    """Where a command stands."""

    QUEUED = "queued"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"
    OVERDUE = "overdue"
    """Nobody answered by the deadline; the device is asked no more."""


OPEN = frozenset({CommandState.QUEUED, CommandState.SENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceCommand(OfDevice):
    """Something that a device is told to do.

    Args:
        id: What it is called; the device says it back.
        of: The device.
        wanted: What it is to do, as a JSON object, such as `{"target_temperature": 20}`.
        asked_by: Who wants it.
        asked_at: When they said so.
        deadline: Until when it may still be done.
        state: Where it stands.
        sent_at: When the broker had it; None before.
        answered_at: When the device answered; None before.
        because: Why it was refused or is overdue; empty otherwise.
        verbatim: What is sent word for word, as the device announced it; empty for what is wanted
            with its id, which the device acknowledges.
        purpose: What the customer has to allow still when it is sent, where a program has decided
            it; empty where a person has.
        version: Counts from 1.
    """

    id: str
    of: DeviceId
    wanted: str
    asked_by: str
    asked_at: datetime
    deadline: datetime
    state: CommandState = CommandState.QUEUED
    sent_at: datetime | None = None
    answered_at: datetime | None = None
    because: str = ""
    verbatim: str = ""
    purpose: str = ""
    version: int = 1

    @property
    def key(self) -> str:
        """By what it is kept."""
        return self.id

    @property
    def standing(self) -> str:
        """What lists look for."""
        return "open" if self.is_open else "over"

    @property
    def is_open(self) -> bool:
        """Whether an answer is waited for."""
        return self.state in OPEN

    @property
    def payload(self) -> bytes:
        """What is sent: the id, until when, and what is to be done."""
        if self.verbatim:
            return self.verbatim.encode()
        until = self.deadline.isoformat()
        said = {"id": self.id, "until": until, "set": json.loads(self.wanted)}
        return json.dumps(said, ensure_ascii=False).encode()


def asked(
    wanted: Mapping[str, object],
    *,
    of: DeviceId,
    by: str,
    at: datetime,
    deadline: datetime,
    named: str,
) -> DeviceCommand:
    """Return a command that is still to be sent.

    Args:
        wanted: What the device is to do.
        of: The device.
        by: Who wants it.
        at: The moment it is.
        deadline: Until when it may still be done.
        named: What the command is called.

    Raises:
        UnfitCommandError: It says nothing, too much, or what cannot be in a home, or is over
            before it begins.
    """
    _require_possible(wanted, of)
    text = json.dumps(dict(wanted), ensure_ascii=False, sort_keys=True)
    if not wanted or len(text.encode()) > _MOST_BYTES:
        raise UnfitCommandError(
            f"A command to {of} says {len(text.encode()):,} bytes; expected one to "
            f"{_MOST_BYTES:,}, such as target_temperature=20."
        )
    if deadline <= at:
        raise UnfitCommandError(
            f"A command to {of} would be over at {deadline:%Y-%m-%d %H:%M:%S %Z}, before it is "
            "sent. Give it a later deadline."
        )
    return DeviceCommand(id=named, of=of, wanted=text, asked_by=by, asked_at=at, deadline=deadline)


def _require_possible(wanted: Mapping[str, object], of: DeviceId) -> None:
    for name, value in wanted.items():
        known = QUANTITIES.get(name)
        if known is None or not isinstance(value, int | float):
            continue
        if not known.lowest <= value <= known.highest:
            raise UnfitCommandError(
                f"A command to {of} says {name}={value:g}; expected {known.lowest:g} to "
                f"{known.highest:g} {known.unit}."
            )


def sent(command: DeviceCommand, *, at: datetime) -> DeviceCommand:
    """Return a command that the broker has."""
    return next_version(command, state=CommandState.SENT, sent_at=at)


def overdue(command: DeviceCommand, *, is_allowed: bool = True) -> DeviceCommand:
    """Return a command that nobody answered in time.

    Args:
        command: The command.
        is_allowed: Whether the customer allows its purpose.
    """
    if command.state is CommandState.SENT:
        because = "the device has not answered in time"
    elif is_allowed:
        because = "the broker was away, and it was never sent"
    else:
        because = f"the customer does not allow {command.purpose}, and it was never sent"
    return next_version(command, state=CommandState.OVERDUE, because=because)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a device answers.

    Args:
        command_id: The command.
        is_done: Whether it has done it.
        because: Why it has not; empty otherwise.
    """

    command_id: str
    is_done: bool
    because: str = ""


def answer_in(raw: bytes) -> Answer | Fault:
    """Return what a device answers in a message such as `{"id": "…", "ok": true}`."""
    found = as_object(raw)
    if isinstance(found, Fault):
        return found
    name, done = found.get("id"), found.get("ok")
    if not isinstance(name, str) or not isinstance(done, bool):
        words = "An answer lacks the id of its command or whether it is done; expected id and ok."
        return Fault(kind=FaultKind.ANSWER, words=words)
    because = found.get("because", "")
    return Answer(command_id=name[:80], is_done=done, because=str(because)[:200])


def answered(command: DeviceCommand, answer: Answer, *, at: datetime) -> DeviceCommand:
    """Return a command after its answer; the first answer counts, and a late one is said to be."""
    if command.answered_at is not None:
        return command
    state = CommandState.ACKNOWLEDGED if answer.is_done else CommandState.REFUSED
    because = answer.because or ("" if answer.is_done else "the device does not say why")
    if answer.is_done and at >= command.deadline:
        because = "it was done after the deadline"
    return next_version(command, state=state, answered_at=at, because=because)
