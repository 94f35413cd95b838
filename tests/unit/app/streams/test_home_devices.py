from dataclasses import replace
from datetime import timedelta

import pytest

from penstock.app.streams.home_devices import NoDevicesError, RegisteredHomes, home_devices
from penstock.app.streams.ports import World
from penstock.casework.device.commands import DeviceCommand
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState
from penstock.casework.device.registry import Device, Home, offered, retired
from penstock.casework.device.status import IntakeStatus, Link
from penstock.store.memory_devices import MemoryDevices
from penstock.streams.ncv_01_smart_home.ports import (
    ExpectedDevice,
    HomeFacts,
    UnregisteredError,
)
from tests.home_sale import home_on
from tests.smart_devices import NOON

FACTS = HomeFacts(
    home="elm_7", customer="Ada", premise="7 Elm Street", account="A-1", case_id="NCV-01-7"
)
HALL = ExpectedDevice(device="hall", serial="TH-1", called="Smart thermostat, Hall")


@pytest.fixture
def kept() -> MemoryDevices:
    return MemoryDevices()


def homes(kept: MemoryDevices, *, is_trial: bool = False, later_s: int = 0) -> RegisteredHomes:
    now = NOON + timedelta(seconds=later_s)
    return RegisteredHomes(devices=kept, now=lambda: now, is_trial=is_trial)


def test_what_is_registered_ahead_is_adopted_and_was_never_heard(kept: MemoryDevices) -> None:
    homes(kept).register(FACTS, [HALL], by="paula")

    (state,) = homes(kept).states("elm_7")
    assert (state.serial, state.is_adopted, state.is_online) == ("TH-1", True, False)
    assert state.because.startswith("It was never heard")


def test_the_same_again_changes_nothing_and_another_number_does(kept: MemoryDevices) -> None:
    for _ in range(2):
        homes(kept).register(FACTS, [HALL], by="paula")
    assert [each.version for each in kept.entries(Device)] == [1]

    homes(kept).register(FACTS, [replace(HALL, serial="TH-2")], by="paula")

    (device,) = kept.entries(Device)
    assert (device.version, device.serial) == (2, "TH-2")
    assert len(kept.entries(Home)) == 1


def test_somebody_who_only_looks_registers_nothing(kept: MemoryDevices) -> None:
    homes(kept, is_trial=True).register(FACTS, [HALL], by="paula")

    assert kept.entries(Home) == ()


@pytest.mark.parametrize(
    ("facts", "because"),
    [(replace(FACTS, account=""), "lacks its customer"), (replace(FACTS, home="A-1"), "no name")],
)
def test_a_home_that_cannot_be_is_told_so(
    kept: MemoryDevices, facts: HomeFacts, because: str
) -> None:
    with pytest.raises(UnregisteredError, match=because):
        homes(kept).register(facts, [HALL], by="paula")


def test_a_device_that_only_offers_itself_is_not_adopted(kept: MemoryDevices) -> None:
    kept.keep(offered(DeviceId("elm_7", "den"), at=NOON))

    (state,) = homes(kept).states("elm_7")

    assert not state.is_adopted


def test_a_device_that_was_taken_out_is_no_device_of_the_home(kept: MemoryDevices) -> None:
    homes(kept).register(FACTS, [HALL], by="paula")
    (device,) = kept.entries(Device)
    kept.keep(retired(device, because="sold"))

    assert homes(kept).states("elm_7") == ()


def test_two_devices_in_one_name_are_not_there(kept: MemoryDevices) -> None:
    homes(kept).register(FACTS, [HALL], by="paula")
    live = LiveState(
        of=DeviceId("elm_7", "hall"), at=NOON, received_at=NOON, conflict="Two speak as hall."
    )
    kept.keep_seen([live], [])

    (state,) = homes(kept).states("elm_7")

    assert (state.is_online, state.because) == (False, "Two speak as hall.")
    assert [each.cause for each in homes(kept).alerts("elm_7")] == ["two devices, one identity"]

    homes(kept).register(FACTS, [replace(HALL, serial="TH-2")], by="paula")

    assert homes(kept).states("elm_7")[0].is_online


def test_a_device_that_fell_silent_says_since_when(kept: MemoryDevices) -> None:
    homes(kept).register(FACTS, [HALL], by="paula")
    of = DeviceId("elm_7", "hall")
    kept.keep_seen([LiveState(of=of, at=NOON, received_at=NOON)], [])

    (state,) = homes(kept, later_s=3600).states("elm_7")

    assert state.because == "It has been silent since 2026-06-12 12:00 UTC."


def test_a_command_waits_until_it_is_sent(kept: MemoryDevices) -> None:
    homes(kept).register(FACTS, [HALL], by="paula")

    said = homes(kept).command("elm_7", "hall", {"mode": "heat"}, by="suki")

    (command,) = kept.entries(DeviceCommand)
    assert (command.id, said.state, command.asked_by) == (said.command_id, "queued", "suki")


def test_nothing_is_told_to_what_is_not_there_or_says_nothing(kept: MemoryDevices) -> None:
    homes(kept).register(FACTS, [HALL], by="paula")

    with pytest.raises(LookupError, match="has no device den"):
        homes(kept).command("elm_7", "den", {"mode": "heat"}, by="suki")
    with pytest.raises(UnregisteredError, match="says 2 bytes"):
        homes(kept).command("elm_7", "hall", {}, by="suki")


def test_nobody_knows_alerts_of_a_home_that_is_not_there(kept: MemoryDevices) -> None:
    assert homes(kept).alerts("elm_9") == ()


def test_a_store_without_devices_says_so() -> None:
    cases = home_on().cases

    class Without:
        """A store that keeps no devices."""

    with pytest.raises(NoDevicesError, match="keeps no devices"):
        home_devices(World(cases=replace(cases, store=Without())))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("link", "sentence"), [(Link.CONNECTED, ""), (Link.AWAY, "has been away since")]
)
def test_a_broker_that_is_away_is_told_apart_from_devices_that_are_silent(
    kept: MemoryDevices, link: Link, sentence: str
) -> None:
    assert homes(kept).unheard() == ""
    kept.keep(IntakeStatus(link=link, since=NOON, broker="b:1883", at=NOON))

    told = homes(kept).unheard()

    assert sentence in told
    assert bool(told) == bool(sentence)


def test_who_listened_and_was_killed_is_told_as_one_who_listens_no_more(
    kept: MemoryDevices,
) -> None:
    kept.keep(IntakeStatus(link=Link.CONNECTED, since=NOON, broker="b:1883", at=NOON))

    heard, unheard = (homes(kept, later_s=each).unheard() for each in (60, 600))

    assert (heard, unheard[:50]) == ("", "Nobody has listened since 2026-06-12 12:00:00 UTC;")
