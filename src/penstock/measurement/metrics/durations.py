"""What durations are told in: units of elapsed time, of open hours, and of business days."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto


class Measure(Enum):
    """What passes between two moments."""

    ELAPSED = auto()
    OPEN = auto()
    BUSINESS_DAYS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationUnit:
    """A unit of durations.

    Args:
        measure: What it counts.
        step_us: What durations are counted in before they are put in order: microseconds of a
            second or a minute; 1 for days, which are whole.
        steps: How many such steps are one unit.
    """

    measure: Measure
    step_us: int
    steps: int

    @property
    def needs_calendar(self) -> bool:
        """Whether it stands still in closed hours."""
        return self.measure is not Measure.ELAPSED


class DurationUnitError(ValueError):
    """A unit in which no duration is told."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        super().__init__(
            f"“{unit}” is no unit of durations. Write one of: {', '.join(DURATION_UNITS)}."
        )


_SECOND_US = 1_000_000
_MINUTE_US = 60 * _SECOND_US


def _elapsed(minutes: int) -> DurationUnit:
    return DurationUnit(measure=Measure.ELAPSED, step_us=_MINUTE_US, steps=minutes)


def _open(minutes: int) -> DurationUnit:
    return DurationUnit(measure=Measure.OPEN, step_us=_MINUTE_US, steps=minutes)


# A month is the mean one of the Gregorian calendar: 146 097 days in 4 800 months.
DURATION_UNITS: Mapping[str, DurationUnit] = {
    "seconds": DurationUnit(measure=Measure.ELAPSED, step_us=_SECOND_US, steps=1),
    "minutes": _elapsed(1),
    "hours": _elapsed(60),
    "days": _elapsed(24 * 60),
    "weeks": _elapsed(7 * 24 * 60),
    "months": DurationUnit(
        measure=Measure.ELAPSED, step_us=_SECOND_US, steps=146_097 * 24 * 60 * 60 // 4_800
    ),
    "business minutes": _open(1),
    "business hours": _open(60),
    "business days": DurationUnit(measure=Measure.BUSINESS_DAYS, step_us=1, steps=1),
}


def unit_of(text: str) -> DurationUnit:
    """Return the unit that a record names.

    Raises:
        DurationUnitError: No duration is told in it.
    """
    found = DURATION_UNITS.get(text)
    if found is None:
        raise DurationUnitError(text)
    return found
