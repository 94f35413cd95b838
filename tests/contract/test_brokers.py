"""One suite for every broker that homes may speak to: our own, and Mosquitto under our rules."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.brokers import PATIENCE_S, Client, Mosquitto, OwnBroker, RunningBroker, until

KINDS = [OwnBroker, Mosquitto]
BOUND = 262_144
Connecting = Callable[..., Client]


@pytest.fixture(scope="module", params=KINDS, ids=["own", "mosquitto"])
def broker(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningBroker]:
    running: RunningBroker = request.param(folder=tmp_path_factory.mktemp("broker"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def connected() -> Iterator[Connecting]:
    made: list[Client] = []

    def connect(broker: RunningBroker, user: str, **options: object) -> Client:
        made.append(Client(broker, user, **options))
        _, reason = made[-1].connect()
        assert not reason.is_failure, reason
        return made[-1]

    yield connect
    for each in made:
        each.close()


def test_a_state_reaches_the_server(broker: RunningBroker, connected: Connecting) -> None:
    server = connected(broker, "penstock", client="first")
    server.subscribe("penstock/+/hall/state")

    connected(broker, "elm_1").publish("penstock/elm_1/hall/state", b'{"seq": 1}')

    assert server.next() == ("penstock/elm_1/hall/state", b'{"seq": 1}')


def test_a_command_reaches_the_home_that_it_is_for_alone(
    broker: RunningBroker, connected: Connecting
) -> None:
    elm, oak = connected(broker, "elm_1"), connected(broker, "oak_2")
    elm.subscribe("penstock/elm_1/+/set")
    oak.subscribe("penstock/oak_2/+/set")

    server = connected(broker, "penstock", client="telling")
    server.publish("penstock/elm_1/hall/set", b"1")
    server.publish("penstock/oak_2/hall/set", b"2")

    assert elm.next() == ("penstock/elm_1/hall/set", b"1")
    assert oak.next() == ("penstock/oak_2/hall/set", b"2")
    assert elm.came.empty()


@pytest.mark.parametrize(
    "topic",
    [
        "penstock/oak_2/hall/state",
        "penstock/elm_10/hall/state",
        "homeassistant/sensor/oak_2-hall/temperature/config",
        "homeassistant/sensor/elm_1-hall/temperature/state",
        "elsewhere",
    ],
)
def test_a_home_cannot_speak_outside_its_topics(
    broker: RunningBroker, connected: Connecting, topic: str
) -> None:
    server = connected(broker, "penstock", client="watching")
    server.subscribe("#")
    home = connected(broker, "elm_1")

    home.publish(topic, b"forged")
    home.publish("penstock/elm_1/hall/state", b"afterwards")

    heard = server.next()
    # Our own broker tells the server, and nobody else, that it passed something on to nobody.
    if heard[0] == "penstock-broker/elm_1/complaint":
        heard = server.next()
    assert heard == ("penstock/elm_1/hall/state", b"afterwards")


def test_a_home_announces_its_own_devices(broker: RunningBroker, connected: Connecting) -> None:
    topic = "homeassistant/sensor/elm_1-hall/temperature/config"
    home = connected(broker, "elm_1")
    home.publish(topic, b'{"name": "Hall"}', retain=True)

    server = connected(broker, "penstock", client="adopting")
    server.subscribe("homeassistant/+/+/+/config")

    assert server.next() == (topic, b'{"name": "Hall"}')
    home.publish(topic, b"", retain=True)


@pytest.mark.parametrize(
    "wanted", ["#", "penstock/#", "penstock/+/+/set", "penstock/oak_2/+/set", "homeassistant/#"]
)
def test_a_home_hears_nothing_of_others(
    broker: RunningBroker, connected: Connecting, wanted: str
) -> None:
    home = connected(broker, "elm_1")
    home.subscribe(wanted)
    home.subscribe("penstock/elm_1/+/set")

    server = connected(broker, "penstock", client="whispering")
    server.publish("penstock/oak_2/hall/set", b"not for elm")
    server.publish("penstock/elm_1/hall/set", b"for elm")

    assert home.next() == ("penstock/elm_1/hall/set", b"for elm")


@pytest.mark.parametrize(("user", "password"), [("elm_1", "guessed"), ("nobody", ""), ("", "")])
def test_a_stranger_is_not_let_in(broker: RunningBroker, user: str, password: str) -> None:
    client = Client(broker, user, password=password, client="stranger")

    _, reason = client.connect()

    assert reason.is_failure
    client.close()


def test_a_last_will_is_said_when_a_home_vanishes(
    broker: RunningBroker, connected: Connecting
) -> None:
    server = connected(broker, "penstock", client="mourning")
    server.subscribe("penstock/+/hub/availability")
    topic = "penstock/oak_2/hub/availability"
    home = connected(broker, "oak_2", will=(topic, b"offline", 1, True))
    home.publish(topic, b"online", retain=True)

    home.vanish()

    assert [server.next(), server.next()] == [(topic, b"online"), (topic, b"offline")]


def test_a_home_that_takes_its_leave_has_no_will(
    broker: RunningBroker, connected: Connecting
) -> None:
    server = connected(broker, "penstock", client="leaving")
    server.subscribe("penstock/ash_3/hub/#")
    home = connected(broker, "ash_3", will=("penstock/ash_3/hub/availability", b"offline", 1, True))

    home.close()
    connected(broker, "ash_3", client="again").publish("penstock/ash_3/hub/state", b"here")

    assert server.next() == ("penstock/ash_3/hub/state", b"here")


def test_what_was_retained_is_told_to_who_comes_later_and_can_be_taken_away(
    broker: RunningBroker, connected: Connecting
) -> None:
    home = connected(broker, "ash_3")
    home.publish("penstock/ash_3/hub/config", b"kept", retain=True)
    first = connected(broker, "penstock", client="later")
    first.subscribe("penstock/ash_3/hub/config")
    told = first.came.get(timeout=PATIENCE_S)

    home.publish("penstock/ash_3/hub/config", b"", retain=True)
    second = connected(broker, "penstock", client="too-late")
    second.subscribe("penstock/ash_3/hub/config")
    home.publish("penstock/ash_3/hub/config", b"new")

    assert (bytes(told.payload), told.retain) == (b"kept", True)
    assert second.next() == ("penstock/ash_3/hub/config", b"new")


def test_ten_megabytes_are_refused_and_disturb_nobody(
    broker: RunningBroker, connected: Connecting
) -> None:
    server = connected(broker, "penstock", client="calm")
    server.subscribe("penstock/+/hub/state")
    loud, quiet = connected(broker, "elm_1"), connected(broker, "oak_2")

    loud.mqtt.publish("penstock/elm_1/hub/state", b"x" * 10_000_000, qos=1)
    loud.gone.get(timeout=PATIENCE_S)
    quiet.publish("penstock/oak_2/hub/state", b"still here")

    assert server.next() == ("penstock/oak_2/hub/state", b"still here")


def test_what_comes_while_the_server_is_away_is_delivered_in_its_order(
    broker: RunningBroker, connected: Connecting
) -> None:
    server = connected(broker, "penstock", client="away", clean=False)
    server.subscribe("penstock/elm_1/hall/state")
    server.close()
    home = connected(broker, "elm_1")
    for number in range(200):
        home.mqtt.publish("penstock/elm_1/hall/state", str(number).encode(), qos=1)
    home.publish("penstock/elm_1/hall/state", b"last")

    back = connected(broker, "penstock", client="away", clean=False)

    assert back.is_known
    said = [back.next()[1] for _ in range(201)]
    assert said == [*(str(number).encode() for number in range(200)), b"last"]


def test_what_was_delivered_and_not_acknowledged_comes_again(
    broker: RunningBroker, connected: Connecting
) -> None:
    first = connected(broker, "penstock", client="forgetful", clean=False, manual_ack=True)
    first.subscribe("penstock/elm_1/hall/state")
    home = connected(broker, "elm_1")
    home.publish("penstock/elm_1/hall/state", b"kept")
    first.next()
    first.vanish()

    second = connected(broker, "penstock", client="forgetful", clean=False)

    found = second.came.get(timeout=PATIENCE_S)
    assert (bytes(found.payload), found.dup) == (b"kept", True)


def test_two_clients_with_one_name_end_as_one(broker: RunningBroker, connected: Connecting) -> None:
    first = connected(broker, "elm_1", client="twin")

    second = connected(broker, "elm_1", client="twin")

    first.gone.get(timeout=PATIENCE_S)
    second.publish("penstock/elm_1/hall/state", b"mine")


def test_a_message_of_quality_two_arrives_once(
    broker: RunningBroker, connected: Connecting
) -> None:
    server = connected(broker, "penstock", client="exact")
    server.subscribe("penstock/elm_1/hall/state")
    home = connected(broker, "elm_1")

    home.publish("penstock/elm_1/hall/state", b"once", qos=2)
    home.publish("penstock/elm_1/hall/state", b"end", qos=1)

    assert [server.next()[1], server.next()[1]] == [b"once", b"end"]


@pytest.fixture(params=KINDS, ids=["own", "mosquitto"])
def restarted(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBroker]:
    running: RunningBroker = request.param(folder=tmp_path)
    running.start()
    yield running
    running.stop()


def _left_for_an_absent_server(broker: RunningBroker, connected: Connecting) -> None:
    server = connected(broker, "penstock", client="absent", clean=False)
    server.subscribe("penstock/elm_1/+/state")
    server.close()
    home = connected(broker, "elm_1")
    for number in range(100):
        home.publish("penstock/elm_1/hall/state", json.dumps({"seq": number}).encode())
    home.publish("penstock/elm_1/hall/availability", b"online", retain=True)


def _found_by_the_server(broker: RunningBroker, connected: Connecting) -> list[int]:
    server = connected(broker, "penstock", client="absent", clean=False)
    said = [json.loads(server.next()[1])["seq"] for _ in range(100)]
    server.subscribe("penstock/elm_1/+/availability")
    assert server.next() == ("penstock/elm_1/hall/availability", b"online")
    return said


def test_sessions_and_retained_messages_survive_a_restart(
    restarted: RunningBroker, connected: Connecting
) -> None:
    _left_for_an_absent_server(restarted, connected)

    restarted.stop()
    restarted.start()

    assert _found_by_the_server(restarted, connected) == list(range(100))


def test_what_our_broker_acknowledged_survives_a_kill(
    tmp_path: Path, connected: Connecting
) -> None:
    broker = OwnBroker(folder=tmp_path)
    broker.start()
    _left_for_an_absent_server(broker, connected)

    broker.kill()
    broker.start()

    assert _found_by_the_server(broker, connected) == list(range(100))
    broker.stop()


@pytest.mark.parametrize("kind", KINDS, ids=["own", "mosquitto"])
def test_connections_can_be_encrypted(
    kind: type[RunningBroker], tmp_path: Path, connected: Connecting
) -> None:
    broker = kind(folder=tmp_path, is_secret=True)
    broker.start()
    try:
        server = connected(broker, "penstock", client="secret")
        server.subscribe("penstock/elm_1/hall/state")

        connected(broker, "elm_1").publish("penstock/elm_1/hall/state", b"whispered")

        assert server.next() == ("penstock/elm_1/hall/state", b"whispered")
    finally:
        broker.stop()


def test_a_flood_of_one_home_waits_and_the_others_do_not(
    broker: RunningBroker, connected: Connecting
) -> None:
    server = connected(broker, "penstock", client="dry")
    server.subscribe("penstock/+/hub/state")
    flooding, quiet = connected(broker, "elm_1"), connected(broker, "oak_2")
    for number in range(5_000):
        flooding.mqtt.publish("penstock/elm_1/hub/state", str(number).encode(), qos=0)
    began = time.monotonic()

    quiet.publish("penstock/oak_2/hub/state", b"in time")

    assert time.monotonic() - began < PATIENCE_S
    until(lambda: any("oak_2" in each.topic for each in list(server.came.queue)), "a quiet home")
