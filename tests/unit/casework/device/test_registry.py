"""Devices that are offered, adopted and retired, and what they are told to do."""

import json
from datetime import timedelta

import pytest

from penstock.casework.device.commands import (
    Answer,
    CommandState,
    DeviceCommand,
    UnfitCommandError,
    answer_in,
    answered,
    asked,
    overdue,
    sent,
)
from penstock.casework.device.discovery import announced
from penstock.casework.device.faults import Fault
from penstock.casework.device.identity import config_topic, heard
from penstock.casework.device.registry import (
    Home,
    RegistryError,
    State,
    adopted,
    described,
    offered,
    retired,
)
from tests.smart_devices import HALL, MINUTE, NOON, device, thing


def command(**wanted: object) -> DeviceCommand:
    return asked(wanted, of=HALL, by="Sol", at=NOON, deadline=NOON + MINUTE, named="C-1")


def test_an_offer_says_what_its_device_announces_and_a_second_time_changes_nothing() -> None:
    topic = heard(config_topic(HALL, component="sensor", thing="t"))
    (said,) = announced(topic, thing(unit_of_meas="°F")).things

    found = described(offered(HALL, at=NOON), said)

    assert (found.called, found.model, found.serial) == ("Hall", "T-100", "TH-1")
    assert found.unit_of == {"temperature": "°F"}
    assert described(found, said) is found


def test_an_adopted_device_keeps_its_serial_number_whatever_is_announced() -> None:
    topic = heard(config_topic(HALL, component="sensor", thing="t"))
    (said,) = announced(topic, thing(dev={"ids": "x", "sn": "TH-2"})).things

    assert described(device(serial="TH-1"), said).serial == "TH-1"


def test_what_is_retired_says_why() -> None:
    with pytest.raises(RegistryError, match="Say why"):
        retired(device(), because=" ")

    assert retired(device(), because="sold").state is State.RETIRED


def test_what_was_retired_can_be_adopted_again() -> None:
    back = adopted(retired(device(), because="sold"), by="Ada", at=NOON)

    assert (back.state, back.because) == (State.ADOPTED, "")


def test_a_home_names_whom_consents_are_about() -> None:
    with pytest.raises(RegistryError, match="customer, premise or account"):
        Home(name="elm_7", customer="Ada", premise="", account="A", entered_at=NOON)


def test_a_command_is_sent_with_its_id_and_its_deadline() -> None:
    found = json.loads(command(target_temperature=20).payload)

    assert found == {
        "id": "C-1",
        "until": "2026-06-12T12:01:00+00:00",
        "set": {"target_temperature": 20},
    }


@pytest.mark.parametrize(
    ("answer", "state", "because"),
    [
        (b'{"id": "C-1", "ok": true}', CommandState.ACKNOWLEDGED, ""),
        (b'{"id": "C-1", "ok": false, "because": "locked"}', CommandState.REFUSED, "locked"),
        (b'{"id": "C-1", "ok": false}', CommandState.REFUSED, "the device does not say why"),
    ],
)
def test_an_answer_ends_a_command(answer: bytes, state: CommandState, because: str) -> None:
    said = answer_in(answer)
    assert isinstance(said, Answer)

    found = answered(sent(command(on=True), at=NOON), said, at=NOON)

    assert (found.state, found.because, found.is_open) == (state, because, False)


def test_the_first_answer_counts() -> None:
    first = answered(command(on=True), Answer(command_id="C-1", is_done=True), at=NOON)

    assert answered(first, Answer(command_id="C-1", is_done=False), at=NOON) is first


def test_a_late_answer_is_kept_and_said_to_be_late() -> None:
    late = overdue(sent(command(on=True), at=NOON))

    found = answered(late, Answer(command_id="C-1", is_done=True), at=NOON + timedelta(hours=1))

    assert late.because == "the device has not answered in time"
    assert found.state is CommandState.ACKNOWLEDGED
    assert found.because == "it was done after the deadline"


@pytest.mark.parametrize("answer", [b"ok", b"{}", b'{"id": 7, "ok": true}', b'{"id": "C-1"}'])
def test_an_answer_that_says_too_little_is_a_fault(answer: bytes) -> None:
    assert isinstance(answer_in(answer), Fault)


def test_a_command_says_something_and_is_not_over_before_it_begins() -> None:
    with pytest.raises(UnfitCommandError, match="expected one to"):
        command()
    with pytest.raises(UnfitCommandError, match="expected one to"):
        command(words="x" * 5000)
    with pytest.raises(UnfitCommandError, match="later deadline"):
        asked({"on": True}, of=HALL, by="Sol", at=NOON, deadline=NOON, named="C-1")


@pytest.mark.parametrize("value", [68, 3.9, True])
def test_a_device_is_not_told_what_cannot_be_in_a_home(value: float) -> None:
    with pytest.raises(UnfitCommandError, match="expected 4 to 40 °C"):
        asked(
            {"target_temperature": value},
            of=HALL,
            by="Suki",
            at=NOON,
            deadline=NOON + timedelta(minutes=5),
            named="CMD-1",
        )
