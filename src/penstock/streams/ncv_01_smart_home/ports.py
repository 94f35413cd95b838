"""What the stream asks of the platform that a home's devices talk to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceState:
    """What the platform knows of one device now.

    Args:
        device: Its name in the home, as its topics have it.
        serial: Its serial number; empty where it does not say.
        firmware: What runs on it; likewise.
        is_online: Whether it answers.
        last_seen: When it was last heard of; None for never.
        signal_dbm: How strong its signal is; None where it does not say. [dBm]
        is_adopted: Whether somebody has taken it into the home; else it only offers itself.
        because: Why it does not answer or is in conflict, in a sentence; empty where all is well.
    """

    device: str
    serial: str = ""
    firmware: str = ""
    is_online: bool = False
    last_seen: datetime | None = None
    signal_dbm: int | None = None
    is_adopted: bool = True
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAlert:
    """What the platform noticed of one device; one for each cause, however long it lasts.

    Args:
        device: Which.
        cause: In a word: `offline`, `low battery`, `drift`, `comfort`.
        diagnosis: What is probably wrong, in a sentence.
        since: Since when.
    """

    device: str
    cause: str
    diagnosis: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Commanded:
    """What became of a command that was sent to a device.

    Args:
        command_id: What it is called.
        state: Where it stands: queued, sent, acknowledged, refused, overdue.
        because: Why, in a sentence; empty where nothing is to be said.
    """

    command_id: str
    state: str
    because: str = ""


class HomeDevices(Protocol):
    """The devices of homes, as the platform knows them."""

    def states(self, home: str) -> tuple[DeviceState, ...]:
        """Return the devices of a home, those too that were never heard of, by their names."""
        ...

    def alerts(self, home: str) -> tuple[DeviceAlert, ...]:
        """Return what is wrong in a home now, the oldest first."""
        ...

    def command(self, home: str, device: str, said: Mapping[str, str], *, by: str) -> Commanded:
        """Send a command to a device, such as `{"mode": "heat"}`; it is kept until it is answered.

        Raises:
            LookupError: The home has no such device.
        """
        ...
