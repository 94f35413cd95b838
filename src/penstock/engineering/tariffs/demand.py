"""Peaks of months and periods, and the demand that is billed for them."""

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.clock import WallClock
from penstock.engineering.tariffs.rules import MONTHS, Ratchet
from penstock.engineering.tariffs.tariff import Schedule

Floats = NDArray[np.float64]


def power_kw(import_kwh: Floats, *, step_minutes: int, window_minutes: int | None) -> Floats:
    """Return the demand that a meter would show in each step, shape (meters, steps) [kW].

    P = energy of the window / length of the window; windows lie one after the other from the first
    step. Where a step is longer than the window, its own mean is the best that is known.
    """
    steps = (window_minutes or step_minutes) // step_minutes
    if steps <= 1:
        return import_kwh * (60 / step_minutes)
    meters, count = import_kwh.shape
    windows = import_kwh.reshape(meters, count // steps, steps).mean(axis=2)
    return np.repeat(windows * (60 / step_minutes), steps, axis=1)


def monthly_peak_kw(power: Floats, clock: WallClock) -> Floats:
    """Return the peak of each month, shape (meters, 12) [kW]."""
    return np.stack([power[:, steps].max(axis=1) for steps in clock.months()], axis=1)


def period_peak_kw(power: Floats, clock: WallClock, schedule: Schedule) -> Floats:
    """Return the peak within each period of a month, shape (meters, 12, periods) [kW]."""
    period = clock.period(schedule)
    found = np.zeros((len(power), MONTHS, len(schedule.periods)))
    for month, steps in enumerate(clock.months()):
        within = power[:, steps]
        for number in np.unique(period[steps]):
            found[:, month, number] = within[:, period[steps] == number].max(axis=1)
    return found


def billed_peak_kw(peaks: Floats, ratchet: Ratchet | None, earlier: Floats | None) -> Floats:
    """Return the peak that each month is billed for, with what a ratchet keeps up [kW].

    B[m] = max(P[m], share x max of P over the months looked back on, yearly[m] x max of P over the
    twelve months that end with m)

    The months looked back on are the `range_months` before, or those named within the year before.

    Args:
        peaks: The year's own peaks, shape (meters, 12).
        ratchet: The rule, if there is one.
        earlier: The peaks of the twelve months before, the same shape; none where it is unknown.
    """
    if ratchet is None:
        return peaks
    before = np.zeros_like(peaks) if earlier is None else np.broadcast_to(earlier, peaks.shape)
    both = np.concatenate([before, peaks], axis=1)
    billed = peaks.copy()
    for month in range(MONTHS):
        # The month itself stands at month + 12.
        looked_back = both[:, _looked_back(month, ratchet)]
        year = both[:, month + 1 : month + 1 + MONTHS]
        kept = float(ratchet.share) * looked_back.max(axis=1, initial=0.0)
        yearly = float(ratchet.yearly[month]) * year.max(axis=1)
        billed[:, month] = np.maximum.reduce([billed[:, month], kept, yearly])
    return billed


def _looked_back(month: int, ratchet: Ratchet) -> list[int]:
    now = month + MONTHS
    if ratchet.range_months:
        return list(range(now - ratchet.range_months, now))
    return [place for place in range(now - MONTHS, now) if ratchet.months[place % MONTHS]]
