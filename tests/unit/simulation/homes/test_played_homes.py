"""What played homes say, judged by what the server makes of it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.casework.device.commands import Answer, answer_in
from penstock.casework.device.discovery import Announcement, announced
from penstock.casework.device.faults import FaultKind
from penstock.casework.device.identity import Channel, heard
from penstock.casework.device.live import LiveState, stepped
from penstock.casework.device.readings import said
from penstock.simulation.homes.drawing import HONEST, DrawnHome, drawn_homes
from penstock.simulation.homes.kinds import SHARES, DeviceKind, Temper
from penstock.simulation.homes.playing import PlayedHome, Vanishes
from penstock.simulation.homes.speaking import PlayedDevice, Said

BEGIN = datetime(2026, 6, 12, 12, tzinfo=UTC)
HOUR_S = 3_600.0


def of_temper(temper: Temper, *, kind: DeviceKind | None = None) -> PlayedDevice:
    home = drawn_homes(seed=1, homes=1, devices=9, shares={temper: 1})[0]
    drawn = next(each for each in home.devices[1:] if kind in {None, each.kind})
    return PlayedDevice(drawn, seed=1, begins_at=BEGIN)


def states(device: PlayedDevice, *, many: int = 60) -> Iterator[Said]:
    spoken = (each for each in device.goes_on() if heard(each.topic).channel is Channel.STATE)
    return islice(spoken, many)


def faults(device: PlayedDevice, *, many: int = 60) -> set[FaultKind]:
    """Return what the server finds wrong with what a device says."""
    found: set[FaultKind] = set()
    live: LiveState | None = None
    for each in states(device, many=many):
        at = BEGIN + timedelta(seconds=each.after_s)
        message = said(each.payload, received_at=at)
        live = live or LiveState(of=heard(each.topic).id)
        step = stepped(live, message, received_at=at)
        live = step.live
        found |= {fault.kind for fault in (*message.faults, *step.faults)}
    return found


@given(st.integers(0, 10**6))
def test_a_home_with_the_same_seed_says_the_same(seed: int) -> None:
    def first() -> list[Said | Vanishes]:
        home = drawn_homes(seed=seed, homes=2, devices=4)[1]
        return list(islice(PlayedHome(home, seed=seed, begins_at=BEGIN).goes_on(), 20))

    assert first() == first()


@given(st.integers(0, 10**6), st.floats(0.5, 500.0))
def test_what_a_home_says_comes_in_the_order_of_time(seed: int, pace: float) -> None:
    home = drawn_homes(seed=seed, homes=1, devices=5)[0]
    played = PlayedHome(home, seed=seed, begins_at=BEGIN, pace=pace)

    moments = [each.after_s for each in islice(played.goes_on(), 100)]

    assert moments == sorted(moments)


def test_home_assistant_would_take_all_that_is_announced() -> None:
    home = drawn_homes(seed=3, homes=1, devices=9, shares=HONEST)[0]
    played = PlayedHome(home, seed=3, begins_at=BEGIN)

    things: list[Announcement] = []
    for each in played.introduction():
        about = heard(each.topic)
        assert each.is_retained
        if about.channel is Channel.CONFIG:
            found = announced(about, each.payload)
            assert found.faults == ()
            things += found.things

    assert {each.component for each in things} == {"climate", "sensor", "switch", "update"}
    assert {each.of.device for each in things} == {each.name for each in home.devices}


@pytest.mark.parametrize("kind", list(DeviceKind))
def test_nothing_is_wrong_with_what_an_honest_device_says(kind: DeviceKind) -> None:
    drawn = drawn_homes(seed=1, homes=1, devices=5, shares=HONEST)[0]
    one = next(each for each in drawn.devices if each.kind is kind)

    assert faults(PlayedDevice(one, seed=1, begins_at=BEGIN), many=500) == set()


@pytest.mark.parametrize(
    ("temper", "fault"),
    [
        (Temper.NO_JSON, FaultKind.NOT_JSON),
        (Temper.CLOCK_OF_1970, FaultKind.CLOCK),
        (Temper.HAS_A_TWIN, FaultKind.IDENTITY),
    ],
)
def test_what_lies_is_found_out(temper: Temper, fault: FaultKind) -> None:
    assert fault in faults(of_temper(temper))


def test_a_device_that_floods_says_a_hundred_things_a_second() -> None:
    moments = [each.after_s for each in states(of_temper(Temper.FLOODS), many=1_000)]

    busiest = max(sum(begin <= each < begin + 1.0 for each in moments) for begin in moments)

    assert busiest >= 100


def test_a_sensor_that_drifts_leaves_the_others() -> None:
    drifting = of_temper(Temper.DRIFTS, kind=DeviceKind.SENSOR)

    said_c = [json.loads(each.payload)["temperature"] for each in states(drifting, many=90)]

    assert said_c[-1] - said_c[0] > 3.0


def test_a_dying_battery_is_empty_within_an_hour() -> None:
    dying = of_temper(Temper.DIES, kind=DeviceKind.SENSOR)

    left = [json.loads(each.payload)["battery"] for each in states(dying, many=31)]

    assert left == sorted(left, reverse=True)
    assert left[-1] < 5.0


def test_a_device_that_drops_out_says_so_and_comes_back() -> None:
    spoken = takewhile(
        lambda each: each.after_s < 6 * HOUR_S, of_temper(Temper.DROPS_OUT).goes_on()
    )

    words = [each.payload for each in spoken if heard(each.topic).channel is Channel.AVAILABILITY]

    assert words[:2] == [b"offline", b"online"]


def test_a_hub_that_drops_out_takes_its_home_along() -> None:
    home = drawn_homes(seed=1, homes=1, devices=3, shares={Temper.DROPS_OUT: 1})[0]
    played = PlayedHome(home, seed=1, begins_at=BEGIN)

    gone = next(each for each in played.goes_on() if isinstance(each, Vanishes))

    assert 30.0 <= gone.for_s <= 90.0
    assert played.will.payload == b"offline"


def _thermostat() -> PlayedHome:
    home = drawn_homes(seed=1, homes=1, devices=2, shares=HONEST)[0]
    return PlayedHome(home, seed=1, begins_at=BEGIN)


def _told(wanted: object) -> Answer | object:
    payload = json.dumps({"id": "c-1", "set": wanted}).encode()
    topic = "penstock/home_0001/hall_thermostat_1/set"
    answer = _thermostat().hear(topic, payload, after_s=0.0)
    return answer_in(answer.payload) if answer else None


def test_a_thermostat_does_what_it_is_told_and_answers() -> None:
    assert _told({"target_temperature": 17}) == Answer(command_id="c-1", is_done=True)


@pytest.mark.parametrize(
    "wanted", [{"target_temperature": 90}, {"on": True}, {"target_temperature": True}]
)
def test_what_a_thermostat_cannot_do_is_refused_in_words(wanted: dict[str, object]) -> None:
    answer = _told(wanted)

    assert isinstance(answer, Answer)
    assert (answer.is_done, answer.because[:23]) == (False, "a thermostat cannot set")


@pytest.mark.parametrize("payload", [b"", b"\xff", b"[]", b"{}", b'{"set": 3}'])
def test_what_is_no_command_has_no_answer(payload: bytes) -> None:
    topic = "penstock/home_0001/hall_thermostat_1/set"

    assert _thermostat().hear(topic, payload, after_s=0.0) is None
    assert _thermostat().hear("penstock/home_0001/nobody/set", payload, after_s=0.0) is None


def test_a_hundred_homes_show_every_temper() -> None:
    homes: tuple[DrawnHome, ...] = drawn_homes(seed=1, homes=100, devices=10)

    tempers = {each.temper for home in homes for each in home.devices}

    assert tempers == set(SHARES)
    assert len({each.serial for home in homes for each in home.devices}) == 1_000


@pytest.mark.parametrize(
    ("temper", "is_ok", "firmware"),
    [
        (Temper.HONEST, True, "2.5.0"),
        (Temper.DRIFTS, True, "2.4.1"),
        (Temper.DIES, False, "2.4.1"),
    ],
)
def test_devices_install_what_they_are_told_refuse_it_or_stay_as_they_are(
    temper: Temper, is_ok: bool, firmware: str
) -> None:
    device = of_temper(temper)
    (update,) = [
        json.loads(each.payload)
        for each in device.introduction()
        if heard(each.topic).component == "update"
    ]
    told = {"id": "FW-1", **json.loads(update["payload_install"])}

    answer = device.hear(json.dumps(told).encode(), after_s=0)

    assert answer is not None
    assert json.loads(answer.payload)["ok"] is is_ok
    *_, last = states(device)
    assert said(last.payload, received_at=BEGIN + timedelta(hours=2)).firmware == firmware
