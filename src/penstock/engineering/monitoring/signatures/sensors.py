"""Sensor fault: light and power contradict each other, or one of them stands still."""

from collections.abc import Iterator

import numpy as np

from penstock.engineering.monitoring.alarms import Alarm, Reason
from penstock.engineering.monitoring.signatures.looking import ENOUGH, Look, Mask, runs
from penstock.engineering.monitoring.sun import Floats

_FROZEN_H = 4.0
"""For how long no sky gives the same light to the digit; ours. [h]"""
_TOO_GOOD = 1.12
"""No array gives so much more than its rating, by label and light together; ours."""
_HAZE_FREE = 1.25
"""Clouds' edges add to a clear sky for minutes; ours, for hours of steps."""
_SOME = 3
_OFTEN = 0.05
"""Of the hours of light: low suns and snow give more than the formula of a clear sky; ours."""


def still_sensors(look: Look) -> Iterator[Alarm]:
    """Yield which readings stand still or are not there."""
    lit = _lit(look)
    yield from _frozen_light(look, lit)
    yield from _frozen_power(look)
    yield from _dead(look, lit)


def wrong_scales(look: Look) -> Iterator[Alarm]:
    """Yield whether light and power contradict each other all of the time."""
    lit = _lit(look)
    yield from _too_little_light(look)
    yield from _too_much_light(look, lit)


def _lit(look: Look) -> Mask:
    return np.asarray(look.expected.sun.elevation_degrees > 10)


def _frozen(values: Floats, steps: Mask, *, count: int) -> Mask:
    """Return the runs in which a value stays the same for so many steps."""
    same = np.zeros(len(values), dtype=bool)
    same[1:] = (np.abs(np.diff(values)) < 1e-9) & steps[1:] & steps[:-1]
    found = np.zeros(len(values), dtype=bool)
    for run in runs(same):
        if run.stop - run.start + 1 >= count:
            found[run.start - 1 : run.stop] = True
    return found


def _steps_of(look: Look, hours: float) -> int:
    return max(_SOME, round(hours / look.seen.step_h))


def _frozen_light(look: Look, lit: Mask) -> Iterator[Alarm]:
    light = look.seen.irradiance_w_m2
    with np.errstate(invalid="ignore"):
        bright = lit & (light > 5)
    steps = _frozen(light, bright, count=_steps_of(look, _FROZEN_H))
    if steps.any():
        words = f"The light stays at {light[steps][0]:g} W/m² for hours: the sensor is frozen."
        yield look.alarm(Reason.SENSOR, steps, words, lost_kwh=0)


def _frozen_power(look: Look) -> Iterator[Alarm]:
    power, rating = look.seen.power_kw, look.system.power_kw_ac
    with np.errstate(invalid="ignore"):
        running = power > 0.02 * rating
    steps = _frozen(power, running, count=_steps_of(look, _FROZEN_H))
    for run in runs(steps):
        # A limit holds power below what light allows; a frozen value stands above it, too.
        with np.errstate(invalid="ignore"):
            above = look.expected.power_kw[run] < 0.8 * power[run]
            at_night = look.expected.sun.elevation_degrees[run] < -2
        if (above | at_night).any():
            here = np.zeros(len(power), dtype=bool)
            here[run] = True
            words = f"Power stays at {power[run][0]:g} kW whatever the light: the meter is frozen."
            yield look.alarm(Reason.SENSOR, here, words, lost_kwh=0)
            return


def _dead(look: Look, lit: Mask) -> Iterator[Alarm]:
    light = look.seen.irradiance_w_m2
    if np.isnan(light).all():
        return
    with np.errstate(invalid="ignore"):
        running = lit & (look.seen.power_kw > ENOUGH * look.system.power_kw_ac)
        steps = running & ~(light >= 5)
    if steps.sum() >= _SOME:
        words = "There is power and no light: the irradiance sensor is dead or not connected."
        yield look.alarm(Reason.SENSOR, steps, words, lost_kwh=0)


def _too_little_light(look: Look) -> Iterator[Alarm]:
    ratio = look.ratio
    known = np.isfinite(ratio) & (look.seen.power_kw < 0.98 * look.system.power_kw_ac)
    if known.sum() >= 5 * _SOME and float(np.median(ratio[known])) > _TOO_GOOD:
        more = float(np.median(ratio[known])) - 1
        words = f"Power is {more:.0%} above what the light allows: the sensor is dirty or tilted."
        yield look.alarm(Reason.SENSOR, known, words, lost_kwh=0)


def _too_much_light(look: Look, lit: Mask) -> Iterator[Alarm]:
    light = look.seen.irradiance_w_m2
    with np.errstate(invalid="ignore"):
        over = lit & (light > _HAZE_FREE * look.expected.clear_w_m2 + 50)
    if over.sum() >= max(_SOME, _OFTEN * lit.sum()):
        words = "The sensor shows more light than a clear sky has: its scale is wrong."
        yield look.alarm(Reason.SENSOR, over, words, lost_kwh=0)
