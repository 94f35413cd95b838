"""Telemetry of another site: power does not follow the sun over this one."""

from collections.abc import Iterator

import numpy as np

from penstock.engineering.monitoring.alarms import Alarm, Reason
from penstock.engineering.monitoring.signatures.looking import Look, Mask
from penstock.engineering.monitoring.sun import Floats

_NIGHT_SHARE = 0.01
"""Of the energy, while the sun is well below the horizon; ours."""
_SHIFT_H = 0.75
"""Of the day's course against the sun's; a quarter of a time zone less than one hour; ours. [h]"""
_EXCESS_SHARE = 0.01
"""Of the energy, beyond what this site's clear sky allows: shade takes, and gives none; ours."""
_UNLIKE = 0.6
"""Below it, energies of days do not follow the light that was measured; ours."""
_DAYS = 5


def other_sites(look: Look) -> Iterator[Alarm]:
    """Yield whether the readings are of another site, or of a clock that is wrong."""
    steps = np.isfinite(look.seen.power_kw)
    if not steps.any() or np.nansum(look.seen.power_kw) <= 0:
        return
    shift_h = _shift_h(look)
    if abs(shift_h) >= _SHIFT_H and _excess_share(look) > _EXCESS_SHARE:
        later = "later" if shift_h > 0 else "earlier"
        words = (
            f"Power comes {abs(shift_h):.1f} h {later} than the sun over this site: it is telemetry"
            f" of a site {15 * abs(shift_h):.0f}° {'west' if shift_h > 0 else 'east'} of it, or the"
            " clock is wrong."
        )
        yield look.alarm(Reason.OTHER_SITE, steps, words, lost_kwh=0)
    elif (share := _night_share(look)) > _NIGHT_SHARE:
        words = f"{share:.0%} of the energy comes while it is night at this site: it is another's."
        yield look.alarm(Reason.OTHER_SITE, steps, words, lost_kwh=0)
    elif (likeness := _likeness(look)) < _UNLIKE:
        words = (
            f"The energies of days do not follow the light measured here (r = {likeness:.2f}): "
            "power and light are of two sites."
        )
        yield look.alarm(Reason.OTHER_SITE, steps, words, lost_kwh=0)


def _night_share(look: Look) -> float:
    night = look.expected.sun.elevation_degrees < -4
    return float(np.nansum(look.seen.power_kw[night]) / np.nansum(look.seen.power_kw))


def _excess_share(look: Look) -> float:
    """Return the share of energy that this site's clear sky, with a margin, does not allow."""
    most = 1.15 * look.expected.bound_kw + 0.02 * look.system.power_kw_ac
    over = np.nansum(np.maximum(look.seen.power_kw - most, 0))
    return float(over / np.nansum(look.seen.power_kw))


def _shift_h(look: Look) -> float:
    """Return by how much the mean day of power lies behind that of a clear sky [h]."""
    hours = look.expected.sun.solar_hour
    grid = np.arange(0, 24, 0.25)
    power = _mean_day(hours, look.seen.power_kw, grid)
    clear = _mean_day(hours, look.expected.bound_kw, grid)
    likeness = [float(np.corrcoef(np.roll(clear, lag), power)[0, 1]) for lag in range(-48, 49)]
    best = int(np.argmax(likeness))
    return (best - 48) * 0.25


def _mean_day(hours: Floats, power_kw: Floats, grid: Floats) -> Floats:
    """Return mean power by the sundial, on a grid of quarter hours."""
    known = np.isfinite(power_kw)
    whole = np.floor(hours[known]).astype(int) % 24
    count = np.bincount(whole, minlength=24)
    total = np.bincount(whole, weights=power_kw[known], minlength=24)
    mean = np.divide(total, count, out=np.zeros(24), where=count > 0)
    return np.interp(grid, np.arange(24) + 0.5, mean, period=24)


def _likeness(look: Look) -> float:
    """Return how well energies of days follow those expected; 1 where nobody can tell."""
    steps: Mask = np.isfinite(look.seen.power_kw) & np.isfinite(look.expected.power_kw)
    day = look.day
    count = int(day[-1]) + 1
    actual = np.bincount(day[steps], weights=look.seen.power_kw[steps], minlength=count)
    expected = np.bincount(day[steps], weights=look.expected.power_kw[steps], minlength=count)
    # A day without output is an outage, and no sign of another sky.
    whole = (expected > 0) & (actual > 0.05 * expected)
    varied = whole.sum() >= _DAYS and np.std(expected[whole]) > 0.15 * np.mean(expected[whole])
    if not varied or np.std(actual[whole]) == 0:
        return 1.0
    # A string that goes out halfway spoils the likeness of energies, but not that of their changes.
    changes = np.diff(np.log([actual[whole], expected[whole]]), axis=1)
    pairs = ((actual[whole], expected[whole]), (changes[0], changes[1]))
    return max(float(np.corrcoef(*pair)[0, 1]) for pair in pairs)
