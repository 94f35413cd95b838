"""Taking in from a broker that is there, goes away and comes back."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from penstock.app.clock import now
from penstock.app.devices.intake.listening import Listener
from penstock.app.devices.intake.opening import Intake
from penstock.app.telemetry.broker import broker_alone
from penstock.casework.device.commands import CommandState, DeviceCommand, asked
from penstock.casework.device.identity import Channel
from penstock.casework.device.status import Link
from penstock.store.memory import MemoryStore
from penstock.store.parquet.device_days import DeviceDays
from tests.device_intake import Hearing, consent
from tests.smart_devices import HALL, MINUTE, message

mqtt = pytest.importorskip("paho.mqtt.client", reason="paho-mqtt is not installed")

PATIENCE_S = 30.0


@dataclass
class Mosquitto:
    """A broker of the test's own, which remembers sessions while it is stopped."""

    folder: Path
    port: int = 0
    running: "subprocess.Popen[bytes] | None" = None

    def __post_init__(self) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        # The user of whoever runs it: as root it would become another one, who may not write here.
        (self.folder / "conf").write_text(
            f"listener {self.port} 127.0.0.1\nallow_anonymous true\npersistence true\n"
            f"persistence_location {self.folder}/\nuser root\nmax_queued_messages 0\n"
        )

    def start(self) -> None:
        program = shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin:/usr/bin")
        if program is None:
            pytest.skip("mosquitto is not installed")
        self.running = subprocess.Popen(
            [program, "-c", str(self.folder / "conf")], stderr=subprocess.DEVNULL
        )
        until(self._answers)

    def stop(self) -> None:
        if self.running is not None:
            self.running.terminate()
            self.running.wait(PATIENCE_S)
            self.running = None

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


@dataclass
class Sender:
    """A device that keeps what the broker does not take."""

    port: int
    heard: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        from paho.mqtt.enums import CallbackAPIVersion

        self.client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id="elm_7-hall", clean_session=False
        )
        self.client.reconnect_delay_set(0.05, 0.05)
        self.client.on_connect = self._connected
        self.client.on_message = lambda _client, _data, sent: self.heard.append(sent.payload)
        self.client.connect_async("127.0.0.1", self.port)
        self.client.loop_start()

    def say(self, **fields: Any) -> Any:
        return self.client.publish(HALL.topic(Channel.STATE), message(now(), **fields), qos=1)

    def stop(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()
        self.client.__del__()

    def _connected(self, client: Any, *_more: Any) -> None:
        client.subscribe(HALL.topic(Channel.SET), 1)


def until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, f"it has not come about for {PATIENCE_S:g} s"
        time.sleep(0.01)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    found = Mosquitto(tmp_path)
    found.start()
    yield found
    found.stop()


@pytest.fixture
def sender(broker: Mosquitto) -> Iterator[Sender]:
    found = Sender(broker.port)
    yield found
    found.stop()


@pytest.fixture
def intake(broker: Mosquitto, tmp_path: Path) -> Intake:
    store = MemoryStore()
    Hearing(tmp_path / "set-up", store=store)
    for purpose in ("functionality", "analytics"):
        store.consents.keep(consent(purpose))
    address = broker_alone(f"mqtt://127.0.0.1:{broker.port}")
    return Intake(
        broker=address, store=store, folder=tmp_path / "in", now=now, every_s=0, most_wait_s=0.05
    )


def turned(listener: Listener, is_so: Callable[[], object]) -> None:
    """Let a listener take in until something is so."""

    def after_a_turn() -> object:
        listener.turn(wait_s=0.01)
        return is_so()

    until(after_a_turn)


def numbers(intake: Intake) -> list[int]:
    days = DeviceDays(intake.folder / "telemetry")
    return sorted(row["sequence"] for day in days.days() for row in days.rows(day, home="elm_7"))


def test_nothing_is_lost_while_the_broker_is_away(
    broker: Mosquitto, sender: Sender, intake: Intake
) -> None:
    with intake.listening() as listener:
        turned(listener, lambda: listener.connection.link is Link.CONNECTED)
        sender.say(seq=0, temperature=20)
        turned(listener, lambda: numbers(intake) == [0])

        broker.stop()
        turned(listener, lambda: listener.connection.link is Link.AWAY)
        for number in range(1, 40):
            sender.say(seq=number, temperature=20)
        broker.start()
        turned(listener, lambda: len(numbers(intake)) == 40)

    assert numbers(intake) == [*range(40)]


def test_nothing_is_lost_while_nobody_listens(sender: Sender, intake: Intake) -> None:
    with intake.listening() as listener:
        turned(listener, lambda: listener.connection.link is Link.CONNECTED)
    sent = [sender.say(seq=number, temperature=20) for number in range(40)]
    until(lambda: all(each.is_published() for each in sent))

    with intake.listening() as listener:
        turned(listener, lambda: len(numbers(intake)) == 40)

    assert numbers(intake) == [*range(40)]


def test_a_message_of_ten_megabytes_disturbs_nobody(sender: Sender, intake: Intake) -> None:
    with intake.listening() as listener:
        turned(listener, lambda: listener.connection.link is Link.CONNECTED)
        sender.client.publish(HALL.topic(Channel.STATE), b"x" * 10_000_000, qos=1)
        sender.say(seq=1, temperature=20)
        turned(listener, lambda: numbers(intake) == [1])

    (fault,) = listener.devices.faults("elm_7")
    assert "has 10,000,000 bytes; expected at most 65,536" in fault.words


def test_a_command_reaches_its_device_and_is_answered(sender: Sender, intake: Intake) -> None:
    wanted = {"target_temperature": 20}
    with intake.listening() as listener:
        turned(listener, lambda: listener.connection.link is Link.CONNECTED)
        command = asked(wanted, of=HALL, by="Sol", at=now(), deadline=now() + MINUTE, named="C-1")
        listener.devices.keep(command)
        turned(listener, lambda: sender.heard)
        sender.client.publish(HALL.topic(Channel.ACK), b'{"id": "C-1", "ok": true}', qos=1)

        def answered() -> bool:
            found = listener.devices.entry(DeviceCommand, "C-1")
            return found is not None and found.state is CommandState.ACKNOWLEDGED

        turned(listener, answered)

    assert b'"set": {"target_temperature": 20}' in sender.heard[0]
