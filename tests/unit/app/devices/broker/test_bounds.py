"""What one home cannot do to the others, on our broker with small bounds."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from penstock.app.devices.broker.users import Users, users_file
from tests.brokers import PATIENCE_S, Client, InnerBroker, until

Beginning = Callable[..., InnerBroker]
Connecting = Callable[..., Client]
STATE = "penstock/elm_1/hall/state"


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Beginning]:
    monkeypatch.setattr("penstock.app.devices.broker.serving._TURN_S", 0.02)
    made: list[InnerBroker] = []

    def begin(**limits: Any) -> InnerBroker:
        made.append(InnerBroker(folder=tmp_path, **limits))
        made[-1].start()
        return made[-1]

    yield begin
    for each in made:
        each.stop()


@pytest.fixture
def connected() -> Iterator[Connecting]:
    made: list[Client] = []

    def connect(broker: InnerBroker, user: str, **options: Any) -> Client:
        made.append(Client(broker, user, **options))
        made[-1].connect()
        return made[-1]

    yield connect
    for each in made:
        each.close()


def test_commands_for_a_home_that_is_away_are_bounded_and_the_newest_stay(
    begun: Beginning, connected: Connecting
) -> None:
    broker = begun(home_queue=3)
    home = connected(broker, "elm_1", clean=False)
    home.subscribe("penstock/elm_1/+/set")
    home.close()
    server = connected(broker, "penstock")
    for number in range(5):
        server.publish("penstock/elm_1/hall/set", str(number).encode())

    back = connected(broker, "elm_1", clean=False)

    assert [back.next()[1] for _ in range(3)] == [b"2", b"3", b"4"]
    assert "elm_1: more than 3 messages wait; the oldest gave way." in broker.heard


def test_homes_wait_where_the_server_is_away_for_long_and_nothing_is_lost(
    begun: Beginning, connected: Connecting
) -> None:
    broker = begun(server_queue_bytes=1_000)
    server = connected(broker, "penstock", clean=False)
    server.subscribe("penstock/+/hall/state")
    server.close()
    home = connected(broker, "elm_1")
    sent = [home.mqtt.publish(STATE, b"%03d" % number + b"x" * 97, qos=1) for number in range(50)]
    until(sent[5].is_published, "a message that was taken")
    assert not sent[-1].is_published()

    back = connected(broker, "penstock", clean=False)

    assert [int(back.next()[1][:3]) for _ in range(50)] == list(range(50))
    until(sent[-1].is_published, "an acknowledgement of all")


def test_a_home_cannot_leave_messages_on_ever_more_topics(
    begun: Beginning, connected: Connecting
) -> None:
    broker = begun(retained_topics=2)
    home = connected(broker, "elm_1")
    for number in range(4):
        home.publish(f"penstock/elm_1/t{number}/state", b"garbage", retain=True)
    server = connected(broker, "penstock")
    server.subscribe("penstock/elm_1/+/state")
    home.publish("penstock/elm_1/t9/state", b"end")

    told = [server.next()[0] for _ in range(3)]

    assert told == [f"penstock/elm_1/t{number}/state" for number in (0, 1, 9)]
    assert "elm_1: has left messages on 2 topics; no more." in broker.heard


def test_a_flood_is_slowed_and_comes_whole(begun: Beginning, connected: Connecting) -> None:
    broker = begun(packets_per_s=50.0, burst=10)
    server = connected(broker, "penstock")
    server.subscribe("penstock/+/hall/state")
    home = connected(broker, "elm_1")

    for number in range(60):
        home.mqtt.publish(STATE, str(number).encode(), qos=1)

    assert [int(server.next()[1]) for _ in range(60)] == list(range(60))
    assert any("sends more than 50 packets/s; it waits." in each for each in broker.heard)


def test_the_server_hears_of_whom_the_broker_held_back_and_no_home_can_say_so(
    begun: Beginning, connected: Connecting
) -> None:
    broker = begun(packet_bytes=2_000)
    server = connected(broker, "penstock")
    server.subscribe("penstock-broker/+/complaint")
    liar = connected(broker, "oak_2")
    liar.mqtt.publish("penstock-broker/elm_1/complaint", b"A lie.", qos=1)
    home = connected(broker, "elm_1")

    home.mqtt.publish(STATE, b"x" * 10_000, qos=1)

    told = dict(server.next() for _ in range(2))
    assert b"may not publish" in told["penstock-broker/oak_2/complaint"].lower()
    assert b"at most 2,000 are taken" in told["penstock-broker/elm_1/complaint"]


@pytest.mark.parametrize(
    "raw",
    [
        b"\x42\x02\x00\x01",
        b"\x30\x04\x00\x01ax",
        b"\x10\x0c\x00\x04HTTP\x04\x02\x00\x3c\x00\x00",
        b"\x10\xff\xff\xff\x7f",
    ],
)
def test_what_is_no_mqtt_is_cut_off_with_a_sentence(begun: Beginning, raw: bytes) -> None:
    broker = begun()

    with socket.create_connection(("127.0.0.1", broker.port), timeout=PATIENCE_S) as stranger:
        stranger.sendall(raw)
        assert stranger.recv(100) == b""

    until(lambda: any("connection was closed" in each for each in broker.heard), "a sentence")


def test_who_never_presents_itself_is_cut_off(begun: Beginning) -> None:
    broker = begun(connect_s=0.05)

    at = ("127.0.0.1", broker.port)
    with socket.create_connection(at, PATIENCE_S) as silent, suppress(ConnectionResetError):
        assert silent.recv(100) == b""


def test_a_home_that_was_removed_is_cut_off(begun: Beginning, connected: Connecting) -> None:
    broker = begun()
    home = connected(broker, "elm_1")

    Users(users_file(broker.folder)).remove("elm_1")

    home.gone.get(timeout=PATIENCE_S)
    assert "elm_1: its user was removed." in broker.heard


def test_a_home_that_is_new_is_let_in_without_a_restart(begun: Beginning) -> None:
    broker = begun()
    broker.passwords["fir_4"] = Users(users_file(broker.folder)).add("fir_4")

    def is_let_in() -> bool:
        client = Client(broker, "fir_4")
        _, reason = client.connect()
        client.close()
        time.sleep(0.02)
        return not reason.is_failure

    until(is_let_in, "a new home that is let in")


def test_a_session_that_nobody_comes_back_to_is_forgotten(
    begun: Beginning, connected: Connecting
) -> None:
    broker = begun(session_s=0.05)
    connected(broker, "penstock", client="once", clean=False).close()

    ended = b"D\x01\x00\x00\x00"
    until(lambda: (broker.folder / "journal").read_bytes().endswith(ended), "an ended session")

    assert not connected(broker, "penstock", client="once", clean=False).is_known


def test_a_journal_is_shortened_and_still_says_all(
    begun: Beginning, connected: Connecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    broker = begun()
    server = connected(broker, "penstock", client="kept", clean=False)
    server.subscribe("penstock/+/hall/state")
    home = connected(broker, "elm_1")
    for number in range(300):
        home.mqtt.publish(STATE, str(number).encode() + b"x" * 100, qos=1)
    for _ in range(300):
        server.next()
    server.close()
    home.close()
    broker.stop()
    # Only now, when nothing waits for anybody any more: a journal that is shortened while much
    # does may grow to four times what was left.
    monkeypatch.setattr("penstock.app.devices.broker.broker._COMPACT_BYTES", 20_000)
    broker.start()
    connected(broker, "elm_1").publish(STATE, b"left")
    until(lambda: (broker.folder / "journal").stat().st_size < 20_000, "a short journal")

    broker.stop()
    broker.start()

    back = connected(broker, "penstock", client="kept", clean=False)
    assert [back.next(), back.is_known] == [(STATE, b"left"), True]


def test_a_client_of_mqtt_5_is_told_that_it_is_not_spoken(begun: Beginning) -> None:
    mqtt = pytest.importorskip("paho.mqtt.client", reason="paho-mqtt is not installed")
    client = Client(begun(), "elm_1", clean=None, protocol=mqtt.MQTTv5)

    _, reason = client.connect()

    assert reason.is_failure
    client.close()
