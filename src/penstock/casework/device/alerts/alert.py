"""An alert of a device: what is wrong, since when, and what it probably is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from penstock.casework.device.identity import DeviceId


class Cause(StrEnum):
    """What is wrong; there is one alert for each device and cause."""

    OFFLINE = "offline"
    BATTERY = "low battery"
    DRIFT = "drift"
    COMFORT = "comfort"
    CONFLICT = "two devices, one identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceAlert:
    """Something that is wrong with a device or with its room.

    Args:
        of: The device.
        cause: What is wrong.
        since: Since when.
        sentence: What was found, against what was expected.
        diagnosis: What it probably is, and what to try first.
        is_urgent: Whether somebody may be harmed or a house damaged.
    """

    of: DeviceId
    cause: Cause
    since: datetime
    sentence: str
    diagnosis: str
    is_urgent: bool = False

    @property
    def key(self) -> str:
        """What is the same for all messages about one device and cause."""
        return f"{self.of}:{self.cause}"
