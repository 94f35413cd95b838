"""Energy by month and period, and how tiers share it, for one meter as for many."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.clock import WallClock
from penstock.engineering.tariffs.rules import MONTHS
from penstock.engineering.tariffs.tariff import Period, Schedule

Floats = NDArray[np.float64]


def energy_by_period(energy: Floats, clock: WallClock, schedule: Schedule) -> Floats:
    """Return the energy of each meter, month and period, shape (meters, 12, periods) [as given].

    E[meter, month, period] = sum over steps of energy[meter, step] x B[step, period]

    B is 1 where the period holds in the step, else 0. A month's steps lie one after the other, so
    the product is made month by month, for the periods that the month has.

    Args:
        energy: What flows in each step, shape (meters, steps). [kWh or therm]
        clock: The clock of the steps.
        schedule: Which period holds when.
    """
    period, count = clock.period(schedule), len(schedule.periods)
    found = np.zeros((len(energy), MONTHS, count))
    for month, steps in enumerate(clock.months()):
        within = period[steps]
        # A product with one column reads memory alone; with few, BLAS first packs what it reads.
        for number in np.flatnonzero(np.bincount(within)):
            found[:, month, number] = energy[:, steps] @ (within == number).astype(energy.dtype)
    return found


def tier_limits(
    periods: Sequence[Period], days: NDArray[np.int64], peak_kw: Floats | None = None
) -> Floats:
    """Return where tiers end, shape (meters or 1, 12, periods, tiers); infinite for the last.

    Limit = max, x days of the month where it counts daily, x peak of the month where it is per kW.

    Args:
        periods: The periods with their tiers.
        days: How many days each month has, shape (12,).
        peak_kw: The peak of each meter and month, shape (meters, 12); needed for limits per kW.
    """
    most = max(len(period.tiers) for period in periods)
    meters = 1 if peak_kw is None else len(peak_kw)
    limits = np.full((meters, MONTHS, len(periods), most), np.inf)
    for p, period in enumerate(periods):
        for t, tier in enumerate(period.tiers[:-1]):
            size = np.full((meters, MONTHS), float(tier.up_to or 0))
            if tier.unit.is_daily:
                size = size * days
            if tier.unit.is_per_power and peak_kw is not None:
                size = size * peak_kw
            limits[:, :, p, t] = size
    return limits


def share_among_tiers(
    amounts: Floats, limits: Floats, present: NDArray[np.bool_], *, jointly: bool = True
) -> Floats:
    """Return the amount within each tier, shape (meters, 12, periods, tiers).

    Where all periods of a month have the same limits, these count the energy of all of them, and
    each period has the share of a tier that it has of the whole:

    Q[p, t] = E[p] / sum(E) x min(max(sum(E) - L[t-1], 0), L[t] - L[t-1])

    Where they differ, each period's limits count its own energy. SAM's Utilityrate5 does the first
    and refuses the second.

    Args:
        amounts: Energy or peak of each period, not below 0, shape (meters, 12, periods).
        limits: Where tiers end, as `tier_limits` gives them.
        present: Which periods a month has, shape (12, periods).
        jointly: Whether limits may count the energy of several periods; a peak's never do.
    """
    own = _filled(amounts[..., None], limits)
    if limits.shape[-1] == 1 or not jointly:
        return own
    # A period that the month does not have says nothing about its limits.
    first = np.argmax(present, axis=1)
    limit = np.take_along_axis(limits, first[None, :, None, None], axis=2)
    alike = np.all((limits == limit) | ~present[None, :, :, None], axis=(2, 3))
    total = amounts.sum(axis=2)[..., None, None]
    share = np.divide(
        amounts[..., None], total, out=np.zeros_like(amounts[..., None]), where=total > 0
    )
    joint = share * _filled(total, limit)
    return np.where(alike[..., None, None], joint, own)


def _filled(amounts: Floats, limits: Floats) -> Floats:
    lower = np.concatenate([np.zeros_like(limits[..., :1]), limits[..., :-1]], axis=-1)
    # What lies above an infinite limit is a tier the period does not have.
    lower = np.where(np.isinf(lower), np.inf, lower)
    with np.errstate(invalid="ignore"):
        width = np.where(np.isinf(lower), 0.0, limits - lower)
        return np.where(np.isinf(lower), 0.0, np.clip(amounts - lower, 0.0, width))


def periods_of_months(clock: WallClock, schedule: Schedule) -> NDArray[np.bool_]:
    """Return which periods a month has, shape (12, periods)."""
    period = clock.period(schedule)
    found = np.zeros((MONTHS, len(schedule.periods)), dtype=np.bool_)
    found[clock.month, period] = True
    return found
