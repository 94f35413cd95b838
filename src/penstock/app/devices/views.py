"""Homes and devices as people see them: how they stand, and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from penstock.casework.device.alerts import DeviceAlert
from penstock.casework.device.commands import DeviceCommand
from penstock.casework.device.faults import FaultCount
from penstock.casework.device.live import LiveState
from penstock.casework.device.liveness import Liveness, Standing, standing
from penstock.casework.device.registry import Device, Home, State


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceView:
    """A device and how it stands.

    Args:
        device: The device.
        live: What it said last; nothing where it never spoke.
        standing: Whether it is there.
        alerts: What is wrong with it.
    """

    device: Device
    live: LiveState
    standing: Standing
    alerts: tuple[DeviceAlert, ...] = ()

    @property
    def word(self) -> str:
        """How it stands, in a word."""
        if self.live.conflict:
            return "conflict"
        if self.device.state is not State.ADOPTED:
            return self.device.state.value
        return self.standing.liveness.value

    def as_json(self) -> dict[str, Any]:
        """Return it for programs."""
        seen = self.live.received_at
        return {
            "device": self.device.of.device,
            "name": self.device.called,
            "state": self.device.state.value,
            "standing": self.word,
            "since": self.standing.since.isoformat() if self.standing.since else None,
            "last_seen": seen.isoformat() if seen else None,
            "model": self.device.model,
            "maker": self.device.maker,
            "serial": self.device.serial,
            "firmware": self.live.firmware or self.device.firmware,
            "conflict": self.live.conflict,
            "values": [
                {
                    "quantity": each.quantity,
                    "value": each.shown if each.number is None else each.number,
                    "unit": each.unit,
                    "at": each.at.isoformat(),
                }
                for each in self.live.values
            ],
            "alerts": [alert_json(each) for each in self.alerts],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """A home with its devices.

    Args:
        home: The home.
        devices: Its devices, by their names.
        alerts: What is wrong in it, the longest first.
        faults: What was wrong with what its devices sent, the latest first.
        commands: What its devices were told, the latest first.
    """

    home: Home
    devices: tuple[DeviceView, ...]
    alerts: tuple[DeviceAlert, ...] = ()
    faults: tuple[FaultCount, ...] = ()
    commands: tuple[DeviceCommand, ...] = ()

    @property
    def adopted(self) -> tuple[DeviceView, ...]:
        """The devices that belong here."""
        return tuple(each for each in self.devices if each.device.state is State.ADOPTED)

    @property
    def online(self) -> int:
        """How many of them are there."""
        return sum(each.word == Liveness.ONLINE for each in self.adopted)

    @property
    def offers(self) -> tuple[DeviceView, ...]:
        """The devices that offer themselves."""
        return tuple(each for each in self.devices if each.device.state is State.OFFERED)

    def as_json(self) -> dict[str, Any]:
        """Return it for programs."""
        return {
            "home": self.home.name,
            "customer": self.home.customer,
            "premise": self.home.premise,
            "account": self.home.account,
            "case": self.home.case_id,
            "devices": [each.as_json() for each in self.devices],
            "faults": [
                {
                    "device": each.device,
                    "kind": each.kind.value,
                    "count": each.count,
                    "last_at": each.last_at.isoformat(),
                    "words": each.words,
                }
                for each in self.faults
            ],
            "commands": [command_json(each) for each in self.commands],
        }


def seen(
    devices: Sequence[Device],
    live: Sequence[LiveState],
    alerts: Sequence[DeviceAlert],
    *,
    now: datetime,
) -> tuple[DeviceView, ...]:
    """Return devices as people see them."""
    known = {each.of: each for each in live}
    return tuple(
        DeviceView(
            device=each,
            live=known.get(each.of) or LiveState(of=each.of),
            standing=standing(
                known.get(each.of),
                every=each.every,
                now=now,
                through=known.get(each.hub) if each.hub else None,
            ),
            alerts=tuple(alert for alert in alerts if alert.of == each.of),
        )
        for each in devices
    )


def alert_json(alert: DeviceAlert) -> dict[str, Any]:
    """Return an alert for programs."""
    return {
        "home": alert.of.home,
        "device": alert.of.device,
        "cause": alert.cause.value,
        "since": alert.since.isoformat(),
        "sentence": alert.sentence,
        "diagnosis": alert.diagnosis,
        "is_urgent": alert.is_urgent,
    }


def command_json(command: DeviceCommand) -> dict[str, Any]:
    """Return a command for programs."""
    answered = command.answered_at
    return {
        "id": command.id,
        "device": str(command.of),
        "wanted": command.wanted,
        "asked_by": command.asked_by,
        "asked_at": command.asked_at.isoformat(),
        "deadline": command.deadline.isoformat(),
        "state": command.state.value,
        "answered_at": answered.isoformat() if answered else None,
        "because": command.because,
    }
