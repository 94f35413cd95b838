"""Played homes on every broker, as `penstock devices simulate` brings them there."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from penstock.casework.device.commands import Answer, answer_in
from penstock.simulation.homes.drawing import HONEST, drawn_homes
from tests.brokers import Client, Mosquitto, OwnBroker, RunningBroker, until
from tests.played_homes import played_homes, playing

pytest.importorskip("paho.mqtt.client", reason="paho-mqtt is not installed")

DRAWN = drawn_homes(seed=5, homes=6, devices=4, shares=HONEST)
NAMES = {home.name: [each.name for each in home.devices] for home in DRAWN}
STATES, ACKS, AVAILABLE = "penstock/+/+/state", "penstock/+/+/ack", "penstock/+/hub/availability"


@pytest.fixture(params=[OwnBroker, Mosquitto], ids=["own", "mosquitto"])
def broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBroker]:
    running: RunningBroker = request.param(folder=tmp_path, homes=NAMES)
    running.start()
    yield running
    running.stop()


def listening(broker: RunningBroker, *filters: str) -> Client:
    server = Client(broker, "penstock", client="server", clean=False)
    server.connect()
    assert all(server.subscribe(*filters))
    return server


def test_what_homes_say_comes_and_what_they_are_told_is_answered(broker: RunningBroker) -> None:
    server = listening(broker, STATES, ACKS)
    wanted = json.dumps({"id": "c-7", "set": {"target_temperature": 17}}).encode()
    with playing(broker, played_homes(DRAWN)) as end:
        until(lambda: server.came.qsize() > 50, "fifty messages")
        server.publish("penstock/home_0003/hall_thermostat_1/set", wanted)
        answers = (each for each in iter(server.next, None) if each[0].endswith("/ack"))
        topic, payload = next(answers)

        made = end()

    assert topic == "penstock/home_0003/hall_thermostat_1/ack"
    assert answer_in(payload) == Answer(command_id="c-7", is_done=True)
    assert (made.homes, made.commands, made.answers) == (6, 1, 1)
    assert made.links.sent == made.links.acknowledged
    server.close()


def test_the_broker_says_that_hubs_are_gone_when_the_play_is_over(broker: RunningBroker) -> None:
    server = listening(broker, AVAILABLE)
    with playing(broker, played_homes(DRAWN)) as end:
        until(lambda: server.came.qsize() >= 6, "six hubs")

        end()

    said = defaultdict(list)
    for _ in range(12):
        topic, payload = server.next()
        said[topic].append(payload)
    assert {tuple(each) for each in said.values()} == {(b"online", b"offline")}
    server.close()


def _numbers(server: Client) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    while not server.came.empty():
        topic, payload = server.next()
        found[topic].add(json.loads(payload)["seq"])
    return found


def test_nothing_that_homes_said_is_lost_over_a_kill_of_our_broker(tmp_path: Path) -> None:
    broker = OwnBroker(folder=tmp_path, homes=NAMES)
    broker.start()
    first = listening(broker, STATES)
    with playing(broker, played_homes(DRAWN)) as end:
        until(lambda: first.came.qsize() > 100, "a hundred states")
        broker.kill()
        first.close()
        broker.start()
        second = listening(broker, STATES)
        until(lambda: second.came.qsize() > 100, "a hundred more")
        made = end()
    until(lambda: made.links.sent == made.links.acknowledged, "an acknowledgement of all")

    before, after = _numbers(first), _numbers(second)

    for topic, numbers in after.items():
        all_of_them = numbers | before[topic]
        assert all_of_them == set(range(1, max(all_of_them) + 1)), topic
    assert made.links.connected >= 12
    second.close()
    broker.stop()
