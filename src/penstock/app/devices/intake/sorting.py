"""From messages to what is kept: how devices stand, what they measured, and what was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from penstock.app.devices.intake.consents import ANALYTICS, DER_PROGRAM, FUNCTIONALITY, MARKETING
from penstock.app.devices.intake.messages import Message
from penstock.app.devices.intake.outcome import Outcome
from penstock.app.devices.intake.register import Register
from penstock.casework.device.alerts.watching import watched
from penstock.casework.device.commands import answer_in
from penstock.casework.device.discovery import Announcement, announced
from penstock.casework.device.faults import Fault, FaultKind
from penstock.casework.device.identity import (
    Channel,
    DeviceId,
    ForeignTopicError,
    Heard,
    complained_of,
    heard,
)
from penstock.casework.device.live import LiveState, heard_available, stepped
from penstock.casework.device.readings import Reading, Said, said, too_large
from penstock.casework.device.registry import Device, State, described, offered
from penstock.store.parquet.device_days import DeviceRow

_HEALTH = frozenset({"battery", "signal"})
"""What tells of the device and not of those who live there: support needs it in any case."""
_KEPT_FOR = (ANALYTICS, MARKETING, DER_PROGRAM)
_MOST_GARBAGE = 10_000


@dataclass
class Sorter:
    """Sorts messages of many homes.

    Args:
        register: What is known of homes and devices; how they stand changes in it.
    """

    register: Register
    _garbage: set[bytes] = field(default_factory=set)

    def sort(self, messages: Sequence[Message], *, now: datetime) -> Outcome:
        """Return what becomes of messages, in their order."""
        self.register.look({each.home for each in messages} - {""})
        outcome = Outcome()
        for each in messages:
            try:
                self._sort(each, outcome)
            except Exception as error:  # one message of one home stops no other
                self._wrong(_who(each), [_unsorted(error)], each, outcome)
        self._watch(outcome, now)
        return outcome

    def _sort(self, message: Message, outcome: Outcome) -> None:
        outcome.tally["received"] += 1
        if home := complained_of(message.topic):
            self._held_back(home, message, outcome)
            return
        try:
            who = heard(message.topic)
        except ForeignTopicError as error:
            fault = Fault(kind=FaultKind.TOPIC, words=str(error))
            self._wrong(None, [fault], message, outcome)
            return
        if message.is_too_large:
            self._wrong(who.id, [too_large(message.size)], message, outcome)
            return
        match who.channel:
            case Channel.CONFIG:
                self._announced(who, message, outcome)
            case Channel.ACK:
                self._answered(who.id, message, outcome)
            case Channel.AVAILABILITY:
                self._available(who.id, message, outcome)
            case _:
                self._state(who.id, message, outcome)

    def _held_back(self, home: str, message: Message, outcome: Outcome) -> None:
        """Count what our broker did not let a home do, in the broker's own words."""
        fault = Fault(kind=FaultKind.BROKER, words=message.raw.decode(errors="replace"))
        is_known = home in self.register.homes
        outcome.add(fault, replace(message, raw=b""), home=home if is_known else "", device="")

    def _state(self, of: DeviceId, message: Message, outcome: Outcome) -> None:
        device = self._device(of, message, outcome)
        if device is None:
            return
        if device.state is not State.ADOPTED:
            outcome.tally["set_aside"] += 1
            self._stands(replace(self.register.live(of), received_at=message.at), outcome)
            return
        found = said(message.raw, received_at=message.at, units=device.unit_of)
        if message.is_retained and found.is_nothing:
            self._retained(of, found, message, outcome)
            return
        self._wrong(of, found.faults, message, outcome, is_aside=found.is_nothing)
        covered = self.register.covered(of.home).at(found.at)
        is_covered = FUNCTIONALITY in covered
        before = self.register.live(of)
        step = stepped(
            before if is_covered else _healthy(before),
            found if is_covered else _of_health(found),
            received_at=message.at,
            serial=device.serial,
        )
        self._wrong(of, step.faults, message, outcome)
        if step.is_duplicate:
            outcome.tally["repeated"] += 1
            return
        self._stands(step.live, outcome)
        if step.counts:
            self._keep(device, found, covered, message.at, outcome)

    def _keep(
        self,
        device: Device,
        found: Said,
        covered: dict[str, str],
        received_at: datetime,
        outcome: Outcome,
    ) -> None:
        if not any(each in covered for each in _KEPT_FOR):
            outcome.tally["live_only"] += 1
            return
        outcome.rows += [_row(device, found, each, covered, received_at) for each in found.readings]
        outcome.tally["kept"] += len(found.readings)

    def _available(self, of: DeviceId, message: Message, outcome: Outcome) -> None:
        if self._device(of, message, outcome) is None:
            return
        found = heard_available(self.register.live(of), message.raw, received_at=message.at)
        if isinstance(found, Fault):
            kind = FaultKind.RETAINED if message.is_retained else found.kind
            self._wrong(of, [replace(found, kind=kind)], message, outcome)
        else:
            self._stands(found, outcome)

    def _announced(self, who: Heard, message: Message, outcome: Outcome) -> None:
        found = announced(who, message.raw)
        self._wrong(who.id, found.faults, message, outcome)
        device = self._device(who.id, message, outcome) if found.things else None
        if device is None:
            return
        for thing in found.things:
            self._require_same(device, thing, message, outcome)
            device = described(device, thing)
        if device is not self.register.known.get(who.id):
            self._describes(device, outcome)

    def _require_same(
        self, device: Device, thing: Announcement, message: Message, outcome: Outcome
    ) -> None:
        other = device.state is State.ADOPTED and device.serial and thing.serial
        if not other or thing.serial == device.serial:
            return
        words = (
            f"{device.of} is {device.serial}, and {thing.serial} announces itself in its name. "
            "What comes is set aside until somebody adopts the device again with the serial "
            "number that it has."
        )
        self._wrong(device.of, [Fault(kind=FaultKind.IDENTITY, words=words)], message, outcome)
        self._stands(replace(self.register.live(device.of), conflict=words), outcome)

    def _answered(self, of: DeviceId, message: Message, outcome: Outcome) -> None:
        found = answer_in(message.raw)
        if isinstance(found, Fault):
            self._wrong(of, [found], message, outcome)
        else:
            outcome.answers.append((of, found, message.at))

    def _retained(self, of: DeviceId, found: Said, message: Message, outcome: Outcome) -> None:
        """Tell once of what the broker had kept and is nothing: it comes with each connection."""
        mark = sha256(message.topic.encode() + b"\0" + message.raw).digest()
        outcome.tally["set_aside"] += 1
        if mark in self._garbage or len(self._garbage) >= _MOST_GARBAGE:
            return
        self._garbage.add(mark)
        because = found.faults[0].words if found.faults else "It says nothing that is measured."
        words = f"The broker had kept a message that is no state. {because} Clear it at the broker."
        fault = Fault(kind=FaultKind.RETAINED, words=words)
        self._wrong(of, [fault], message, outcome, is_aside=False)

    def _device(self, of: DeviceId, message: Message, outcome: Outcome) -> Device | None:
        """Return a device; one that nobody knows is offered, and one too many is none."""
        known = self.register.known.get(of)
        if known is not None:
            return known
        if not self.register.takes_offer(of):
            words = f"{of.home} offers more devices than are taken note of; {of.device} is not."
            self._wrong(of, [Fault(kind=FaultKind.OFFERS, words=words)], message, outcome)
            return None
        new = offered(of, at=message.at)
        self._describes(new, outcome)
        return new

    def _describes(self, device: Device, outcome: Outcome) -> None:
        before = outcome.devices.get(device.of)
        # All that is new of one device is one version.
        version = before.version if before else device.version
        outcome.devices[device.of] = replace(device, version=version)
        self.register.describe(outcome.devices[device.of])

    def _stands(self, live: LiveState, outcome: Outcome) -> None:
        outcome.live[live.of] = live
        self.register.put(live)

    def _watch(self, outcome: Outcome, now: datetime) -> None:
        for name in sorted({each.home for each in outcome.live}):
            home, before = self.register.homes.get(name), self.register.live_of_home(name)
            after = watched(before, home, now=now) if home else before
            for earlier, each in zip(before, after, strict=True):
                if each is not earlier:
                    self._stands(each, outcome)

    def _wrong(
        self,
        of: DeviceId | None,
        faults: Sequence[Fault],
        message: Message,
        outcome: Outcome,
        *,
        is_aside: bool = True,
    ) -> None:
        if not faults:
            return
        outcome.tally["set_aside"] += is_aside
        is_known = of is not None and of.home in self.register.homes
        home = of.home if of and is_known else ""
        device = of.device if of and home and of in self.register.known else ""
        for each in faults:
            outcome.add(each, message, home=home, device=device)


def _who(message: Message) -> DeviceId | None:
    try:
        return heard(message.topic).id
    except ForeignTopicError:
        return None


def _unsorted(error: Exception) -> Fault:
    words = (
        f"Penstock stumbled over a message ({type(error).__name__}: {str(error)[:120]}), and has "
        "set it aside. Please report how it begins, and what sent it."
    )
    return Fault(kind=FaultKind.UNSORTED, words=words)


def _of_health(found: Said) -> Said:
    allowed = tuple(each for each in found.readings if each.quantity in _HEALTH)
    return replace(found, readings=allowed)


def _healthy(live: LiveState) -> LiveState:
    """Return how a device stands without what was said under a consent that is over."""
    return replace(live, values=tuple(each for each in live.values if each.quantity in _HEALTH))


def _row(
    device: Device,
    found: Said,
    reading: Reading,
    covered: dict[str, str],
    received_at: datetime,
) -> DeviceRow:
    return DeviceRow(
        home=device.of.home,
        device=device.of.device,
        serial=found.serial or device.serial,
        quantity=reading.quantity,
        value=reading.value,
        word=reading.word,
        unit=reading.unit,
        at=found.at,
        received_at=received_at,
        sequence=found.sequence,
        is_own_clock=found.is_own_clock,
        consents=covered,
    )
