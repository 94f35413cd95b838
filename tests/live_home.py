"""A home that is installed on a broker that is there: its devices, who listens, and its pages."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from starlette.testclient import TestClient

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import opened
from penstock.app.clock import now
from penstock.app.devices.broker.permits import SERVER
from penstock.app.devices.simulating.playing import Play, Played, played
from penstock.app.items.values import value_of
from penstock.app.loading import reference_company
from penstock.app.telemetry.broker import AUTHORITY, PASSWORD, broker_alone
from penstock.app.watching import Watch
from penstock.casework.checklist.steps import Step
from penstock.casework.device.registry import Device, Home
from penstock.delivery.items import item_type
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.simulation.homes.drawing import DrawnDevice, DrawnHome
from penstock.simulation.homes.kinds import DeviceKind, Temper
from penstock.simulation.homes.playing import PlayedHome
from penstock.store.parquet.device_days import DeviceDays
from penstock.streams.ncv_01_smart_home import items
from penstock.web.live.building import served_shell
from penstock.web.shelf import Shelf
from penstock.web.site import Edition
from tests.brokers import PATIENCE_S, OwnBroker, until
from tests.device_intake import consent
from tests.home_sale import HomeCase
from tests.houses import Office
from tests.smart_home_site import RIGHT
from tests.smart_home_site import played as said_by_company
from tests.solar_installation import PHOTO

HOME, CASE, INSTALLER = "home_1", "HOME-1", "ivan"
HERE = f"/field/jobs/{CASE}"
Form = dict[str, str]
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
# What devices say in a minute they say in a second.
_PACE = 60.0


@dataclass
class LiveHome(Office):
    """A home whose installation begins, with the broker that its devices speak to."""

    folder: Path = field(kw_only=True)
    broker: OwnBroker = field(kw_only=True)
    _listening: "subprocess.Popen[bytes] | None" = None

    @property
    def case(self) -> HomeCase:
        return HomeCase(replace(self.cases, bound=frozenset()), CASE)

    @property
    def work(self) -> items.InstallationWork:
        kind = item_type(items.InstallationWork)
        assert kind is not None
        content = self.cases.content(CASE, "Installation work")
        found = value_of(kind, content, item="Installation work")
        assert isinstance(found, items.InstallationWork)
        return found

    @property
    def registry(self) -> Any:
        return self.cases.store.devices  # type: ignore[attr-defined]

    def devices(self) -> tuple[Device, ...]:
        found: tuple[Device, ...] = self.registry.entries(Device, home=HOME)
        return found

    def listen(self) -> None:
        """Begin `penstock devices listen`."""
        penstock = [sys.executable, "-m", "penstock.cli.main", "devices", "listen"]
        where = ["--database", self.kept.database, "--into", str(self.folder / "in")]
        address = f"mqtts://{SERVER}@127.0.0.1:{self.broker.port}"
        secrets = {PASSWORD: self.broker.passwords[SERVER], AUTHORITY: str(self.broker.authority)}
        told = self.folder / "heard"
        with told.open("wb") as out:
            self._listening = subprocess.Popen(
                [*penstock, address, *where], env=os.environ | secrets, stdout=out, stderr=out
            )
        until(lambda: "Listening to" in told.read_text(), "a program that listens")

    def hear_no_more(self) -> None:
        """Stop listening, and wait until all that came is sorted."""
        if self._listening is not None:
            self._listening.send_signal(signal.SIGTERM)
            assert self._listening.wait(PATIENCE_S) == 0, (self.folder / "heard").read_text()
            self._listening = None

    def online(self) -> int:
        """Return how many devices answer, as the page of the home says."""
        page = self.page().text(f"/devices/{HOME}")
        return len(re.findall(r'data-label="Stands">online<', page))

    def numbers(self) -> dict[str, list[int]]:
        """Return the numbers of what each device said, as far as it is kept, in order."""
        days, found = DeviceDays(self.folder / "in" / "telemetry"), dict[str, list[int]]()
        for row in (each for day in days.days() for each in days.rows(day, home=HOME)):
            found.setdefault(row["device"], []).append(row["sequence"])
        return {device: sorted(set(numbers)) for device, numbers in found.items()}

    def allow(self) -> None:
        """Let the customer allow that what the devices say is kept."""
        home = self.registry.entry(Home, HOME)
        since = now() - timedelta(days=1)
        until = since + timedelta(days=365)
        dates = {"start": since, "end": until, "given_at": since}
        for purpose in ("functionality", "analytics"):
            self.cases.store.consents.keep(consent(purpose, home=home, **dates))

    def page(self) -> "JobPage":
        return JobPage(self.client(INSTALLER))


@dataclass
class JobPage:
    """The page of a job, as an installer's phone shows it."""

    client: TestClient

    def text(self, path: str = HERE) -> str:
        return unescape(self.client.get(path).text)

    def form(self, what: str, step: str = "", shows: str = "") -> Form:
        """Return what a form of the page sends by itself."""
        forms = re.findall(r"<form[^>]*method=\"post\"[^>]*>.*?</form>", self.text(), re.DOTALL)
        found = [dict(_HIDDEN.findall(each)) for each in forms]
        wanted = {"what": what, "step": step, "shows": shows}
        return next(
            each
            for each in found
            if all(each.get(name, "") == value for name, value in wanted.items())
        )

    def send(self, form: Form, photo: bytes | None = None) -> str:
        """Send a form, and return where it leads, or why it is refused."""
        files = None if photo is None else {"photo": ("a.jpg", photo, "image/jpeg")}
        answer = self.client.post(HERE, data=form, files=files)
        return answer.headers.get("location") or unescape(answer.text)

    def report(self, step: Step, serial: str = "") -> Form:
        """Send the photos of a step and what is right of it; return the form that was sent last."""
        for shows in step.photos:
            assert "?done=sent" in self.send(self.form("photo", step.id, shows), PHOTO)
        typed = {f"reading:{each.name}": RIGHT[each.name] for each in step.readings}
        typed |= {f"serials:{each}": serial for each in step.serial_parts}
        form = self.form("report", step.id) | typed | {"signed_by": "Ivan Installer"}
        assert "?done=sent" in self.send(form)
        return form


class Devices:
    """The devices of a home, which speak in a thread of the test.

    Args:
        home: The home.
        devices: What hangs in it.
    """

    def __init__(self, home: LiveHome, devices: Sequence[Device]) -> None:
        hub_first = sorted(devices, key=lambda each: each.of.device != "hub")
        drawn = DrawnHome(name=HOME, devices=tuple(_drawn(each) for each in hub_first))
        address = broker_alone(f"mqtts://{HOME}@127.0.0.1:{home.broker.port}")
        self._play = Play(
            homes=[PlayedHome(drawn, seed=1, begins_at=now(), pace=_PACE)],
            broker=replace(address, authority=str(home.broker.authority)),
            passwords=home.broker.passwords,
        )
        self._thread = threading.Thread(target=lambda: asyncio.run(self._speak()))
        self._began = threading.Event()
        self.outcome: Played | None = None

    def start(self) -> None:
        self._thread.start()
        assert self._began.wait(PATIENCE_S)

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._until.set)
            self._thread.join(PATIENCE_S)

    async def _speak(self) -> None:
        self._loop, self._until = asyncio.get_running_loop(), asyncio.Event()
        self._began.set()
        self.outcome = await played(replace(self._play, until=self._until))


def _drawn(device: Device) -> DrawnDevice:
    name = device.of.device
    kinds = {
        "thermostat": DeviceKind.THERMOSTAT,
        "plug": DeviceKind.PLUG,
        "hub": DeviceKind.HUB,
    }
    kind = next((kind for word, kind in kinds.items() if word in name), DeviceKind.SENSOR)
    return DrawnDevice(
        home=HOME,
        name=name,
        kind=kind,
        temper=Temper.HONEST,
        serial=device.serial,
        room=name.partition("_")[0],
    )


@contextmanager
def live_home(folder: Path) -> Iterator[LiveHome]:
    """Yield a home whose job is released to an installer, and the broker of its devices."""
    documents, database = reference_company(), f"sqlite:///{folder / 'cases.db'}"
    shelf = Shelf(partial(Edition.of, documents), Watch(documents), served_shell())
    kept = KeptOpen(database=database, folder=documents)
    place = folder / "broker"
    place.mkdir()
    broker = OwnBroker(folder=place, is_secret=True, homes={HOME: ("hub",)})
    with opened(database, folder=documents, create=True) as cases, closing(kept):
        kept.hold(cases)
        home = LiveHome(cases=cases, kept=kept, shelf=shelf, folder=folder, broker=broker)
        _release(home)
        try:
            yield home
        finally:
            home.hear_no_more()
            broker.stop()


def _release(home: LiveHome) -> None:
    case = home.case.opened(account_id="AES-7")
    case.sold()
    case.over()
    requirements = said_by_company(items.InstallationRequirements, "installation-requirements")
    case.record("Installation requirements", _plain(requirements))
    case.do("reserve").do("plan-visit", latitude=36.05, longitude=-79.8)
    case.do("confirm-visit", by="Ana Rivera, by telephone").do("release").over()
    case.record("Devices", _plain(said_by_company(items.Devices, "devices")))
    case.record("Site access", {"lets_in": "Ana Rivera"})
    # From the first role that somebody holds, only who holds one may work a stage.
    since = home.cases.now() - timedelta(days=9)
    began = Holding(person=INSTALLER, role="Solution Installer", since=since)
    home.cases.store.people.change(Change(begun=(began,)), by="HR", reason="joined")


def _plain(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = TypeAdapter(type(value)).dump_python(value, mode="json")
    return found
