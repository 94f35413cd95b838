"""What is wrong with a running system, and why probably."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why a system gives less than it should, or seems to."""

    OTHER_SITE = "telemetry of another site"
    SENSOR = "sensor fault"
    OUTAGE = "outage"
    CLIPPING = "inverter clipping"
    GRID_LIMIT = "grid limit"
    SHADE = "shade"
    STRING_OUT = "string out"
    SOILING = "soiling"
    UNEXPLAINED = "low output"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One thing that is wrong.

    Args:
        reason: Why probably.
        begins_at: The first step that shows it.
        ends_at: The end of the last.
        lost_kwh: What it has cost; 0 where that cannot be told.
        words: What was found, in a sentence, and what to do.
    """

    reason: Reason
    begins_at: datetime
    ends_at: datetime
    lost_kwh: float
    words: str

    @property
    def is_fault(self) -> bool:
        """Whether somebody has to act; inverters are often chosen so that they clip."""
        return self.reason is not Reason.CLIPPING


def moment(unix_s: float) -> datetime:
    """Return a moment of Unix time, by UTC."""
    return datetime.fromtimestamp(round(float(unix_s)), tz=UTC)
