"""Outage: nothing comes out while there is light."""

from collections.abc import Iterator

import numpy as np

from penstock.engineering.monitoring.alarms import Alarm, Reason
from penstock.engineering.monitoring.signatures.looking import Look, Mask

_NOTHING = 0.01
"""Less than this share of the rating is nothing; ours."""
_HOURS = 3.0
"""Of high sun, without which a day is not judged by the sun alone; ours. [h]"""


def outage_steps(look: Look) -> Mask:
    """Return the steps in which nothing came out while there was enough light."""
    with np.errstate(invalid="ignore"):
        return np.asarray(look.judged & (look.seen.power_kw < _NOTHING * look.system.power_kw_ac))


def dark_days(look: Look) -> Iterator[Alarm]:
    """Yield the days without output where no light was measured: no cloud is so thick.

    Args:
        look: What to look at.
    """
    if np.isfinite(look.seen.irradiance_w_m2).any():
        return
    steps = np.zeros(len(look.seen.power_kw), dtype=bool)
    bright = look.expected.bound_kw >= 0.3 * look.system.power_kw_ac
    known = bright & np.isfinite(look.seen.power_kw)
    for number in np.unique(look.day[known]):
        here = known & (look.day == number)
        if here.sum() * look.seen.step_h >= _HOURS and not _gives(look, here):
            steps |= here
    if steps.any():
        days = len(np.unique(look.day[steps]))
        words = f"Nothing came out on {days} whole day{'s' * (days > 1)}: the inverter is off."
        yield look.alarm(Reason.OUTAGE, steps, words, lost_kwh=0)


def _gives(look: Look, steps: Mask) -> bool:
    return bool(look.seen.power_kw[steps].max() >= _NOTHING * look.system.power_kw_ac)


def outages(look: Look, steps: Mask) -> Iterator[Alarm]:
    """Yield one alarm for all outages.

    Args:
        look: What to look at.
        steps: Those in which nothing came out.
    """
    if steps.any():
        hours = float(steps.sum()) * look.seen.step_h
        yield look.alarm(
            Reason.OUTAGE,
            steps,
            f"Nothing came out for {hours:g} h of good light: the inverter is off, has tripped or "
            "has lost the grid. Snow on the modules looks the same.",
        )
