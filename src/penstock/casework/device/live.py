"""How a device stands now: what it said last, and whether two devices speak in its name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from penstock.casework.device.faults import Fault, FaultKind
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.readings import Said
from penstock.kernel.making import checked_dataclass

ONLINE, OFFLINE = "online", "offline"
_REMEMBERED = 64
_JUMPS, _CALM = 3, 32


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class LiveValue:
    """The last value of a quantity.

    Args:
        quantity: What it is.
        shown: The value as people read it.
        unit: Its unit; empty for a word.
        at: When it was so.
    """

    quantity: str
    shown: str
    unit: str
    at: datetime

    @property
    def number(self) -> float | None:
        """The value as a number; None for a word."""
        try:
            return float(self.shown)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is remembered of a device to tell drift, discomfort and since when a battery is low.

    Args:
        usual_offset_mk: How far the sensor usually is from the others of the home. [mK]
        apart_since: Since when it has left that; None while it has not.
        outside_since: Since when the room is outside of its comfort; None while it is within.
        low_since: Since when its battery is low; None while it is not.
    """

    usual_offset_mk: int | None = None
    apart_since: datetime | None = None
    outside_since: datetime | None = None
    low_since: datetime | None = None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class LiveState:
    """How a device stands.

    Args:
        of: The device.
        at: The moment of its newest state, by its clock or by ours; None before the first.
        received_at: When something last came from it; None where nothing ever did.
        sequence: The number of its newest state; None without numbers.
        serial: The serial number that it says; empty without one.
        firmware: Likewise.
        availability: `online` or `offline`, as the broker says it; empty where it has not.
        availability_at: When the broker said so.
        values: Its last values.
        recent: The marks of its last messages, the oldest first.
        jumps: How often its numbers have lately jumped back.
        calm: How many states came since the last jump.
        conflict: Why two devices seem to speak in its name; empty for one.
        watch: What is remembered of its temperature.
    """

    of: DeviceId
    at: datetime | None = None
    received_at: datetime | None = None
    sequence: int | None = None
    serial: str = ""
    firmware: str = ""
    availability: str = ""
    availability_at: datetime | None = None
    values: tuple[LiveValue, ...] = ()
    recent: tuple[str, ...] = ()
    jumps: int = 0
    calm: int = 0
    conflict: str = ""
    watch: Watch = Watch()

    def value(self, quantity: str) -> LiveValue | None:
        """Return the last value of a quantity; None where it never said one."""
        return next((each for each in self.values if each.quantity == quantity), None)

    def number(self, quantity: str) -> float | None:
        """Return the last number of a quantity; None where it never said one."""
        found = self.value(quantity)
        return found.number if found else None


@checked_dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What became of one message of state.

    Args:
        live: How the device stands afterwards.
        counts: Whether its readings are to be kept: it is no duplicate, and no conflict.
        is_duplicate: Whether the same message had come before.
        faults: What is wrong, beyond what the message itself shows.
    """

    live: LiveState
    counts: bool
    is_duplicate: bool = False
    faults: tuple[Fault, ...] = ()


def stepped(live: LiveState, said: Said, *, received_at: datetime, serial: str = "") -> Step:
    """Return how a device stands after a message of state.

    A message that comes again, as brokers may deliver it, changes nothing. One that is older than
    the newest counts as a reading, and leaves the newest state.

    Args:
        live: How it stood.
        said: What the message says.
        received_at: When it came.
        serial: The serial number that the registry has for the device; empty for none.
    """
    mark = _mark(said)
    if mark and mark in live.recent:
        return Step(live=live, counts=False, is_duplicate=True)
    jumps, calm = _steadiness(live, said)
    recent = (*live.recent, mark)[-_REMEMBERED:] if mark else live.recent
    conflict = live.conflict or _conflict(live.of, said, serial or live.serial, jumps)
    if conflict or (live.at is not None and said.at < live.at):
        after = replace(
            live,
            received_at=received_at,
            recent=recent,
            jumps=jumps,
            calm=calm,
            conflict=conflict,
        )
        return Step(live=after, counts=not conflict, faults=_identity(conflict))
    after = LiveState(
        of=live.of,
        at=said.at,
        received_at=received_at,
        sequence=said.sequence,
        serial=said.serial or live.serial,
        firmware=said.firmware or live.firmware,
        availability=live.availability,
        availability_at=live.availability_at,
        values=tuple(_values(live, said)),
        recent=recent,
        jumps=jumps,
        calm=calm,
        watch=live.watch,
    )
    return Step(live=after, counts=True)


def heard_available(live: LiveState, raw: bytes, *, received_at: datetime) -> LiveState | Fault:
    """Return how a device stands after the broker told whether it is connected."""
    word = raw[:20].decode("utf-8", "replace").strip().lower()
    if word not in {ONLINE, OFFLINE}:
        words = f"Availability is “{word}”; expected {ONLINE} or {OFFLINE}."
        return Fault(kind=FaultKind.UNREADABLE, words=words)
    at = live.availability_at if word == live.availability else received_at
    return replace(live, availability=word, availability_at=at)


def settled(live: LiveState, *, serial: str) -> LiveState:
    """Return how a device stands after somebody has told which of two it is."""
    return replace(live, conflict="", jumps=0, calm=0, serial=serial, recent=())


def _mark(said: Said) -> str:
    """Return what tells a message from others of its device; empty where nothing does."""
    if said.sequence is None and not said.is_own_clock:
        return ""
    at = said.at.isoformat() if said.is_own_clock else ""
    if said.sequence is not None:
        return f"{said.sequence}@{at}"
    return f"{at}={','.join(each.shown for each in said.readings)}"


def _steadiness(live: LiveState, said: Said) -> tuple[int, int]:
    """Return how often numbers have lately jumped back, and for how many states they have not."""
    is_back = (
        said.sequence is not None
        and live.sequence is not None
        and live.at is not None
        and said.sequence < live.sequence
        and said.at >= live.at
    )
    if is_back:
        return live.jumps + 1, 0
    calm = live.calm + 1
    return (0 if calm > _CALM else live.jumps), calm


def _identity(conflict: str) -> tuple[Fault, ...]:
    return (Fault(kind=FaultKind.IDENTITY, words=conflict),) if conflict else ()


def _conflict(of: DeviceId, said: Said, serial: str, jumps: int) -> str:
    if said.serial and serial and said.serial != serial:
        return (
            f"{of} is {serial}, and {said.serial} speaks in its name. What comes is set aside "
            "until somebody adopts the device again with the serial number that it has."
        )
    if jumps >= _JUMPS:
        return (
            f"The numbers of the messages of {of} go back and forth, as when two devices "
            "speak in one name. What comes is set aside until somebody adopts it again."
        )
    return ""


def _values(live: LiveState, said: Said) -> Iterator[LiveValue]:
    new = {each.quantity for each in said.readings}
    yield from (each for each in live.values if each.quantity not in new)
    for each in said.readings:
        yield LiveValue(quantity=each.quantity, shown=each.shown, unit=each.unit, at=said.at)
