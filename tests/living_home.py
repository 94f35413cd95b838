"""A home in its support stage, with devices that speak: for what is done for homes by itself."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from penstock.app.cases import By, new_key
from penstock.app.cases.binding import NO_STREAMS
from penstock.app.cases.opening import opened
from penstock.app.cases.usecases import Cases
from penstock.app.devices.keeping import devices_of
from penstock.app.loading import reference_company
from penstock.app.streams.ports import NO_PORTS
from penstock.casework.device.commands import Answer, DeviceCommand, answered, sent
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState, LiveValue
from penstock.casework.device.ports import Devices
from penstock.casework.device.registry import Device, Home, adopted, offered
from penstock.casework.device.status import STATUS_KEY, IntakeStatus, Link
from tests.contract.places import Place
from tests.device_intake import consent
from tests.home_sale import SITE
from tests.smart_devices import NOON
from tests.unit.app.cases.bench import Bench

CASE, HOME = "NCV-01-7", "ncv_01_7"
STAT, PLUG = DeviceId(HOME, "hall_thermostat"), DeviceId(HOME, "den_plug")
STAGES_BEFORE = 6
WHOSE: dict[str, Any] = {"customer": "Ada Byron", "premise": "7 Elm Street", "account": "A-1"}
PLATFORM: dict[str, Any] = {
    "home": HOME,
    "account_id": "A-1",
    "devices": [STAT.device, PLUG.device],
    "lowest_c": "18",
    "highest_c": "27",
    "activated_at": NOON.isoformat(),
}


_ALL_YEAR = list(range(1, 13))
_WORKDAY = [(0, "21", "as you like it"), (14, "19", "energy is dear"), (20, "21", "as you like it")]
_AIMS = {
    False: [{"from_hour": h, "target_c": c, "because": why} for h, c, why in _WORKDAY],
    True: [{"from_hour": 0, "target_c": "21", "because": "as you like it"}],
}
COMFORT: dict[str, Any] = {
    "limits": {"lowest_c": "18", "highest_c": "27", "heated_c": "21", "cooled_c": "24"},
    "tariff": "RES-E",
    "days": [
        {"months": _ALL_YEAR, "is_weekend": is_weekend, "manner": "heat", "aims": aims}
        for is_weekend, aims in _AIMS.items()
    ],
    "set_by": "Sol",
    "set_at": NOON.isoformat(),
}
"""Energy is dear from two in the afternoon to eight at night, on workdays."""


@dataclass
class LivingHome:
    """A home of which somebody hears, and its case.

    Args:
        cases: The cases, as a program opens them.
        now: The moment it is.
    """

    cases: Cases
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.cases = replace(self.cases, now=lambda: self.now)

    @property
    def devices(self) -> Devices:
        return devices_of(self.cases.store)

    def begun(self) -> "LivingHome":
        """Bring its case to support, and let the registry know the home."""
        plain = replace(self.cases, streams=NO_STREAMS, ports=NO_PORTS)
        bench = Bench(plain)
        bench.open("NCV-01", case_id=CASE, product="NONREG-SH-001", **WHOSE)
        bench.attest_entry(CASE)
        for _ in range(STAGES_BEFORE):
            bench.work_stage(CASE)
        self.record("Active smart home platform", PLATFORM)
        self.devices.keep(Home(name=HOME, case_id=CASE, entered_at=NOON, **WHOSE))
        for of in (STAT, PLUG):
            self.devices.keep(offered(of, at=NOON))
            self.keep(adopted(self.device(of), by="Sol", at=NOON))
        self.allowed("functionality")
        return self

    def with_schedule(self) -> "LivingHome":
        """Let its thermostat follow a tariff."""
        self.record("Site details", SITE | {"has_cooling": False})
        self.record("Comfort settings", COMFORT)
        known = self.device(STAT)
        self.keep(replace(known, kinds=("climate",), version=known.version + 1))
        return self

    def told(self) -> list[DeviceCommand]:
        """Return what its devices were told, the first first."""
        found = self.devices.entries(DeviceCommand, home=HOME)
        return sorted(found, key=lambda each: each.asked_at)

    def done(self, command: DeviceCommand) -> None:
        """Let a device do what it was told."""
        after = sent(command, at=self.now)
        answer = Answer(command_id=command.id, is_done=True)
        self.devices.keep(after)
        self.devices.keep(answered(after, answer, at=self.now))

    def device(self, of: DeviceId) -> Device:
        found = self.devices.entry(Device, str(of))
        assert found is not None
        return found

    def keep(self, device: Device) -> None:
        self.devices.keep(device)

    def allowed(self, purpose: str, **changes: Any) -> None:
        home = self.devices.entry(Home, HOME)
        assert home is not None
        self.cases.store.consents.keep(consent(purpose, home=home, **changes))

    def record(self, item: str, said: dict[str, Any]) -> None:
        by = By(actor="Sam", key=new_key())
        self.cases.record(CASE, item, json.dumps(said, default=str).encode(), by)

    def heard(self, *of: DeviceId, firmware: str = "2.4.1", **values: object) -> None:
        """Let devices say something now, and somebody listen to the broker."""
        told = tuple(
            LiveValue(quantity=name, shown=f"{each}", unit="", at=self.now)
            for name, each in values.items()
        )
        known = {each.of: each for each in self.devices.live_of([HOME])}
        live = [
            replace(
                known.get(each, LiveState(of=each)),
                at=self.now,
                received_at=self.now,
                firmware=firmware,
                values=told,
            )
            for each in of
        ]
        self.devices.keep_seen(live, [])
        self.listened()

    def listened(self, link: Link = Link.CONNECTED) -> None:
        """Let whoever listens to the broker say how it stands."""
        before = self.devices.entry(IntakeStatus, STATUS_KEY)
        version = before.version + 1 if before else 1
        status = IntakeStatus(link=link, since=NOON, broker="b:1", at=self.now, version=version)
        self.devices.keep(status)

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)

    def read(self, item: str) -> Any:
        return json.loads(self.cases.content(CASE, item))

    def versions(self, item: str) -> int:
        case = self.cases.case(CASE)
        return case.items[item].version if case.has(item) else 0


@contextmanager
def living(place: Place) -> Iterator[LivingHome]:
    """Yield a home in a database, as a program of its own has opened it."""
    with opened(place.address, folder=reference_company(), create=True) as cases:
        yield LivingHome(cases)
