"""Clipping and grid limits: power stands still, or gives way to voltage, while light rises."""

from collections.abc import Iterator

import numpy as np

from penstock.engineering.monitoring.alarms import Alarm, Reason
from penstock.engineering.monitoring.signatures.looking import Look, Mask

_FLAT = 0.007
"""Power that stands within this share of the day's most is flat; ours."""
_RATED = 0.97
"""A plateau from this share of the rating on is the inverter's own; ours."""
_HIGH_V, _FINE_V = 1.055, 1.05
"""Volt-watt begins at 1.06 of the nominal voltage (IEEE 1547-2018), less a meter's 0.5 %."""
_STEPS, _HOURS = 3, 1.5
_GIVES_WAY = 0.10


def plateaus(look: Look) -> tuple[Mask, Mask]:
    """Return the steps that stand at the inverter's own limit, and at a lower one."""
    clipped, held = (np.zeros(len(look.seen.power_kw), dtype=bool) for _ in range(2))
    day = look.day
    for number in np.unique(day[look.judged]):
        steps = (day == number) & look.judged
        flat = _flat(look, steps)
        if flat.any():
            level = float(look.seen.power_kw[flat].max())
            (clipped if level >= _RATED * look.system.power_kw_ac else held)[flat] = True
    return clipped, held


def _flat(look: Look, steps: Mask) -> Mask:
    """Return the steps of a day at its plateau; none where it has no plateau."""
    power, could = look.seen.power_kw, look.expected.unlimited_kw
    top = float(power[steps].max())
    flat = steps & (power >= (1 - _FLAT) * top)
    more = could[flat]
    stands = (
        flat.sum() >= max(_STEPS, round(_HOURS / look.seen.step_h))
        and np.median(more) > 1.05 * top
        # A sky may be as flat; a limit makes power flatter than the light.
        and np.ptp(more) > 0.04 * np.mean(more)
    )
    return np.asarray(flat if stands else np.zeros_like(flat))


def gives_way(look: Look) -> Mask:
    """Return the steps in which power gives way to a high voltage (volt-watt)."""
    ratio, pu = look.ratio, look.seen.voltage_v / look.system.nominal_v
    with np.errstate(invalid="ignore"):
        high, fine = np.isfinite(ratio) & (pu >= _HIGH_V), np.isfinite(ratio) & (pu <= _FINE_V)
    if high.sum() < _STEPS or fine.sum() < _STEPS:
        return np.zeros_like(high)
    drop = float(np.median(ratio[fine]) - np.mean(ratio[high]))
    return np.asarray(high if drop >= _GIVES_WAY else np.zeros_like(high))


def clipping(look: Look, steps: Mask) -> Iterator[Alarm]:
    """Yield what the inverter's rating costs."""
    if steps.sum() >= _STEPS:
        lost = look.expected.unlimited_kw[steps] - look.seen.power_kw[steps]
        lost_kwh = float(np.maximum(lost, 0).sum() * look.seen.step_h)
        words = (
            f"Power stands at the inverter's {look.system.power_kw_ac:g} kW while light rises: it "
            "clips, as it was designed to."
        )
        yield look.alarm(Reason.CLIPPING, steps, words, lost_kwh=lost_kwh)


def grid_limits(look: Look, held: Mask, yielding: Mask) -> Iterator[Alarm]:
    """Yield what the grid, or a limit of export, costs."""
    if yielding.any():
        highest = float(look.seen.voltage_v[yielding].max())
        words = (
            f"Power gives way while the voltage is up to {highest:.0f} V: the grid is too high. "
            "Ask the utility to look at the service's voltage."
        )
        yield look.alarm(Reason.GRID_LIMIT, yielding, words)
    elif held.sum() >= _STEPS:
        level = float(np.median(look.seen.power_kw[held]))
        words = (
            f"Power stands at {level:.2f} kW, below the inverter's {look.system.power_kw_ac:g} kW, "
            "while light rises: a limit of export or of the grid holds it."
        )
        yield look.alarm(Reason.GRID_LIMIT, held, words)
