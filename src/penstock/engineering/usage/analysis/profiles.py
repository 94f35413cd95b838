"""A load with the clock on the wall beside it: what every analysis looks at."""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.usage.cleaning.values import CleanUsage
from penstock.engineering.usage.clocks import wall_clock
from penstock.engineering.usage.intervals import Flags, Floats, Integers
from penstock.engineering.usage.years import YearLoad, moments_of, months_of_days


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """Energy on equal steps, each with its local day and time.

    Args:
        zone: The place's zone.
        minutes: The length of a step.
        moments_s: Beginnings of the steps, in seconds since 1970, shape (n,).
        energy_kwh: Energy of each, shape (n,).
        estimated: Whether it was estimated, shape (n,).
        days: Local days, counted from 1970, shape (n,).
        minute: Local minutes of the day, shape (n,).
    """

    zone: str
    minutes: int
    moments_s: Integers
    energy_kwh: Floats
    estimated: Flags
    days: Integers
    minute: Integers

    @property
    def power_kw(self) -> Floats:
        """The mean power of each step."""
        return self.energy_kwh * (60 / self.minutes)

    @property
    def months(self) -> Integers:
        """The month of each step, 1 to 12."""
        return months_of_days(self.days)

    @property
    def weekend(self) -> Flags:
        """Whether a step is on a Saturday or Sunday; day 0 was a Thursday."""
        return np.asarray((self.days + 3) % 7 >= 5)


def profile_of(load: CleanUsage | YearLoad) -> Profile:
    """Return the profile of what was cleaned or of a year."""
    if isinstance(load, CleanUsage):
        zone, minutes, moments_s = load.zone, load.minutes, load.moments_s
        energy_kwh = load.energy_kwh
    else:
        zone, minutes, moments_s = load.steps.zone, load.steps.minutes, moments_of(load.steps)
        energy_kwh = load.load_kwh
    days, minute = wall_clock(moments_s, zone)
    return Profile(
        zone=zone,
        minutes=minutes,
        moments_s=moments_s,
        energy_kwh=energy_kwh,
        estimated=load.estimated,
        days=days,
        minute=minute,
    )
