"""Alerts of devices and rooms, with what each probably is."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from penstock.casework.device.alerts import Cause, DeviceAlert, alerts_of
from penstock.casework.device.alerts.watching import watched
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState
from tests.smart_devices import BATH, DEN, HALL, HOME, MINUTE, NOON, device, live

HOUR = timedelta(hours=1)
HUB = DeviceId("elm_7", "hub")
DEVICES = tuple(map(device, (HALL, DEN, BATH)))


def found(*states: LiveState, at: datetime = NOON) -> dict[Cause, DeviceAlert]:
    return {each.cause: each for each in alerts_of(HOME, DEVICES, states, now=at)}


def everywhere(at: datetime = NOON, /, **hall: object) -> list[LiveState]:
    fields = {"temperature": 20.0, **hall}
    return [
        live(HALL, at, **fields),
        live(DEN, at, temperature=20.0),
        live(BATH, at, temperature=21.0),
    ]


def long(hours: int, **hall: object) -> list[LiveState]:
    """Return a home that was looked at each hour; the hall says something else from then on."""
    states = list(watched(everywhere(), HOME, now=NOON))
    for hour in range(1, hours + 1):
        at = NOON + hour * HOUR
        new = everywhere(at, **hall)
        new = [replace(a, watch=b.watch) for a, b in zip(new, states, strict=True)]
        states = list(watched(new, HOME, now=at))
    return states


def test_a_home_that_is_well_gives_no_alert() -> None:
    assert found(*everywhere()) == {}


@pytest.mark.parametrize(
    ("hall", "diagnosis"),
    [
        ({"battery": 4}, "probably it is empty"),
        ({"signal": -90}, "the radio does not reach"),
        ({}, "It has stopped speaking while others go on"),
    ],
)
def test_a_silent_device_is_offline_for_a_reason(hall: dict[str, object], diagnosis: str) -> None:
    silent, *others = everywhere(**hall)
    later = NOON + 2 * HOUR
    others = [replace(each, received_at=later) for each in others]

    alert = found(silent, *others, at=later)[Cause.OFFLINE]

    assert alert.of == HALL
    assert alert.since == NOON
    assert diagnosis in alert.diagnosis


def test_a_home_that_is_silent_as_a_whole_points_at_its_hub() -> None:
    alert = found(*everywhere(), at=NOON + 2 * HOUR)[Cause.OFFLINE]

    assert "All 3 devices of the home are silent" in alert.diagnosis


def test_a_device_that_never_spoke_is_told_of_after_a_while() -> None:
    assert Cause.OFFLINE not in found(at=NOON + MINUTE)
    assert "has never been heard" in found(at=NOON + HOUR)[Cause.OFFLINE].sentence


def test_a_low_battery_is_told_of_once_it_is_below_its_limit() -> None:
    assert Cause.BATTERY not in found(*everywhere(battery=20))
    assert "Send the customer a battery" in found(*everywhere(battery=19))[Cause.BATTERY].diagnosis


def test_a_sensor_that_leaves_its_usual_distance_has_drifted_after_some_hours() -> None:
    warm = {"temperature": 24.5}

    assert Cause.DRIFT not in found(*long(5, **warm), at=NOON + 5 * HOUR)
    alert = found(*long(8, **warm), at=NOON + 8 * HOUR)[Cause.DRIFT]
    assert alert.of == HALL
    assert alert.since == NOON + HOUR


def test_a_hall_that_is_always_colder_has_not_drifted() -> None:
    states = list(watched(everywhere(temperature=16.0), HOME, now=NOON))
    for hour in range(1, 12):
        at = NOON + hour * HOUR
        new = everywhere(at, temperature=16.2)
        new = [replace(a, watch=b.watch) for a, b in zip(new, states, strict=True)]
        states = list(watched(new, HOME, now=at))

    assert Cause.DRIFT not in found(*states, at=NOON + 11 * HOUR)


@pytest.mark.parametrize(
    ("hall", "diagnosis"),
    [
        ({"temperature": 12.0, "mode": "off"}, "The thermostat is off"),
        ({"temperature": 12.0, "action": "heating"}, "heating without reaching"),
        ({"temperature": 12.0, "target_temperature": 20}, "Look at the C-wire"),
        ({"temperature": 33.0, "action": "cooling"}, "cooling without reaching"),
    ],
)
def test_a_room_outside_its_comfort_for_long_says_why(
    hall: dict[str, object], diagnosis: str
) -> None:
    assert Cause.COMFORT not in found(*long(2, **hall), at=NOON + 2 * HOUR)
    assert diagnosis in found(*long(4, **hall), at=NOON + 4 * HOUR)[Cause.COMFORT].diagnosis


def test_a_house_that_may_freeze_is_urgent() -> None:
    assert found(*long(4, temperature=3.0), at=NOON + 4 * HOUR)[Cause.COMFORT].is_urgent


def test_two_devices_in_one_name_are_an_alert() -> None:
    torn = replace(live(), conflict="TH-1 and TH-2 speak in one name.")

    assert "Read the serial number" in found(torn)[Cause.CONFLICT].diagnosis


def test_what_is_silent_with_its_hub_is_the_alert_of_the_hub_alone() -> None:
    through = tuple(replace(device(each), through="hub") for each in (HALL, DEN, BATH))
    hub = replace(live(HUB), availability="offline", availability_at=NOON + MINUTE)

    alerts = alerts_of(HOME, (*through, device(HUB)), (*everywhere(), hub), now=NOON + 2 * MINUTE)

    assert [(each.of, each.cause) for each in alerts] == [(HUB, Cause.OFFLINE)]
    assert "All 4 devices of the home are silent" in alerts[0].diagnosis
