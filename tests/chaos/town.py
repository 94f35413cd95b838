"""Homes in support with devices on a broker, and what has to become of them by itself."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from penstock.app.cases import Cases
from penstock.app.cases.binding import NO_STREAMS
from penstock.app.cases.opening import opened
from penstock.app.clock import now
from penstock.app.devices.campaigns import Campaigns
from penstock.app.devices.homes import Homes
from penstock.app.devices.keeping import devices_of
from penstock.app.loading import reference_company
from penstock.app.streams.ports import NO_PORTS
from penstock.casework.device.commands import OPEN, DeviceCommand
from penstock.casework.device.firmware import FirmwareCampaign, Result, Wave, campaign_named
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.registry import Home, adopted, offered
from penstock.simulation.homes.announcing import LATEST
from penstock.simulation.homes.drawing import HUB, DrawnDevice, DrawnHome
from penstock.simulation.homes.kinds import MAKES, DeviceKind, Temper
from penstock.simulation.homes.playing import PlayedHome
from penstock.simulation.homes.speaking import Said
from tests.chaos.verdict import Verdict
from tests.device_intake import consent
from tests.living_home import PLATFORM, STAGES_BEFORE, WHOSE
from tests.played_homes import played_homes
from tests.unit.app.cases.bench import Bench

DYING, _TICKETS = "den_room", "Support tickets"
DEVICES = {
    HUB: (DeviceKind.HUB, Temper.HONEST),
    "hall_thermostat": (DeviceKind.THERMOSTAT, Temper.HONEST),
    "loft_room": (DeviceKind.SENSOR, Temper.HONEST),
    DYING: (DeviceKind.SENSOR, Temper.DIES),
}
TROUBLES = frozenset({(DYING, "low battery"), (DYING, "firmware")})
"""The tickets of each home: what is dying says so, and refuses the new firmware."""


def drawn(homes: int) -> tuple[DrawnHome, ...]:
    """Return so many homes."""
    return tuple(
        DrawnHome(name=name, devices=tuple(_drawn(name, each) for each in DEVICES))
        for name in (f"home_{number}" for number in range(1, homes + 1))
    )


def _drawn(home: str, name: str) -> DrawnDevice:
    kind, temper = DEVICES[name]
    return DrawnDevice(
        home=home, name=name, kind=kind, temper=temper, serial=f"QE-{home}-{name}", room=name
    )


@dataclass
class Town:
    """Homes in a database.

    Args:
        address: The database.
        homes: The homes.
        heard: How often devices were told each command, by its id.
    """

    address: str
    homes: tuple[DrawnHome, ...]
    heard: Counter[str] = field(default_factory=Counter)

    def build(self) -> "Town":
        """Bring a case of each home to support, and begin a campaign of firmware for each model."""
        with opened(self.address, folder=reference_company(), create=True) as cases:
            for number, home in enumerate(self.homes, start=1):
                _settle(cases, home, number=number)
            campaigns = _campaigns(cases)
            for kind in {kind for kind, _ in DEVICES.values()}:
                campaigns.begin(_campaign(MAKES[kind].model))
        return self

    def played(self) -> list[PlayedHome]:
        """Return the homes as they are played; what they are told is counted."""
        heard = self.heard

        class Heard(PlayedHome):
            def hear(self, topic: str, payload: bytes, *, after_s: float) -> Said | None:
                heard[json.loads(payload)["id"]] += 1
                return super().hear(topic, payload, after_s=after_s)

        return played_homes(self.homes, kind=Heard)

    def numbers(self, cases: Cases) -> int:
        """Return how often a thermostat has spoken, as far as it is kept."""
        of = DeviceId(self.homes[0].name, "hall_thermostat")
        live = {each.of: each for each in devices_of(cases.store).live_of([of.home])}
        return (live[of].sequence or 0) if of in live else 0

    def left(self, cases: Cases) -> str:
        """Return what is still to be done, in a sentence; empty where all is."""
        waves = {each.campaign.name: each.campaign.wave for each in _campaigns(cases).all()}
        late = [f"{name} is at: {wave}" for name, wave in waves.items() if wave != Wave.DONE]
        found = {home.name: set(self._tickets(cases, home)) for home in self.homes}
        lacking = {home: TROUBLES - each for home, each in found.items()}
        late += [f"{home} lacks {set(each)}" for home, each in lacking.items() if each]
        return "; ".join(late)

    @contextmanager
    def looked_at(self) -> Iterator[Cases]:
        """Yield the cases as somebody sees them who looks on."""
        with opened(self.address, folder=reference_company()) as cases:
            yield cases

    def judged(self, *, kills: int) -> Verdict:
        """Hold against each other what cases, registry and devices have of it."""
        verdict = Verdict()
        with self.looked_at() as cases:
            for home in self.homes:
                tickets = self._tickets(cases, home)
                verdict.wrong += _wrong_with_tickets(home.name, tickets)
                verdict.cases += 1
            devices = devices_of(cases.store)
            commands = devices.entries(DeviceCommand)
            verdict.answered = len(commands)
            verdict.wrong += _wrong_with_campaigns(_campaigns(cases), len(self.homes))
        verdict.wrong += self._wrong_with_commands(commands, most=1 + kills)
        return verdict

    def _tickets(self, cases: Cases, home: DrawnHome) -> Counter[tuple[str, str]]:
        """Return how often each trouble of a home was reported, in all of its tickets."""
        case_id = _case(home.name)
        if not cases.case(case_id).has(_TICKETS):
            return Counter()
        found: list[dict[str, Any]] = json.loads(cases.content(case_id, _TICKETS))["tickets"]
        told: Counter[tuple[str, str]] = Counter()
        for each in found:
            told[each["subject"], each["cause"]] += each["times"]
        return told

    def _wrong_with_commands(
        self, commands: tuple[DeviceCommand, ...], *, most: int
    ) -> Iterator[str]:
        known = {each.id for each in commands}
        for name in self.heard.keys() - known:
            yield f"{name} came to a device, and nobody kept it"
        for each in commands:
            if each.state in OPEN:
                yield f"{each.id} to {each.of} is {each.state} in the end"
            if not 1 <= self.heard[each.id] <= most:
                yield f"{each.id} came to {each.of} {self.heard[each.id]} times"
        told = Counter(each.of for each in commands)
        for home in self.homes:
            for device in home.devices:
                if (times := told[DeviceId(home.name, device.name)]) != 1:
                    yield f"{home.name}/{device.name} was told {times} times to install"


def _settle(cases: Cases, home: DrawnHome, *, number: int) -> None:
    case_id, since = _case(home.name), now() - timedelta(days=1)
    whose: dict[str, Any] = WHOSE | {"premise": f"{number} Elm Street", "account": f"A-{number}"}
    bench = Bench(replace(cases, streams=NO_STREAMS, ports=NO_PORTS), actor=f"Ada {number}")
    bench.open("NCV-01", case_id=case_id, product="NONREG-SH-001", **whose)
    bench.attest_entry(case_id)
    for _ in range(STAGES_BEFORE):
        bench.work_stage(case_id)
    platform = PLATFORM | {"home": home.name, "devices": [each.name for each in home.devices]}
    cases.record(case_id, "Active smart home platform", json.dumps(platform).encode(), bench.by())
    kept = Home(name=home.name, case_id=case_id, entered_at=since, **whose)
    devices_of(cases.store).keep(kept)
    for each in home.devices:
        _adopt(cases, each)
    given = consent("functionality", home=kept, id=f"C-{number}", start=since, given_at=since)
    cases.store.consents.keep(given)


def _adopt(cases: Cases, each: DrawnDevice) -> None:
    devices, of, at = devices_of(cases.store), DeviceId(each.home, each.name), now()
    new = replace(offered(of, at=at), model=MAKES[each.kind].model)
    devices.keep(new)
    devices.keep(adopted(new, by="Sol", at=at, serial=each.serial))


def _campaign(model: str) -> FirmwareCampaign:
    return FirmwareCampaign(
        name=campaign_named(model, LATEST),
        model=model,
        firmware=LATEST,
        because="Older ones forget their schedule.",
        begun_by="Pat",
        begun_at=now(),
        first_homes=1,
        bear_percent=100,
    )


def _campaigns(cases: Cases) -> Campaigns:
    homes = Homes(devices=devices_of(cases.store), now=now)
    return Campaigns(homes=homes, consents_of=cases.store.consents.of_customer)


def _case(home: str) -> str:
    return f"NCV-01-{home.upper()}"


def _wrong_with_tickets(home: str, told: Counter[tuple[str, str]]) -> Iterator[str]:
    for each in TROUBLES - told.keys():
        yield f"{home} has no ticket of {each}"
    for each, times in told.items():
        if each not in TROUBLES:
            yield f"{home} has a ticket of {each}, which is right"
        elif times != 1:
            yield f"{home} has {each} {times} times"


def _wrong_with_campaigns(campaigns: Campaigns, homes: int) -> Iterator[str]:
    for each in campaigns.all():
        found = each.as_json()
        stayed = homes if each.campaign.model == MAKES[DeviceKind.SENSOR].model else 0
        wanted = {
            Result.UPDATED.name.lower(): homes,
            Result.STAYED.name.lower(): stayed,
            Result.UNDER_WAY.name.lower(): 0,
            "tickets": stayed,
            "waiting": 0,
        }
        if counts := {name: found[name] for name in wanted if found[name] != wanted[name]}:
            yield f"{each.campaign.name} counts {counts}; expected {wanted}"
