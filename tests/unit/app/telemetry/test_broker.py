"""A real broker, of the test's own where Mosquitto is installed."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from penstock.app.telemetry.broker import Broker, BrokerError, broker_at
from penstock.app.telemetry.folder import TelemetryFolder
from penstock.app.telemetry.reading import Site, Until, listen
from penstock.engineering.monitoring.telemetry import Oddity

mqtt = pytest.importorskip("paho.mqtt.client", reason="paho-mqtt is not installed")
publish = pytest.importorskip("paho.mqtt.publish", reason="paho-mqtt is not installed")

NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)
NOON = datetime(2026, 6, 12, 17, tzinfo=UTC)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    program = shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("mosquitto is not installed")
    number = _free_port()
    said = tmp_path_factory.mktemp("broker") / "mosquitto.conf"
    said.write_text(
        f"listener {number} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 5000\n"
    )
    running = subprocess.Popen([program, "-c", str(said)], stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", number), timeout=1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield number
    running.terminate()
    running.wait(10)


def at(port: int, topic: str) -> Broker:
    found = broker_at(f"mqtt://127.0.0.1:{port}/{topic}")
    assert found is not None
    return found


def reading(number: int, **changes: object) -> bytes:
    said = {"at": (NOON + timedelta(minutes=15 * number)).isoformat(), "serial": "SN-1"}
    return json.dumps(said | {"power_kw": 4.0} | changes).encode()


def send(port: int, topic: str, payloads: list[bytes]) -> None:
    messages = [{"topic": topic, "payload": each, "qos": 1} for each in payloads]
    publish.multiple(messages, hostname="127.0.0.1", port=port)


def subscribed(port: int, topic: str, folder: Path) -> Broker:
    """Return a broker that keeps messages for us from now on."""
    broker = at(port, topic)
    listen(broker, Site(), folder, until=Until(seconds=0.1), now=lambda: NOW)
    return broker


def test_what_is_sent_while_nobody_listens_is_delivered_and_kept(port: int, tmp_path: Path) -> None:
    broker = subscribed(port, "site/a/#", tmp_path)
    send(port, "site/a/power", [reading(number) for number in range(96)])

    made = listen(broker, Site(), tmp_path, until=Until(seconds=20, messages=96), now=lambda: NOW)

    assert (made.tally.kept, made.tally.is_whole) == (96, True)
    assert len(TelemetryFolder(tmp_path).readings()) == 96


def test_a_bad_day_of_messages_is_counted_named_and_whole(port: int, tmp_path: Path) -> None:
    broker = subscribed(port, "site/b", tmp_path)
    large = reading(9, note="x" * 10_000_000)
    send(
        port,
        "site/b",
        [reading(1), reading(1), reading(2, at="1970-01-01T00:00:09+00:00"),
         reading(3, serial="SN-9"), b"\xff\xfe nonsense", large],
    )  # fmt: skip

    site = Site(serials=frozenset({"SN-1"}))
    made = listen(broker, site, tmp_path, until=Until(seconds=30, messages=6), now=lambda: NOW)

    assert dict(made.tally.odd) == {
        Oddity.DUPLICATE: 1,
        Oddity.CLOCK: 1,
        Oddity.OTHER_SERIAL: 1,
        Oddity.TOO_LARGE: 1,
        Oddity.UNREADABLE: 1,
    }
    assert (made.tally.kept, made.tally.is_whole) == (1, True)


def test_a_listener_that_dies_before_it_keeps_a_message_is_sent_it_again(
    port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broker = subscribed(port, "site/c", tmp_path)
    send(port, "site/c", [reading(number) for number in range(5)])

    def full(_folder: TelemetryFolder, _messages: object) -> None:
        raise OSError(28, "No space left on device", "received.jsonl")

    with monkeypatch.context() as broken:
        broken.setattr(TelemetryFolder, "receive", full)
        with pytest.raises(OSError, match="No space left"):
            listen(broker, Site(), tmp_path, until=Until(seconds=20, messages=5), now=lambda: NOW)

    made = listen(broker, Site(), tmp_path, until=Until(seconds=20, messages=5), now=lambda: NOW)

    assert len(TelemetryFolder(tmp_path).readings()) == 5
    assert made.tally.is_whole


def test_a_flood_is_kept_whole(port: int, tmp_path: Path) -> None:
    broker = subscribed(port, "site/d", tmp_path)
    flood = [
        reading(0, at=(NOON + timedelta(milliseconds=20 * number)).isoformat())
        for number in range(2000)
    ]
    send(port, "site/d", flood)

    made = listen(broker, Site(), tmp_path, until=Until(seconds=60, messages=2000), now=lambda: NOW)

    assert made.tally.kept == 2000
    assert made.tally.busiest_minute == 2000


def test_a_broker_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BrokerError, match="cannot be reached"):
        listen(
            at(_free_port(), "site/#"), Site(), tmp_path, until=Until(seconds=1), now=lambda: NOW
        )


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("mqtt://h/a/#", ("h", 1883, "a/#", "", False)),
        ("mqtts://me@h/a", ("h", 8883, "a", "me", True)),
        ("mqtt://[::1]:9/a", ("::1", 9, "a", "", False)),
    ],
)
def test_an_address_names_host_topic_and_user(
    address: str, wanted: tuple[str, int, str, str, bool]
) -> None:
    found = broker_at(address)

    assert found is not None
    assert (found.host, found.port, found.topic, found.user, found.is_secret) == wanted


def test_a_file_is_no_broker() -> None:
    assert broker_at("telemetry.csv") is None


@pytest.mark.parametrize("address", ["mqtt://", "mqtt://host", "mqtt://host:99999/a", "mqtt:a"])
def test_half_an_address_is_refused(address: str) -> None:
    with pytest.raises(BrokerError, match="is no address of a broker"):
        broker_at(address)
