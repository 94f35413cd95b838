"""Commands on their way: sent when the broker has them, overdue when nobody answered in time."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from penstock.app.devices.intake.register import Register
from penstock.casework.device.commands import (
    Answer,
    CommandState,
    DeviceCommand,
    answered,
    overdue,
    sent,
)
from penstock.casework.device.faults import Fault, FaultKind
from penstock.casework.device.identity import Channel, DeviceId
from penstock.casework.device.ports import Devices, StaleEntryError


class Publishes(Protocol):
    """What commands are handed to."""

    def publish(self, topic: str, payload: bytes) -> Any:
        """Hand a message to the broker; what is returned tells with `is_published` that it has it.

        Raises:
            ValueError: Too much waits for it already.
        """
        ...


@dataclass
class Commanding:
    """Brings commands to devices, and their answers back.

    A program that is killed between the two may send a command twice, under the same id.

    Args:
        devices: Where commands are kept.
        broker: Whom they are handed to.
        register: Knows what customers allow now.
    """

    devices: Devices
    broker: Publishes
    register: Register
    _under_way: dict[str, Any] = field(default_factory=dict)

    def turn(self, *, now: datetime, is_connected: bool) -> None:
        """Send what is to be sent, and give up what is overdue.

        A program's command waits while the customer does not allow what it is for.
        """
        found = self.devices.entries(DeviceCommand, standing="open")
        self.register.look({each.home for each in found if each.purpose})
        for each in found:
            is_allowed = self._is_allowed(each, now)
            if now >= each.deadline:
                self._under_way.pop(each.id, None)
                self._keep(overdue(each, is_allowed=is_allowed))
            elif each.state is CommandState.QUEUED and is_connected and is_allowed:
                self._send(each, now)

    def answers(
        self, answers: Sequence[tuple[DeviceId, Answer, datetime]]
    ) -> tuple[tuple[DeviceId, Fault, datetime], ...]:
        """Keep what devices answer; return what answers nothing that its device was told."""
        wrong = []
        for of, answer, at in answers:
            command = self.devices.entry(DeviceCommand, answer.command_id)
            if command is None or command.of != of:
                words = f"{of} answers “{answer.command_id[:40]}”, which it was never told."
                wrong.append((of, Fault(kind=FaultKind.ANSWER, words=words), at))
            elif (after := answered(command, answer, at=at)) is not command:
                self._keep(after)
        return tuple(wrong)

    def _is_allowed(self, command: DeviceCommand, now: datetime) -> bool:
        covered = self.register.covered(command.home)
        return not command.purpose or command.purpose in covered.at(now)

    def _send(self, command: DeviceCommand, now: datetime) -> None:
        if command.id not in self._under_way:
            with suppress(ValueError):
                topic = command.of.topic(Channel.SET)
                self._under_way[command.id] = self.broker.publish(topic, command.payload)
        elif self._under_way[command.id].is_published():
            del self._under_way[command.id]
            self._keep(sent(command, at=now))

    def _keep(self, command: DeviceCommand) -> None:
        # Whoever was quicker has kept what became of it; the next turn looks at it again.
        with suppress(StaleEntryError):
            self.devices.keep(command)
