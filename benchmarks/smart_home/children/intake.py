"""The server: takes in what devices say, keeps it, sorts it and stamps consents on it.

python intake.py PORT WANTED FOLDER HOMES DEVICES < the server's password

Prints a line when it listens; the moment at which all introductions were sorted, and the moment at
which as many states as wanted were; or, where 0 are wanted, how many messages were sorted so far,
once a second until it is stopped.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.smart_home.children.devices import SEED
from penstock.app.cases.opening import opened
from penstock.app.devices.intake.listening import Listener
from penstock.app.devices.intake.opening import Intake
from penstock.app.devices.keeping import devices_of
from penstock.app.telemetry.broker import Broker
from penstock.casework.device.entries import Entry
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.registry import Device, Home, adopted
from penstock.casework.device.status import Link
from penstock.delivery.ports import Store
from penstock.governance.consent.consent import Consent
from penstock.simulation.homes.drawing import HONEST, DrawnHome, drawn_homes
from penstock.simulation.homes.playing import PlayedHome

TOLD_S, TURN_S = 1.0, 0.2


def main(port: int, wanted: int, folder: Path, homes: Sequence[DrawnHome]) -> None:
    password = sys.stdin.readline().strip()
    folder.mkdir(parents=True, exist_ok=True)
    with opened(f"sqlite:///{folder / 'penstock.db'}", create=True) as cases:
        enter(cases.store, homes)
        broker = Broker(host="127.0.0.1", port=port, topic="", user="penstock")
        intake = Intake(
            broker=broker,
            store=cases.store,
            folder=folder / "devices",
            now=lambda: datetime.now(tz=UTC),
            password=password,
            most_wait_s=1.0,
        )
        with intake.listening() as listener:
            while listener.connection.link is not Link.CONNECTED:
                listener.turn(wait_s=TURN_S)
            print(json.dumps({"ready": True}), flush=True)
            expected = introductions(homes) if wanted else 0
            if wanted:
                take_in(listener, expected)
            take_in(listener, expected + wanted if wanted else None)


def take_in(listener: Listener, wanted: int | None) -> None:
    """Take in until so many messages were sorted, or for ever."""
    told_s = 0.0
    while wanted is None or listener.tally["received"] < wanted:
        listener.turn(wait_s=TURN_S)
        if wanted is None and time.monotonic() - told_s > TOLD_S:
            told_s = time.monotonic()
            print(json.dumps({"received": listener.tally["received"]}), flush=True)
    print(json.dumps({"ended_s": time.monotonic()}), flush=True)


def introductions(homes: Sequence[DrawnHome]) -> int:
    """Return how many messages homes send when they have connected."""
    now = datetime.now(tz=UTC)
    played = (PlayedHome(each, seed=SEED, begins_at=now) for each in homes)
    return sum(1 for home in played for _ in home.introduction())


def enter(store: Store, homes: Sequence[DrawnHome]) -> None:
    """Enter homes, adopt their devices, and have their consents, unless that was done before."""
    devices = devices_of(store)
    if devices.entry(Home, homes[-1].name) is not None:
        return
    now = datetime.now(tz=UTC)
    for each in homes:
        for purpose in ("functionality", "analytics"):
            store.consents.keep(consent(each.name, purpose, now))
        devices.keep(*entries(each, now))


def entries(home: DrawnHome, now: datetime) -> Iterator[Entry]:
    yield Home(
        name=home.name, customer=home.name, premise=home.name, account=home.name, entered_at=now
    )
    for each in home.devices:
        new = Device(of=DeviceId(home.name, each.name), offered_at=now)
        yield new
        yield adopted(new, by="bench", at=now, serial=each.serial)


def consent(home: str, purpose: str, now: datetime) -> Consent:
    """Return a consent to one purpose."""
    return Consent(
        id=f"C-{home}-{purpose}",
        customer=home,
        premise=home,
        account=home,
        grantee="non-regulated",
        data_classes=frozenset({"smart_home"}),
        purposes=frozenset({purpose}),
        start=now - timedelta(days=1),
        end=now + timedelta(days=365),
        text_sha256="5e55",
        text_version="1",
        channel="web",
        given_at=now - timedelta(days=1),
        identity_proof="link",
    )


if __name__ == "__main__":
    drawn = drawn_homes(seed=SEED, homes=int(sys.argv[4]), devices=int(sys.argv[5]), shares=HONEST)
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), drawn)
