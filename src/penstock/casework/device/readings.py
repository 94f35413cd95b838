"""What a device says of itself: one message of JSON, as readings and as what is wrong with them.

A message is an object such as

    {"at": "2026-06-12T14:00:00Z", "seq": 17, "serial": "TH-1", "temperature": 21.4, "battery": 80}
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from penstock.casework.device.faults import Fault, FaultKind
from penstock.casework.device.quantities import (
    QUANTITIES,
    WORDS,
    UnknownUnitError,
    in_our_unit,
)
from penstock.kernel.making import checked_dataclass

MOST_BYTES = 64 * 1024
"""A state that is longer is none. [B]"""

_EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(minutes=5)
_NO_ZONE = datetime.max.replace(tzinfo=UTC)
# No database keeps these in a text, and one of them would hold up all that came with it.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
# One stands there escaped, as bytes that no UTF-8 has, or in UTF-16.
_MAY_BE_UNKEEPABLE = (b"\\u", b"\xed", b"\x00")
_MOST_FIELDS, _MOST_WORD, _MOST_SEQUENCE = 200, 64, 2**53
_ABOUT = ("at", "seq", "serial", "firmware", "id")


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value that a device says.

    Args:
        quantity: What it is, such as `temperature` or `mode`.
        value: The number, in the quantity's unit; None for a word.
        word: The word; empty for a number.
        unit: The unit; empty for a word.
    """

    quantity: str
    value: float | None = None
    word: str = ""
    unit: str = ""

    @property
    def shown(self) -> str:
        """The value as people read it."""
        return self.word if self.value is None else f"{self.value:.6g}"


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a message says.

    Args:
        at: The moment by the device's clock; by ours where the device's cannot be right.
        is_own_clock: Whether it is the device's.
        sequence: The number that the device gave the message; None without one.
        serial: The serial number that it says; empty without one.
        firmware: The firmware that it says; empty without one.
        readings: What can be.
        faults: What is wrong with the rest.
    """

    at: datetime
    is_own_clock: bool = False
    sequence: int | None = None
    serial: str = ""
    firmware: str = ""
    readings: tuple[Reading, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of it counts."""
        return not self.readings


def said(raw: bytes, *, received_at: datetime, units: Mapping[str, str] | None = None) -> Said:
    """Return what a message of state says; what cannot be is a fault, and the rest counts.

    Args:
        raw: The message.
        received_at: When it came, by our clock.
        units: The units that the device has announced, by quantity.
    """
    found = as_object(raw)
    if isinstance(found, Fault):
        return Said(at=received_at, faults=(found,))
    at, own, clock = _moment(found.get("at"), received_at)
    sequence, numbered = _sequence(found.get("seq"))
    read = tuple(_readings(found, units or {}))
    return Said(
        at=at,
        is_own_clock=own,
        sequence=sequence,
        serial=_word(found.get("serial")),
        firmware=_word(found.get("firmware", found.get("installed_version"))),
        readings=tuple(each for each in read if isinstance(each, Reading)),
        faults=(*clock, *numbered, *(each for each in read if isinstance(each, Fault))),
    )


def as_object(raw: bytes) -> dict[str, Any] | Fault:
    """Return the JSON object of a message, or what is wrong with it."""
    if len(raw) > MOST_BYTES:
        return too_large(len(raw))
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        because = str(error) if isinstance(error, ValueError) else "it is nested too deeply"
        return _no_json(raw, because[:120])
    if not isinstance(found, dict) or len(found) > _MOST_FIELDS:
        return _no_json(raw, f"it is no object of at most {_MOST_FIELDS} fields")
    if any(each in raw for each in _MAY_BE_UNKEEPABLE):
        for text in _texts(found):
            if unfit := _UNKEEPABLE.search(text):
                return _no_json(raw, f"it holds U+{ord(unfit[0]):04X}, which is no character")
    return found


def _texts(found: object) -> Iterator[str]:
    """Yield every text in what a message holds, names too."""
    match found:
        case str():
            yield found
        case dict():
            for name, value in found.items():
                yield name
                yield from _texts(value)
        case list():
            for value in found:
                yield from _texts(value)


def too_large(size: int) -> Fault:
    """Return what is wrong with a message of so many bytes."""
    return Fault(
        kind=FaultKind.TOO_LARGE,
        words=f"A message has {size:,} bytes; expected at most {MOST_BYTES:,}. Look at what the "
        "device sends, or whether it is this one at all.",
    )


def beginning(raw: bytes) -> str:
    """Return how a message begins, for people."""
    return "".join(c if c.isprintable() else "·" for c in raw[:80].decode("utf-8", "replace"))


def _no_json(raw: bytes, because: str) -> Fault:
    return Fault(
        kind=FaultKind.NOT_JSON,
        words=f"A message begins with “{beginning(raw)[:40]}” and is not what was expected, a JSON "
        f"object: {because}. Look at the device's firmware.",
    )


def _moment(written: object, received_at: datetime) -> tuple[datetime, bool, tuple[Fault, ...]]:
    if written is None:
        return received_at, False, ()
    try:
        at = datetime.fromisoformat(written if isinstance(written, str) else "")
        at = at.astimezone(UTC) if at.tzinfo else _NO_ZONE
    except (ValueError, OverflowError):
        at = _NO_ZONE
    if at is _NO_ZONE:
        return received_at, False, (_clock(f"“{str(written)[:40]}”"),)
    if _EARLIEST <= at <= received_at + _AHEAD:
        return at, True, ()
    return received_at, False, (_clock(f"{at:%Y-%m-%d %H:%M} UTC"),)


def _clock(shown: str) -> Fault:
    return Fault(
        kind=FaultKind.CLOCK,
        words=f"The device's clock says {shown}; expected a moment with its zone, since 2020 and "
        "not ahead of ours. The moment of arrival counts instead. Set the clock of the device or "
        "its hub.",
    )


def _sequence(written: object) -> tuple[int | None, tuple[Fault, ...]]:
    if written is None:
        return None, ()
    if type(written) is int and 0 <= written < _MOST_SEQUENCE:
        return written, ()
    words = f"A message is numbered “{str(written)[:40]}”; expected a whole number from 0 up."
    return None, (Fault(kind=FaultKind.UNREADABLE, words=words),)


def _word(written: object) -> str:
    return written[:_MOST_WORD] if isinstance(written, str) and written.isprintable() else ""


def _readings(found: Mapping[str, Any], units: Mapping[str, str]) -> Iterator[Reading | Fault]:
    for name, value in found.items():
        if name in QUANTITIES:
            yield _number(name, value, units.get(name, ""))
        elif name in WORDS:
            yield _state(name, value)
        elif name not in _ABOUT:
            # What we have no name for is another program's business, and no fault.
            continue


def _number(name: str, value: object, unit: str) -> Reading | Fault:
    if isinstance(value, bool) or not isinstance(value, int | float):
        words = f"{name} is “{str(value)[:40]}”; expected a number."
        return Fault(kind=FaultKind.UNREADABLE, words=words)
    try:
        ours = in_our_unit(name, float(value), unit=unit)
    except (UnknownUnitError, OverflowError) as error:
        return Fault(kind=FaultKind.UNREADABLE, words=str(error))
    known = QUANTITIES[name]
    if math.isfinite(ours) and known.lowest <= ours <= known.highest:
        return Reading(quantity=name, value=ours, unit=known.unit)
    return Fault(
        kind=FaultKind.OUT_OF_RANGE,
        words=f"{name} is {ours:.6g} {known.unit}; expected {known.lowest:g} to "
        f"{known.highest:g}. The sensor is broken, or announces another unit than it sends.",
    )


def _state(name: str, value: object) -> Reading | Fault:
    if isinstance(value, bool):
        return Reading(quantity=name, word="yes" if value else "no")
    if isinstance(value, str) and value.isprintable() and 0 < len(value) <= _MOST_WORD:
        return Reading(quantity=name, word=value)
    words = f"{name} is “{str(value)[:40]}”; expected a word or true or false."
    return Fault(kind=FaultKind.UNREADABLE, words=words)
