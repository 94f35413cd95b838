"""Promises such as `30 business days`, told with clocks that engines can read."""

from collections.abc import Mapping
from dataclasses import dataclass

from penstock.governance.service_levels.levels import ServiceLevel, Unit
from penstock.measurement.metrics.clocks import Dial

_MINUTE_US = 60 * 1_000_000
_HOUR_US = 60 * _MINUTE_US


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """When something is in time: `end clock < begin clock + allowance`.

    It says what `ServiceLevel.due` says, of any two moments.

    Args:
        begin: What is read when it begins; None where the moment itself counts, in microseconds.
        end: What is read when it ends; the same.
        allowance: The least difference that is too late.
    """

    begin: Dial | None
    end: Dial | None
    allowance: int

    @property
    def needs_calendar(self) -> bool:
        """Whether it counts with the hours or days of a calendar."""
        return self.begin is not None


# Dials for beginning and end, microseconds or days of one unit, and what comes on top.
_CLOCKS: Mapping[Unit, tuple[Dial | None, Dial | None, int, int]] = {
    Unit.MINUTE: (None, None, _MINUTE_US, 0),
    Unit.HOUR: (None, None, _HOUR_US, 0),
    Unit.CALENDAR_DAY: (Dial.DAYS, Dial.DAYS, 1, 1),
    Unit.BUSINESS_MINUTE: (Dial.OPEN, Dial.OPEN, _MINUTE_US, 0),
    Unit.BUSINESS_HOUR: (Dial.OPEN, Dial.OPEN, _HOUR_US, 0),
    Unit.BUSINESS_DAY: (Dial.BUSINESS_DAYS, Dial.CLOSINGS, 1, 0),
}


def promise_of(within: str) -> Promise:
    """Return the promise that a record's `within` makes.

    Raises:
        ServiceLevelError: The text says none.
    """
    level = ServiceLevel.parse(within)
    begin, end, each, more = _CLOCKS[level.unit]
    return Promise(begin=begin, end=end, allowance=level.amount * each + more)
