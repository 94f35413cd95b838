"""Homes that are tended while somebody listens to a broker that is there, into every database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from penstock.app import clock
from penstock.app.bell import Bell
from penstock.app.devices.broker.permits import SERVER
from penstock.app.devices.intake.opening import Intake, listen
from penstock.app.devices.rounds.going import going_round
from penstock.app.devices.rounds.tending import tending
from penstock.app.telemetry.broker import broker_alone
from penstock.casework.device.identity import Channel
from tests.brokers import Client, Mosquitto, until
from tests.contract.places import Place
from tests.living_home import HOME, PLUG, STAT, LivingHome, living
from tests.smart_devices import message


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    folder = tmp_path / "broker"
    folder.mkdir()
    found = Mosquitto(folder=folder, homes={HOME: (STAT.device, PLUG.device)})
    found.start()
    yield found
    found.stop()


@pytest.fixture
def home(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LivingHome]:
    monkeypatch.setenv("PENSTOCK_AUDIT_KEY", str(tmp_path / "audit.key"))
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "blobs"))
    with living(place) as home:
        home.begun()
        home.cases = replace(home.cases, now=clock.now)
        home.now, day = clock.now(), timedelta(days=1)
        home.allowed("functionality", id="C-now", start=home.now - day, end=home.now + day)
        home.heard(STAT, PLUG, battery=80)
        yield home


def test_what_a_device_says_becomes_a_ticket_by_itself_and_its_end_is_told(
    home: LivingHome, broker: Mosquitto, tmp_path: Path
) -> None:
    told: list[str] = []
    bell, device = Bell(), Client(broker, HOME)
    device.connect()
    intake = Intake(
        broker=broker_alone(f"mqtt://{SERVER}@127.0.0.1:{broker.port}"),
        store=home.cases.store,
        folder=tmp_path / "in",
        now=clock.now,
        password=broker.passwords[SERVER],
        every_s=0.1,
    )

    def says(sequence: int, battery: int) -> None:
        payload = message(clock.now(), seq=sequence, battery=battery)
        # It may say so before anybody has subscribed.
        device.publish(STAT.topic(Channel.STATE), payload, retain=True)

    tended = going_round(tending(home.cases, tell=told.append), bell, every_s=0.1)
    with ThreadPoolExecutor(1) as threads, intake.listening() as listener, tended:
        listening = threads.submit(listen, listener, bell, tell=lambda _: None)
        try:
            says(1, battery=12)
            until(lambda: any("1 ticket opened" in each for each in told), "a ticket")
            says(2, battery=95)
            until(lambda: any("1 alert is over" in each for each in told), "the end of an alert")
        finally:
            bell.stop()
        listening.result()
    device.close()

    (ticket,) = home.read("Support tickets")["tickets"]
    assert (ticket["subject"], ticket["cause"]) == (STAT.device, "low battery")
    assert (ticket["times"], ticket["closed_at"]) == (1, None)
    assert ticket["over_at"] is not None
