"""How urgent a ticket is, and by when it is to be mended."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.levels import ServiceLevel


class Priority(StrEnum):
    """How urgent it is."""

    URGENT = "urgent"
    """Somebody freezes, sweats or is in danger: no heating, no cooling, a hot plug."""
    HIGH = "high"
    """What the customer bought does not work."""
    NORMAL = "normal"
    """It works, and something about it is wrong."""
    LOW = "low"
    """It will be wrong one day: a battery that runs down, firmware that is behind."""


SERVICE_LEVELS: Mapping[Priority, ServiceLevel] = {
    Priority.URGENT: ServiceLevel.parse("4 hours"),
    Priority.HIGH: ServiceLevel.parse("1 business day"),
    Priority.NORMAL: ServiceLevel.parse("3 business days"),
    Priority.LOW: ServiceLevel.parse("10 business days"),
}
"""By when tickets are to be mended; the levels are ours."""

_ORDER = tuple(Priority)


def due(priority: Priority, calendar: Calendar, since: datetime) -> datetime:
    """Return the first moment that is too late.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    return SERVICE_LEVELS[priority].due(calendar, since)


def more_urgent(one: Priority, other: Priority) -> Priority:
    """Return the more urgent of two."""
    return min(one, other, key=_ORDER.index)
