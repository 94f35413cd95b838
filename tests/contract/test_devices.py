"""Homes, devices, commands and live states, wherever they are kept."""

from dataclasses import replace

import pytest

from penstock.casework.device.commands import DeviceCommand, asked, sent
from penstock.casework.device.faults import FaultCount, FaultKind
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState
from penstock.casework.device.ports import Devices, KeepsDevices, StaleEntryError
from penstock.casework.device.registry import Device, Home, State, offered, retired
from penstock.casework.device.status import IntakeStatus, Link
from penstock.delivery.ports import Store
from tests.contract.places import Place
from tests.smart_devices import DEN, HALL, HOME, MINUTE, NOON, device, live

OTHER = offered(DeviceId("oak_1", "hall"), at=NOON)
FAULT = FaultCount(
    home="elm_7",
    device="hall",
    kind=FaultKind.NOT_JSON,
    count=2,
    first_at=NOON,
    last_at=NOON,
    words="A message is no JSON.",
    sample="x",
)


def of(store: Store) -> Devices:
    assert isinstance(store, KeepsDevices)
    return store.devices


def command(named: str) -> DeviceCommand:
    return asked({"on": True}, of=HALL, by="Sol", at=NOON, deadline=NOON + MINUTE, named=named)


def test_what_is_kept_is_found_by_its_kind_its_home_and_its_standing(store: Store) -> None:
    devices = of(store)
    first = offered(HALL, at=NOON)
    devices.keep(HOME, first, OTHER)

    devices.keep(replace(device(), version=2))

    assert devices.entry(Home, "elm_7") == HOME
    assert devices.entry(Device, "elm_7/hall") == replace(device(), version=2)
    assert [each.of for each in devices.entries(Device)] == [HALL, OTHER.of]
    assert devices.entries(Device, standing=State.OFFERED) == (OTHER,)
    assert devices.entries(Device, home="oak_1", standing=State.ADOPTED) == ()


def test_what_does_not_follow_is_refused_with_all_that_came_with_it(store: Store) -> None:
    devices = of(store)
    devices.keep(offered(HALL, at=NOON))

    with pytest.raises(StaleEntryError, match="version 1 does not follow"):
        devices.keep(HOME, offered(HALL, at=NOON))

    assert devices.entry(Home, "elm_7") is None


def test_the_stamp_changes_with_homes_and_devices_and_with_nothing_else(store: Store) -> None:
    devices = of(store)
    stamps = [devices.stamp()]
    for change in (HOME, offered(HALL, at=NOON), retired(offered(HALL, at=NOON), because="x")):
        devices.keep(change)
        stamps.append(devices.stamp())

    devices.keep_seen([live()], [FAULT])

    assert len({*stamps}) == 4
    assert devices.stamp() == stamps[-1]


def test_a_command_is_found_while_it_is_open(store: Store) -> None:
    devices, first = of(store), command("C-1")
    devices.keep(first, command("C-2"))

    devices.keep(sent(first, at=NOON))

    found = devices.entries(DeviceCommand, home="elm_7", standing="open")
    assert [(each.id, each.state.value) for each in found] == [("C-1", "sent"), ("C-2", "queued")]


def test_the_newest_live_state_replaces_the_one_before(store: Store) -> None:
    devices = of(store)
    devices.keep_seen([live(HALL, temperature=20.5, mode="heat"), live(DEN)], [])

    devices.keep_seen([live(HALL, NOON + MINUTE, temperature=21)], [])

    assert devices.live_of(["elm_7"]) == (live(DEN), live(HALL, NOON + MINUTE, temperature=21))
    assert devices.live_of(["oak_1"]) == ()


def test_faults_add_up_and_the_last_one_has_the_word(store: Store) -> None:
    devices = of(store)
    devices.keep_seen([], [FAULT])
    later = replace(FAULT, count=3, first_at=NOON + MINUTE, last_at=NOON + MINUTE, words="Again.")

    devices.keep_seen([], [later, replace(FAULT, home="oak_1")])

    (found,) = devices.faults("elm_7")
    assert (found.count, found.first_at, found.last_at) == (5, NOON, NOON + MINUTE)
    assert found.words == "Again."
    assert [each.home for each in devices.faults()] == ["elm_7", "oak_1"]


def test_how_taking_in_stands_is_one_entry_with_versions(store: Store) -> None:
    first = IntakeStatus(link=Link.CONNECTED, since=NOON, at=NOON, waiting=("elm_7",))
    of(store).keep(first)

    of(store).keep(replace(first, link=Link.AWAY, version=2))

    (found,) = of(store).entries(IntakeStatus)
    assert (found.link, found.waiting) == (Link.AWAY, ("elm_7",))


def test_a_restart_loses_nothing(place: Place) -> None:
    with place.opened() as store:
        of(store).keep(HOME, offered(HALL, at=NOON))
        of(store).keep_seen([live(temperature=20)], [FAULT])

    with place.opened() as store:
        devices = of(store)
        assert devices.entry(Home, "elm_7") == HOME
        assert devices.live_of(["elm_7"]) == (live(temperature=20),)
        assert devices.faults("elm_7") == (FAULT,)
        assert devices.live_of([]) == ()


def test_a_live_state_comes_back_whole(store: Store) -> None:
    whole = replace(
        live(HALL, seq=7, serial="TH-1", firmware="1.2", temperature=20.25, on=True),
        conflict="Two.",
        jumps=2,
    )

    of(store).keep_seen([whole, LiveState(of=DEN)], [])

    assert of(store).live_of(["elm_7", "oak_1"]) == (LiveState(of=DEN), whole)
