"""Estimation: what was probably used where nothing was metered, and how sure that is.

As the Uniform Business Practices have it, gaps of up to two hours are interpolated and longer ones
take the mean of like days. How sure a method is, is found by trying it on what was metered.
"""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.usage.cleaning.gridding import Grid
from penstock.engineering.usage.cleaning.judging import runs
from penstock.engineering.usage.cleaning.values import Finding, Method
from penstock.engineering.usage.clocks import wall_clock
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.intervals import Flags, Floats, Integers, told

_SHORT_MINUTES = 120
# Weeks before and after whose days of the same name are like a day: near ones first.
_WEEKS = ((1, 2, 3, 4), (5, 6, 7, 8))
_FEWEST = 2


def filled(grid: Grid) -> tuple[Floats, list[Finding]]:
    """Fill the steps where nothing is known, and return the uncertainty of each step.

    Returns:
        Standard uncertainties in the unit of the energy, shape (n,), and what was done.

    Raises:
        UsageError: Hardly anything was metered, so there is nothing to estimate from.
    """
    missing = np.isnan(grid.energy)
    if missing.mean() > 0.9:
        raise UsageError(
            f"Only {(~missing).sum():,} of {len(missing):,} intervals have a value that can be "
            "used, too few to estimate the others from."
        )
    sigma = np.zeros(len(missing))
    gaps = runs(missing)
    short = [gap for gap in gaps if (gap[1] - gap[0]) * grid.minutes <= _SHORT_MINUTES]
    known = grid.energy.copy()
    inner = [gap for gap in short if gap[0] > 0 and gap[1] < len(missing)]
    if inner:
        widest = max(stop - start for start, stop in inner)
        flags = _within(inner, len(missing))
        sigma[flags] = _interpolated(grid, flags, known, widest=widest)
    rest = np.isnan(grid.energy)
    if rest.any():
        sigma[rest] = _from_like_days(grid, rest, known)
    return sigma, _findings(grid, gaps)


def _within(gaps: list[tuple[int, int]], count: int) -> Flags:
    flags = np.zeros(count, dtype=np.bool_)
    for start, stop in gaps:
        flags[start:stop] = True
    return flags


def _interpolated(grid: Grid, where: Flags, known: Floats, *, widest: int) -> float:
    """Put straight lines between neighbours; return their error where the truth is known.

    The error is that of gaps as wide as the widest one, made at every place of what was measured.
    """
    steps = np.arange(len(known))
    measured = ~np.isnan(known)
    grid.energy[where] = np.interp(steps[where], steps[measured], known[measured])
    grid.method[where] = Method.INTERPOLATED
    reach = widest + 1
    before, after = known[:-reach], known[reach:]
    errors = [
        known[step : step - reach] - (before + (after - before) * step / reach)
        for step in range(1, reach)
    ]
    return _root_mean_square(np.concatenate(errors))


def _from_like_days(grid: Grid, where: Flags, known: Floats) -> float:
    """Put the means of like days; return their error where the truth is known."""
    table = WallTable.of(grid.moments_s, known, zone=grid.zone, minutes=grid.minutes)
    likely = like_days(table.values)
    grid.energy[where] = likely[table.day[where], table.slot[where]]
    grid.method[where] = Method.LIKE_DAYS
    return _root_mean_square(known - likely[table.day, table.slot])


def _root_mean_square(errors: Floats) -> float:
    known = errors[~np.isnan(errors)]
    return float(np.sqrt(np.mean(known**2))) if len(known) else 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WallTable:
    """Values by days and times of the clock on the wall.

    Args:
        first_day: The first row's day, counted from 1970.
        values: Shape (days, slots); what an hour that is there twice holds is the mean of both,
            and what an hour that the clock leaves out holds is not a number.
        day: The row of each step, shape (n,).
        slot: The column of each step, shape (n,).
    """

    first_day: int
    values: Floats
    day: Integers
    slot: Integers

    @classmethod
    def of(cls, moments_s: Integers, values: Floats, *, zone: str, minutes: int) -> "WallTable":
        """Return the table of values on steps of so many minutes."""
        days, shown = wall_clock(moments_s, zone)
        day, slot = days - days[0], shown // minutes
        shape = (int(day[-1]) + 1, 1440 // minutes)
        total, count = np.zeros(shape), np.zeros(shape)
        known = ~np.isnan(values)
        np.add.at(total, (day[known], slot[known]), values[known])
        np.add.at(count, (day[known], slot[known]), 1.0)
        mean = np.divide(total, count, out=np.full(shape, np.nan), where=count > 0)
        return cls(first_day=int(days[0]), values=mean, day=day, slot=slot)


def like_days(table: Floats) -> Floats:
    """Return for each day and time the mean of the same time on like days, the day itself left out.

    Like days are those of the same weekday up to four weeks before and after; where fewer than two
    of them are metered, up to eight weeks; then all days, at the same time; then all there is.

    Args:
        table: Values by day and time, shape (days, slots); not a number where nothing is known.
    """
    likely = np.full(table.shape, np.nan)
    for weeks in _WEEKS:
        near = _mean_of_weeks(table, weeks)
        likely = np.where(np.isnan(likely), near, likely)
    known = ~np.isnan(table)
    count = known.sum(axis=0)
    usual = np.divide(
        np.nansum(table, axis=0), count, out=np.full(len(count), np.nanmean(table)), where=count > 0
    )
    return np.where(np.isnan(likely), usual, likely)


def _mean_of_weeks(table: Floats, weeks: tuple[int, ...]) -> Floats:
    total, count = np.zeros(table.shape), np.zeros(table.shape)
    for week in (*weeks, *(-week for week in weeks)):
        moved = _moved(table, 7 * week)
        known = ~np.isnan(moved)
        total[known] += moved[known]
        count += known
    near: Floats = np.divide(total, count, out=np.full(table.shape, np.nan), where=count >= _FEWEST)
    return near


def _moved(table: Floats, days: int) -> Floats:
    moved = np.full(table.shape, np.nan)
    if abs(days) < len(table):
        if days > 0:
            moved[days:] = table[:-days]
        else:
            moved[:days] = table[-days:]
    return moved


def _findings(grid: Grid, gaps: list[tuple[int, int]]) -> list[Finding]:
    if not gaps:
        return []
    first, last = gaps[0]
    count = sum(stop - start for start, stop in gaps)
    longest = max(stop - start for start, stop in gaps)
    begins = told(grid.moments_s[first], grid.zone)
    words = (
        f"{count:,} intervals of {grid.minutes} minutes have no usable value, in {len(gaps):,} "
        f"gap{'' if len(gaps) == 1 else 's'}; the first from {begins} for "
        f"{_hours(grid, last - first)}, the longest {_hours(grid, longest)}: estimated."
    )
    return [Finding(kind="gap", count=count, words=words)]


def _hours(grid: Grid, steps: int) -> str:
    return f"{round(steps * grid.minutes / 60, 1):g} h"
