"""What the stream asks of the platform that a home's devices talk to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
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
        energy_kwh: What its counter shows; None where it has none. [kWh]
        temperature_c: What it reads; likewise. [°C]
        called: What people call it; empty where nobody said.
    """

    device: str
    serial: str = ""
    firmware: str = ""
    is_online: bool = False
    last_seen: datetime | None = None
    signal_dbm: int | None = None
    is_adopted: bool = True
    because: str = ""
    energy_kwh: Decimal | None = None
    temperature_c: Decimal | None = None
    called: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAlert:
    """What the platform noticed of one device; one for each cause, however long it lasts.

    Args:
        device: Which.
        cause: In a word: `offline`, `low battery`, `drift`, `comfort`.
        diagnosis: What was found, what it probably is, and what to try first.
        since: Since when.
        is_urgent: Whether somebody may be harmed or a house damaged.
    """

    device: str
    cause: str
    diagnosis: str
    since: datetime
    is_urgent: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFacts:
    """Whose a home is; consents are given about these words.

    Args:
        home: Its name in topics.
        customer: Whose it is.
        premise: The service address.
        account: The account.
        case_id: The case that brings it.
    """

    home: str
    customer: str
    premise: str
    account: str
    case_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedDevice:
    """A device that is packed for a home and will speak there.

    Args:
        device: Its name in the home.
        serial: Its serial number.
        called: What people call it; empty where it keeps the name that it has.
    """

    device: str
    serial: str
    called: str


class UnregisteredError(Exception):
    """The platform cannot take a home or its devices in; the sentence says why."""


class HomeDevices(Protocol):
    """The devices of homes, as the platform knows them."""

    def register(self, facts: HomeFacts, devices: Sequence[ExpectedDevice], *, by: str) -> None:
        """Let the platform know a home and its devices ahead; the same again changes nothing.

        A device that is known under another serial number has it from then on.

        Raises:
            UnregisteredError: A name cannot be, or the facts lack something.
        """
        ...

    def unheard(self) -> str:
        """Return why nothing is heard of any home now, in a sentence; empty while it is."""
        ...

    def states(self, home: str) -> tuple[DeviceState, ...]:
        """Return the devices of a home, those too that were never heard of, by their names."""
        ...

    def alerts(self, home: str) -> tuple[DeviceAlert, ...]:
        """Return what is wrong in a home now, the oldest first."""
        ...

    def command(self, home: str, device: str, said: Mapping[str, object], *, by: str) -> Commanded:
        """Send a command to a device, such as `{"mode": "heat"}`; it is kept until it is answered.

        Raises:
            LookupError: The home has no such device.
        """
        ...
