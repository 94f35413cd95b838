"""Peaks that are charged, as a part of a linear programme."""

import numpy as np

from penstock.engineering.storage.matrices import Places, Programme
from penstock.engineering.storage.stretches import Stretch


def add_peaks(made: Programme, stretch: Stretch, imported: Places) -> None:
    """Charge the peaks of the periods that have steps in a stretch.

    peak >= import / hours in each step of the period;  billed >= peak;  billed >= share * other
    """
    periods = stretch.site.demand
    prices = np.array([period.dollars_per_kw for period in periods], dtype=np.float64)
    if not prices.any():
        return
    nothing, none = np.zeros(len(periods)), np.full(len(periods), np.inf)
    peaks = made.columns(nothing, none, nothing)
    billed = made.columns(nothing, none, prices)
    for place, period in enumerate(periods):
        inside = period.steps[(period.steps >= stretch.first) & (period.steps < stretch.last)]
        _hold_up(
            made, peaks[[place]], imported[inside - stretch.first], 1 / stretch.site.steps.hours
        )
        _hold_up(made, billed[[place]], peaks[[place]], 1.0)
        for ratchet in period.ratchets:
            _hold_up(made, billed[[place]], peaks[[ratchet.period]], ratchet.share)


def _hold_up(made: Programme, peak: Places, flows: Places, factor: float) -> None:
    """Let a column be no lower than a factor times each of others."""
    nothing = np.zeros(len(flows))
    rows = made.rows(nothing, nothing + np.inf)
    made.enter(rows, np.broadcast_to(peak, flows.shape), 1.0)
    made.enter(rows, flows, -factor)
