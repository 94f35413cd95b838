"""All signatures, each on what those before it have left unexplained."""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.monitoring.alarms import Alarm
from penstock.engineering.monitoring.expecting import Expected, expected_of
from penstock.engineering.monitoring.signatures.levels import levels
from penstock.engineering.monitoring.signatures.limits import (
    clipping,
    gives_way,
    grid_limits,
    plateaus,
)
from penstock.engineering.monitoring.signatures.looking import Look
from penstock.engineering.monitoring.signatures.outages import dark_days, outage_steps, outages
from penstock.engineering.monitoring.signatures.sensors import still_sensors, wrong_scales
from penstock.engineering.monitoring.signatures.shades import shaded_steps, shades
from penstock.engineering.monitoring.signatures.sites import other_sites
from penstock.engineering.monitoring.systems import Observations, WatchedSystem


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Diagnosis:
    """What was read, what was expected, and what is wrong.

    Args:
        system: As it was built.
        seen: What was read of it.
        expected: What should have been.
        alarms: What is wrong, the worst first; empty for a sound system.
    """

    system: WatchedSystem
    seen: Observations
    expected: Expected
    alarms: tuple[Alarm, ...]

    @property
    def faults(self) -> tuple[Alarm, ...]:
        """What somebody has to act on."""
        return tuple(each for each in self.alarms if each.is_fault)


def diagnosed(system: WatchedSystem, seen: Observations) -> Diagnosis:
    """Return what is wrong with a system, and why probably.

    Readings that are of another site, or that contradict themselves, say nothing of the system; no
    other reason is then looked for. Without readings of light, outages and levels stay unknown, and
    power is held against the sun alone.

    Args:
        system: As it was built.
        seen: What was read of it; a week or more, because reasons show themselves over days.
    """
    expected = expected_of(system, seen)
    look = Look(system=system, seen=seen, expected=expected)
    alarms: tuple[Alarm, ...] = ()
    # A sensor that stands still unsettles every comparison with the light, so it is asked first.
    for signature in (still_sensors, other_sites, wrong_scales, _of_system):
        alarms = alarms or tuple(signature(look))
    return Diagnosis(system=system, seen=seen, expected=expected, alarms=alarms)


def _of_system(look: Look) -> tuple[Alarm, ...]:
    out = outage_steps(look)
    clipped, held = plateaus(look)
    yielding = gives_way(look)
    usable = ~(out | clipped | held | yielding)
    shaded = shaded_steps(look, usable)
    found = (
        *outages(look, out),
        *dark_days(look),
        *grid_limits(look, held & ~out, yielding),
        *shades(look, shaded),
        *levels(look, usable & ~_hours_of(look, shaded)),
        *clipping(look, clipped),
    )
    return tuple(sorted(found, key=lambda each: (not each.is_fault, -each.lost_kwh)))


def _hours_of(look: Look, steps: np.ndarray) -> np.ndarray:
    """Return all steps in the hours of the sundial in which some are."""
    hour = np.floor(look.expected.sun.solar_hour).astype(int) % 24
    return np.asarray(np.isin(hour, np.unique(hour[steps])))
