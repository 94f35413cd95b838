"""Shade: the same hours of the sundial lack power on sunny days, and the others do not."""

from collections.abc import Iterator

import numpy as np

from penstock.engineering.monitoring.alarms import Alarm, Reason
from penstock.engineering.monitoring.signatures.looking import Look, Mask, runs
from penstock.engineering.monitoring.sun import Floats

_LACKS = 0.88
"""Of what other hours give; ours."""
_SUNNY = 0.55
"""Of a clear sky's light: shadows take no more than the direct part; ours."""
_DAYS = 3
_LEAST_COST = 0.01
"""Of the energy that was expected: less is the model's own error at low suns; ours."""


def shaded_steps(look: Look, usable: Mask) -> Mask:
    """Return the sunny steps of hours that are shaded day after day.

    Args:
        look: What to look at.
        usable: The steps that no other reason has explained.
    """
    ratio, hour = look.ratio, np.floor(look.expected.sun.solar_hour).astype(int) % 24
    with np.errstate(invalid="ignore"):
        sunny = (
            usable
            & np.isfinite(ratio)
            & (look.seen.irradiance_w_m2 > _SUNNY * look.expected.clear_w_m2)
        )
    within_day = ratio / _usual_of_day(look, ratio, usable)
    by_hour = np.full(24, np.nan)
    for each in range(24):
        here = sunny & (hour == each) & np.isfinite(within_day)
        if len(np.unique(look.day[here])) >= _DAYS:
            by_hour[each] = np.median(within_day[here])
    steps = np.asarray(sunny & _shaded_hours(by_hour)[hour])
    worth = look.lost_kwh(steps) >= _LEAST_COST * look.expected_kwh
    return steps if worth else np.zeros_like(steps)


def _usual_of_day(look: Look, ratio: Floats, usable: Mask) -> Floats:
    """Return for each step what the better hours of its day give, so that no day counts as dark."""
    day, known = look.day, usable & np.isfinite(ratio)
    usual = np.full(len(ratio), np.nan)
    for number in np.unique(day[known]):
        usual[day == number] = np.percentile(ratio[known & (day == number)], 70)
    return usual


def _shaded_hours(by_hour: np.ndarray) -> Mask:
    none = np.zeros(24, dtype=bool)
    known = np.isfinite(by_hour)
    if known.sum() < 4:
        return none
    usual = float(np.percentile(by_hour[known], 70))
    with np.errstate(invalid="ignore"):
        shaded = known & (by_hour < _LACKS * usual)
    others = known & ~shaded
    return shaded if shaded.any() and others.sum() >= max(2, shaded.sum() / 2) else none


def shades(look: Look, steps: Mask) -> Iterator[Alarm]:
    """Yield the hours that are shaded."""
    if steps.any():
        hours = np.zeros(24, dtype=bool)
        hours[np.unique(np.floor(look.expected.sun.solar_hour[steps]).astype(int) % 24)] = True
        when = " and ".join(f"{run.start}:00 to {run.stop}:00" for run in runs(hours))
        words = (
            f"On sunny days power is missing from {when} of the sun's time and at no other: "
            "something throws a shadow there."
        )
        yield look.alarm(Reason.SHADE, steps, words)
