"""Intake without a network, for tests: messages are handed over."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from penstock.app.devices.intake.listening import Listener
from penstock.app.devices.intake.messages import Message, message
from penstock.app.devices.intake.register import Register
from penstock.app.devices.intake.shares import Limits
from penstock.app.devices.intake.sorting import Sorter
from penstock.app.devices.keeping import devices_of
from penstock.casework.device.identity import Channel, DeviceId
from penstock.casework.device.live import LiveState
from penstock.casework.device.ports import Devices
from penstock.casework.device.registry import Home
from penstock.casework.device.status import Link
from penstock.delivery.ports import Store
from penstock.governance.consent.consent import Consent
from penstock.store.memory import MemoryStore
from penstock.store.parquet.device_days import DeviceDays
from tests.smart_devices import HALL, HOME, NOON, device
from tests.smart_devices import message as state


def consent(purpose: str, *, home: Home = HOME, **changes: Any) -> Consent:
    """Return a proven consent of a home's customer to one purpose."""
    fields: dict[str, Any] = {
        "id": f"C-{purpose}",
        "customer": home.customer,
        "premise": home.premise,
        "account": home.account,
        "grantee": "regulated" if purpose == "der_program" else "non-regulated",
        "data_classes": frozenset({"smart_home"}),
        "purposes": frozenset({purpose}),
        "start": NOON - timedelta(days=1),
        "end": NOON + timedelta(days=36_500),
        "text_sha256": "5e55",
        "text_version": "1",
        "channel": "web",
        "given_at": NOON - timedelta(days=1),
        "identity_proof": "link",
    }
    return Consent(**{**fields, **changes})


@dataclass
class Handed:
    """A connection whose messages a test hands over."""

    now: datetime = NOON
    link: Link = Link.CONNECTED
    because: str = ""
    since: datetime = NOON
    waiting: list[Message] = field(default_factory=list)
    acknowledged: list[Message] = field(default_factory=list)
    published: list[tuple[str, bytes]] = field(default_factory=list)

    def hand(self, topic: str, raw: bytes, *, is_retained: bool = False) -> None:
        self.waiting.append(
            message(topic, raw, at=self.now, is_retained=is_retained, token=(1, 1, 1))
        )

    def take(self, *, most: int, wait_s: float) -> list[Message]:
        del wait_s
        found, self.waiting = self.waiting[:most], self.waiting[most:]
        return found

    def acknowledge(self, messages: Sequence[Message]) -> None:
        self.acknowledged += messages

    def publish(self, topic: str, payload: bytes) -> "Handed":
        self.published.append((topic, payload))
        return self

    def is_published(self) -> bool:
        return True


@dataclass
class Hearing:
    """A home with one device that was adopted, and a listener."""

    folder: Path
    limits: Limits = field(default_factory=Limits)
    store: Store = field(default_factory=MemoryStore)
    line: Handed = field(default_factory=Handed)
    elapsed_s: float = 0.0
    is_known: bool = True

    def __post_init__(self) -> None:
        if self.is_known and self.devices.entry(Home, "elm_7") is None:
            new = device()
            self.devices.keep(HOME)
            self.devices.keep(type(new)(of=HALL, offered_at=NOON), new)
        self.listener = self.begun()

    @property
    def devices(self) -> Devices:
        return devices_of(self.store)

    def begun(self) -> Listener:
        """Return a listener that knows what is on the disk alone."""
        register = Register(devices=self.devices, consents=self.store.consents)
        return Listener(
            connection=self.line,
            devices=self.devices,
            sorter=Sorter(register=register),
            folder=self.folder,
            now=lambda: self.line.now,
            limits=self.limits,
            elapsed_s=lambda: self.elapsed_s,
        )

    def allow(self, *purposes: str) -> None:
        for each in purposes:
            self.store.consents.keep(consent(each))

    def says(self, of: DeviceId = HALL, /, **fields: Any) -> None:
        at = fields.pop("when", self.line.now)
        self.line.hand(of.topic(Channel.STATE), state(at, **fields))

    def sort(self) -> None:
        """Take in all that was handed over, and sort it."""
        while self.listener.turn(wait_s=0):
            pass
        self.listener.sort()

    def live(self, of: DeviceId = HALL) -> LiveState:
        found = self.devices.live_of([of.home])
        return next((each for each in found if each.of == of), LiveState(of=of))

    def rows(self) -> list[dict[str, Any]]:
        days = DeviceDays(self.folder / "telemetry")
        homes = {each.name for each in self.devices.entries(Home)}
        return [row for day in days.days() for home in homes for row in days.rows(day, home=home)]

    def faults(self) -> dict[str, int]:
        found: Counter[str] = Counter()
        for each in self.devices.faults():
            found[each.kind.value] += each.count
        return dict(found)
