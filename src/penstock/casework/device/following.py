"""A thermostat that follows a schedule: what it was told last, and whether somebody else set it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from penstock.casework.device.commands import CommandState, DeviceCommand
from penstock.casework.device.entries import OfDevice, next_version
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveValue

# Thermostats round to half degrees or to whole ones of Fahrenheit, and their clocks differ.
_SAME_MK, _SETTLED = 500, timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Following(OfDevice):
    """A thermostat that follows a schedule.

    Args:
        of: Which.
        since: The change of the schedule that was looked after last.
        target_mc: What it was told to aim at last. [m°C]
        command_id: The command that told it.
        by_hand_at: Since when it says another target than it was told; None where it does not.
        version: Counts from 1.
    """

    of: DeviceId
    since: datetime
    target_mc: int
    command_id: str
    by_hand_at: datetime | None = None
    version: int = 1

    @property
    def standing(self) -> str:
        """What lists look for."""
        return "by hand" if self.by_hand_at else ""


def noticed(
    kept: Following, command: DeviceCommand | None, reported: LiveValue | None
) -> Following:
    """Return how a thermostat follows after what it says its target is.

    Args:
        kept: How it followed.
        command: The command that told it last, as it stands.
        reported: The target that it said last; None where it says none.
    """
    target_c = reported.number if reported else None
    answered_at = command.answered_at if command else None
    is_done = command is not None and command.state is CommandState.ACKNOWLEDGED
    if not is_done or answered_at is None or reported is None or target_c is None:
        return kept
    if abs(target_c * 1000 - kept.target_mc) <= _SAME_MK:
        return kept if kept.by_hand_at is None else next_version(kept, by_hand_at=None)
    if kept.by_hand_at or reported.at <= answered_at + _SETTLED:
        return kept
    return next_version(kept, by_hand_at=reported.at)


def left_alone(kept: Following, *, since: datetime) -> Following:
    """Return how a thermostat follows that is left as somebody has set it."""
    return next_version(kept, since=since)


def told(
    kept: Following | None, command: DeviceCommand, *, since: datetime, target_c: float
) -> Following:
    """Return how a thermostat follows that is told what to aim at."""
    new = Following(
        of=command.of, since=since, target_mc=round(target_c * 1000), command_id=command.id
    )
    return replace(new, version=kept.version + 1) if kept else new
