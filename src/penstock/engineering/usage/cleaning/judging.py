"""Validation: which metered values cannot be true, and which look odd and are kept.

The rules follow the Uniform Business Practices for Unbundled Electricity Metering, volume 2
(Edison Electric Institute, 2000), whose spike check compares a day's highest peak with its third
highest and fails at 180 % more. A home whose car charges once a day would fail it daily, so days
are compared here, not hours of one day.
"""

import numpy as np

from penstock.engineering.usage.cleaning.gridding import Grid
from penstock.engineering.usage.cleaning.values import Finding
from penstock.engineering.usage.clocks import wall_clock
from penstock.engineering.usage.espi.codes import Flow
from penstock.engineering.usage.intervals import Flags, Floats, told

SPIKE_RATIO = 2.8
"""A value is a spike beyond 180 % more than the third highest daily peak of the days around it."""
_AROUND_DAYS = 15
_ZEROS_HOURS = 24
# No customer of a proposal uses more than 10 MW; a unit that was read wrongly does.
_LARGEST_KW = 10_000.0
_LIKELY_KW = (0.01, 1_000.0)


def judged(grid: Grid, flow: Flow) -> list[Finding]:
    """Empty the steps whose values cannot be true, and return what was found."""
    found: list[Finding] = []
    if flow is not Flow.NET:
        negative = grid.energy < 0
        found += _emptied(grid, negative, "negative", "below zero where energy only comes in")
    absurd = np.abs(grid.energy) > _LARGEST_KW * grid.minutes / 60
    found += _emptied(grid, absurd, "spike", f"above {_LARGEST_KW:,.0f} kW")
    spikes = _spikes(grid)
    words = "more than 2.8 times the third highest daily peak of the month around"
    found += _emptied(grid, spikes, "spike", words)
    return found + _zeros(grid) + _unlikely(grid)


def _emptied(grid: Grid, wrong: Flags, kind: str, words: str) -> list[Finding]:
    if not wrong.any():
        return []
    first = int(np.argmax(wrong))
    count = int(wrong.sum())
    told_first = f"{told(grid.moments_s[first], grid.zone)} with {grid.energy[first]:,.3f}"
    grid.energy[wrong] = np.nan
    sentence = (
        f"{count:,} {'value is' if count == 1 else 'values are'} {words}, the first at "
        f"{told_first}: set aside and estimated."
    )
    return [Finding(kind=kind, count=count, words=sentence)]


def _spikes(grid: Grid) -> Flags:
    """Return the steps beyond 2.8 times the third highest daily peak within 15 days.

    Their bound is at least that multiple of the median daily peak, so that people who come back
    from a journey are no spike.
    """
    days, _ = wall_clock(grid.moments_s, grid.zone)
    day = days - days[0]
    peaks = _daily_peaks(np.where(np.isnan(grid.energy), 0.0, np.abs(grid.energy)), day)
    if len(peaks) < 3:
        return np.zeros(len(grid.energy), dtype=np.bool_)
    padded = np.pad(peaks, _AROUND_DAYS, constant_values=0.0)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _AROUND_DAYS + 1)
    third = np.partition(windows, -3, axis=1)[:, -3]
    bound = SPIKE_RATIO * np.maximum(third, np.median(peaks[peaks > 0]) if peaks.any() else 0.0)
    return np.asarray(np.abs(np.nan_to_num(grid.energy)) > bound[day])


def _daily_peaks(energy: Floats, day: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Floats:
    peaks = np.zeros(int(day[-1]) + 1)
    np.maximum.at(peaks, day, energy)
    return peaks


def _unlikely(grid: Grid) -> list[Finding]:
    """Tell of a mean power that speaks for a wrong unit or multiplier."""
    known = grid.energy[~np.isnan(grid.energy)]
    mean_kw = float(np.abs(known).mean()) * 60 / grid.minutes if len(known) else 0.0
    if not known.any() or _LIKELY_KW[0] <= mean_kw <= _LIKELY_KW[1]:
        return []
    words = (
        f"The mean load is {mean_kw:,.4g} kW, which no home or shop has: the file's unit or "
        "multiplier may be wrong. Kept as it is."
    )
    return [Finding(kind="unit", count=len(known), words=words)]


def _zeros(grid: Grid) -> list[Finding]:
    """Tell of a day or more of exact zeros: an outage, an empty house or a dead meter."""
    long = [
        run
        for run in runs(grid.energy == 0)
        if (run[1] - run[0]) * grid.minutes >= 60 * _ZEROS_HOURS
    ]
    if not long:
        return []
    hours = sum(stop - start for start, stop in long) * grid.minutes // 60
    words = (
        f"{hours:,} hours are exactly 0 for a day or more, the first from "
        f"{told(grid.moments_s[long[0][0]], grid.zone)}: kept, as an outage or an empty house "
        "would look like this. A dead meter would too."
    )
    return [Finding(kind="zeros", count=len(long), words=words)]


def runs(flags: Flags) -> list[tuple[int, int]]:
    """Return the half-open ranges where flags are up."""
    edges = np.diff(np.concatenate(([0], flags.astype(np.int8), [0])))
    starts, stops = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return [(int(start), int(stop)) for start, stop in zip(starts, stops, strict=True)]
