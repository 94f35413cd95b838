"""Meters for tests: intervals of a house whose use is known at every moment."""

import numpy as np

from penstock.engineering.usage.intervals import Flags, Floats, Intervals, intervals
from penstock.engineering.usage.years import moments_of
from penstock.kernel.years import YearSteps

ZONE = "America/New_York"
YEAR_2025 = YearSteps(year=2025, zone=ZONE)


def house_kwh(steps: YearSteps) -> Floats:
    """Return a load that differs from hour to hour, day to day and season to season."""
    hours = np.arange(steps.count) * steps.hours
    day = np.sin(2 * np.pi * (hours - 9) / 24) + 0.3 * np.sin(2 * np.pi * hours / 168)
    return np.asarray((1.2 + 0.5 * day + 0.4 * np.cos(2 * np.pi * hours / 8766)) * steps.hours)


def metered(steps: YearSteps = YEAR_2025, load_kwh: Floats | None = None) -> Intervals:
    """Return a year as a meter counts it, each step an interval."""
    length = np.full(steps.count, 60 * steps.minutes)
    return intervals(moments_of(steps), length, house_kwh(steps) if load_kwh is None else load_kwh)


def without(given: Intervals, gone: slice) -> Intervals:
    """Return intervals of which some are missing."""
    kept: Flags = np.ones(len(given), dtype=np.bool_)
    kept[gone] = False
    return given.chosen(kept)
