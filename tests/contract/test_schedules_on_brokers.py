"""A price that changes, to a thermostat on a broker and back: told, acknowledged, shown."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from html import unescape
from pathlib import Path

import pytest

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.devices.broker.permits import SERVER
from penstock.app.devices.intake.opening import Intake
from penstock.app.devices.rounds.program import program_of
from penstock.app.devices.rounds.scheduling import Scheduler
from penstock.app.devices.simulating.playing import Played
from penstock.app.loading import reference_company
from penstock.app.telemetry.broker import Broker
from penstock.app.watching import Watch
from penstock.casework.device.commands import CommandState
from penstock.casework.device.live import LiveState
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.governance.consent.consent import ConsentStatus
from penstock.simulation.homes.drawing import DrawnDevice, DrawnHome
from penstock.simulation.homes.kinds import DeviceKind, Temper
from penstock.web.live.building import served_shell
from penstock.web.shelf import Shelf
from penstock.web.site import Edition
from tests.brokers import Mosquitto, OwnBroker, RunningBroker, until
from tests.contract.places import Place
from tests.houses import SELLER, Office
from tests.living_home import HOME, STAT, LivingHome, living
from tests.played_homes import played_homes, playing
from tests.smart_devices import NOON

pytest.importorskip("paho.mqtt.client", reason="paho-mqtt is not installed")

DEAR, CHEAP = timedelta(hours=6), timedelta(hours=12)
KINDS = {"hub": DeviceKind.HUB, STAT.device: DeviceKind.THERMOSTAT}
DRAWN = DrawnHome(
    name=HOME,
    devices=tuple(
        DrawnDevice(
            home=HOME, name=name, kind=kind, temper=Temper.HONEST, serial=f"QE-{name}", room="hall"
        )
        for name, kind in KINDS.items()
    ),
)


@dataclass
class SpokenTo:
    """A home with a schedule, whose thermostat is played on a broker.

    Args:
        home: The home.
        broker: The broker.
        folder: Where what devices say is kept.
        end: Ends the play, and tells what came of it.
    """

    home: LivingHome
    broker: RunningBroker
    folder: Path
    end: Callable[[], Played]

    def at(self, after: timedelta) -> str:
        """Let it be so late, go round once, and return what that says."""
        self.home.now = NOON + after
        return self.round()

    def round(self) -> str:
        """Do what a program does that has just been started."""
        program = program_of(self.home.cases)
        return Scheduler(program=program, devices=self.home.devices).once()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen to the broker meanwhile, as `penstock devices listen` does."""
        over = threading.Event()
        intake = Intake(
            broker=Broker(host="127.0.0.1", port=self.broker.port, topic="", user=SERVER),
            store=self.home.cases.store,
            folder=self.folder,
            now=lambda: self.home.now,
            password=self.broker.passwords[SERVER],
            every_s=0.02,
        )
        with intake.listening() as listener:

            def listen() -> None:
                while not over.is_set():
                    listener.turn(wait_s=0.02)

            thread = threading.Thread(target=listen)
            thread.start()
            try:
                yield
            finally:
                over.set()
                thread.join()

    def live(self) -> LiveState | None:
        """Return how the thermostat stands."""
        found = self.home.devices.live_of([HOME])
        return next((each for each in found if each.of == STAT), None)

    def aims_at(self, target_c: float) -> bool:
        """Tell whether the thermostat says that it aims at a temperature."""
        live = self.live()
        return live is not None and live.number("target_temperature") == target_c

    def is_done(self, commands: int) -> bool:
        """Tell whether it was told so often, and has acknowledged all of it."""
        states = [each.state for each in self.home.told()]
        return states == [CommandState.ACKNOWLEDGED] * commands

    def hear_more(self) -> None:
        """Wait until it has spoken again, and commands were looked at since."""
        later = self.sequence() + 3
        until(lambda: self.sequence() > later, "a later state")

    def sequence(self) -> int:
        """Return the number of what it said last; 0 for nothing."""
        live = self.live()
        return live.sequence or 0 if live else 0

    def page(self) -> str:
        """Return the page of the home, as somebody of support sees it."""
        folder, cases = reference_company(), self.home.cases
        since = self.home.now - timedelta(days=9)
        begun = (Holding(person=SELLER, role="Sales Consultant - AES", since=since),)
        cases.store.people.change(Change(begun=begun), by="HR", reason="joined")
        shelf = Shelf(partial(Edition.of, folder), Watch(folder), served_shell())
        with closing(KeptOpen(database=cases.store.address, folder=folder)) as kept:
            kept.hold(cases)
            office = Office(cases=cases, kept=kept, shelf=shelf)
            return unescape(office.client(SELLER).get(f"/devices/{HOME}").text)


@pytest.fixture(params=[OwnBroker, Mosquitto], ids=["own", "mosquitto"])
def broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBroker]:
    folder = tmp_path / "broker"
    folder.mkdir()
    running: RunningBroker = request.param(folder=folder, homes={HOME: tuple(KINDS)})
    running.start()
    yield running
    running.stop()


@pytest.fixture
def spoken(
    broker: RunningBroker, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SpokenTo]:
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    played = played_homes([DRAWN], begins_at=NOON)
    with living(place) as home, playing(broker, played) as end:
        home.begun().with_schedule()
        yield SpokenTo(home, broker, tmp_path / "in", end)


def test_a_thermostat_is_told_when_the_price_changes_and_its_answer_comes_back(
    spoken: SpokenTo,
) -> None:
    with spoken.listening():
        until(lambda: spoken.aims_at(20.0), "a thermostat as it left the works")

        said = [spoken.at(DEAR), spoken.round()]
        until(lambda: spoken.is_done(1) and spoken.aims_at(19.0), "19 °C while energy is dear")
        said += [spoken.at(CHEAP), spoken.round()]
        until(lambda: spoken.is_done(2) and spoken.aims_at(21.0), "21 °C while it is cheap")
        page = spoken.page()

    assert said == ["1 thermostat was told what to aim at.", ""] * 2
    assert '"target_temperature": 19.0' in page
    assert "acknowledged" in page
    assert spoken.end().commands == 2


def test_a_home_that_takes_its_consent_back_is_told_nothing(spoken: SpokenTo) -> None:
    home = spoken.home
    with spoken.listening():
        until(lambda: spoken.aims_at(20.0), "a thermostat as it left the works")
        home.allowed("functionality", version=2, status=ConsentStatus.REVOKED, revoked_at=NOON)

        assert spoken.at(DEAR) == ""
        spoken.hear_more()

    assert spoken.end().commands == 0


def test_what_waits_to_be_sent_is_not_sent_once_consent_is_taken_back_but_when_it_is_back(
    spoken: SpokenTo,
) -> None:
    home = spoken.home
    assert spoken.at(DEAR) == "1 thermostat was told what to aim at."
    home.allowed("functionality", version=2, status=ConsentStatus.REVOKED, revoked_at=home.now)

    with spoken.listening():
        spoken.hear_more()
        states = [each.state for each in home.told()]
        home.allowed("functionality", id="C-again")
        until(lambda: spoken.is_done(1) and spoken.aims_at(19.0), "19 °C again")

    assert states == [CommandState.QUEUED]
    assert spoken.end().commands == 1
