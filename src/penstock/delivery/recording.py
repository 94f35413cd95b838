"""Events, commands and cases as JSON and back: the same value, the same bytes."""

import json
from collections.abc import Mapping
from typing import Any, get_args

from penstock.delivery.canonical import writer
from penstock.delivery.case import Case
from penstock.delivery.commands import Command
from penstock.delivery.events import Event
from penstock.delivery.forms import reader

EVENTS: Mapping[str, type[Event]] = {each.__name__: each for each in get_args(Event)}
COMMANDS: Mapping[str, type[Command]] = {each.__name__: each for each in get_args(Command)}


class UnreadableRecordError(ValueError):
    """What was kept is nothing that this program writes."""

    def __init__(self, kind: str, *, because: str) -> None:
        self.kind = kind
        self.because = because
        super().__init__(
            f"This is no {kind} that this version of Penstock wrote: {because}. "
            "Read it with the version that wrote it, or a newer one."
        )


def event_to_json(event: Event) -> str:
    """Return an event in its canonical form, with the name of its type."""
    return _named(event)


def event_from_json(text: str) -> Event:
    """Return the event that a canonical form says.

    Raises:
        UnreadableRecordError: It says none.
    """
    event: Event = _read_named("event", text, EVENTS)
    return event


def command_to_json(command: Command) -> str:
    """Return a command in its canonical form, with the name of its type."""
    return _named(command)


def command_from_json(text: str) -> Command:
    """Return the command that a canonical form says.

    Raises:
        UnreadableRecordError: It says none.
    """
    command: Command = _read_named("command", text, COMMANDS)
    return command


def case_to_json(case: Case) -> str:
    """Return a case in its canonical form."""
    return writer(Case)(case)


def case_from_json(text: str) -> Case:
    """Return the case that a canonical form says.

    Raises:
        UnreadableRecordError: It says none.
    """
    case: Case = _read("case", _record("case", text), Case)
    return case


def _named(value: Any) -> str:
    return writer(value.__class__, named=True)(value)


def _record(kind: str, text: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except ValueError as error:
        raise UnreadableRecordError(kind, because=f"it is not JSON ({error})") from error
    if not isinstance(record, dict):
        raise UnreadableRecordError(kind, because="it is not a JSON object")
    return record


def _read_named(kind: str, text: str, known: Mapping[str, type]) -> Any:
    record = _record(kind, text)
    name = record.pop("type", None)
    if name not in known:
        raise UnreadableRecordError(kind, because=f"its type {name!r} is unknown")
    return _read(kind, record, known[name])


def _read(kind: str, record: dict[str, Any], of: type) -> Any:
    try:
        return reader(of)(record)
    except (TypeError, ValueError, AttributeError) as error:
        raise UnreadableRecordError(kind, because=str(error)) from error
