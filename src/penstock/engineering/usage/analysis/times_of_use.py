"""How much is used when prices of a time-of-use tariff are high."""

import re
from dataclasses import dataclass

import numpy as np

from penstock.engineering.usage.analysis.profiles import Profile
from penstock.engineering.usage.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class PeakHours:
    """Hours of weekdays, by the clock on the wall; the last one is not counted in."""

    first: int
    last: int

    @classmethod
    def parse(cls, words: str) -> "PeakHours":
        """Return the hours that a text such as `16-21` means.

        Raises:
            UsageError: It is no such text.
        """
        found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", words.strip())
        first, last = (int(found[1]), int(found[2])) if found else (0, 0)
        if not first < last <= 24:
            raise UsageError(f"“{words}” are no peak hours; expected some such as 16-21.")
        return cls(first=first, last=last)

    def __str__(self) -> str:
        return f"{self.first}:00 to {self.last}:00 on weekdays"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOfUse:
    """A load's energy in the peak hours, on other hours of weekdays, and at weekends."""

    hours: PeakHours
    peak_kwh: float
    off_peak_kwh: float
    weekend_kwh: float


def times_of_use(profile: Profile, hours: PeakHours) -> TimeOfUse:
    """Return how much of a load falls into peak hours; public holidays count as weekdays."""
    hour = profile.minute // 60
    inside = ~profile.weekend & (hour >= hours.first) & (hour < hours.last)
    energy = profile.energy_kwh
    return TimeOfUse(
        hours=hours,
        peak_kwh=float(np.sum(energy[inside])),
        off_peak_kwh=float(np.sum(energy[~inside & ~profile.weekend])),
        weekend_kwh=float(np.sum(energy[profile.weekend])),
    )
