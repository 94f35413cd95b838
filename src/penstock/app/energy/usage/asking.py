"""What a person asks of a report on usage."""

from dataclasses import dataclass
from pathlib import Path

from penstock.engineering.usage.analysis.times_of_use import PeakHours
from penstock.engineering.usage.shapes import Shape

_AFTER_WORK = PeakHours(first=16, last=21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks of a report.

    Args:
        year: The year of the load; by default the last that was metered whole, or else the one
            in which the readings end.
        minutes: The length of its steps.
        hours: The peak hours of the time-of-use split.
        shape: How bills are spread over hours.
        fill_months: Whether missing months are estimated.
        weather: A table of temperatures, for what the weather does.
    """

    year: int | None = None
    minutes: int = 60
    hours: PeakHours = _AFTER_WORK
    shape: Shape = "residential"
    fill_months: bool = False
    weather: Path | None = None
