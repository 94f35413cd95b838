"""Commands: they go out, wait while the broker is away, and are answered or overdue."""

from dataclasses import replace

from penstock.casework.device.commands import CommandState, DeviceCommand, asked
from penstock.casework.device.identity import Channel
from penstock.casework.device.status import Link
from tests.device_intake import Hearing
from tests.smart_devices import DEN, HALL, MINUTE, NOON


def test_a_command_goes_out_and_its_answer_comes_back(home: Hearing) -> None:
    home.devices.keep(_command("C-1"))

    home.sort()
    home.sort()

    ((topic, payload),) = home.line.published
    assert (topic, b'"id": "C-1"' in payload) == ("penstock/elm_7/hall/set", True)
    assert _state_of(home, "C-1") is CommandState.SENT
    home.line.hand(HALL.topic(Channel.ACK), b'{"id": "C-1", "ok": true}')
    home.sort()
    assert _state_of(home, "C-1") is CommandState.ACKNOWLEDGED


def test_a_command_waits_while_the_broker_is_away_and_is_overdue_afterwards(home: Hearing) -> None:
    home.devices.keep(_command("C-1"))
    home.line.link = Link.AWAY

    home.sort()
    assert (home.line.published, _state_of(home, "C-1")) == ([], CommandState.QUEUED)
    home.line.now = NOON + 2 * MINUTE
    home.sort()

    found = home.devices.entry(DeviceCommand, "C-1")
    assert found is not None
    assert (found.state, found.because) == (
        CommandState.OVERDUE,
        "the broker was away, and it was never sent",
    )


def test_what_a_program_tells_waits_while_the_customer_does_not_allow_it(home: Hearing) -> None:
    home.devices.keep(replace(_command("C-1"), purpose="marketing"))

    home.sort()
    assert (home.line.published, _state_of(home, "C-1")) == ([], CommandState.QUEUED)
    home.allow("marketing")
    home.sort()

    assert len(home.line.published) == 1


def test_what_a_customer_does_not_allow_in_time_is_never_sent_and_says_why(home: Hearing) -> None:
    home.devices.keep(replace(_command("C-1"), purpose="marketing"))
    home.line.now = NOON + 2 * MINUTE

    home.sort()

    found = home.devices.entry(DeviceCommand, "C-1")
    assert found is not None
    assert found.because == "the customer does not allow marketing, and it was never sent"
    assert home.line.published == []


def test_a_device_answers_for_itself_alone(home: Hearing) -> None:
    home.devices.keep(_command("C-1"))

    home.line.hand(DEN.topic(Channel.ACK), b'{"id": "C-1", "ok": true}')
    home.sort()

    assert _state_of(home, "C-1") is CommandState.QUEUED
    assert home.faults() == {"unknown answer": 1}


def _command(named: str) -> DeviceCommand:
    return asked({"on": True}, of=HALL, by="Sol", at=NOON, deadline=NOON + MINUTE, named=named)


def _state_of(home: Hearing, named: str) -> CommandState:
    found = home.devices.entry(DeviceCommand, named)
    assert found is not None
    return found.state
