"""Intervals laid onto equal steps from a local midnight to another."""

from dataclasses import dataclass

import numpy as np

from penstock.engineering.usage.cleaning.values import Finding, Method, Methods
from penstock.engineering.usage.clocks import midnight_s, wall_clock
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.intervals import Floats, Integers, Intervals, told
from penstock.kernel.years import STEP_MINUTES

# A step of which less is metered is as good as missing.
_ENOUGH = 0.5
_LONGEST_S = 10 * 366 * 86_400


@dataclass(slots=True, kw_only=True, eq=False)
class Grid:
    """Steps that are still being worked on: not a number where nothing is known."""

    zone: str
    minutes: int
    start_s: int
    energy: Floats
    method: Methods

    @property
    def moments_s(self) -> Integers:
        """Beginnings of the steps, in seconds since 1970."""
        return self.start_s + 60 * self.minutes * np.arange(len(self.energy), dtype=np.int64)


def step_minutes(ordered: Intervals) -> int:
    """Return the length of steps that suits intervals: theirs, or the next that divides an hour.

    Raises:
        UsageError: They are longer than an hour, as daily readings and bills are.
    """
    usual_s = float(np.median(ordered.duration_s))
    if usual_s > 3600:
        raise UsageError(
            f"The readings are {usual_s / 3600:.0f} h long. Intervals of at most an hour are "
            "needed here; longer ones are taken as bills."
        )
    return next(each for each in STEP_MINUTES if 60 * each >= usual_s)


def laid(ordered: Intervals, zone: str) -> tuple[Grid, list[Finding]]:
    """Return the steps of whole local days that intervals cover, and what was noticed.

    Energy is conserved. An interval longer than a step is shared evenly by time, shorter ones are
    added up, and those that straddle steps are divided by time.

    Raises:
        UsageError: Intervals are too long, or lie more than ten years apart.
    """
    minutes = step_minutes(ordered)
    _refuse_ages(ordered, zone)
    days, _ = wall_clock(np.array([ordered.start_s[0], ordered.end_s[-1] - 1]), zone)
    start_s, end_s = midnight_s(int(days[0]), zone), midnight_s(int(days[1]) + 1, zone)
    step_s = 60 * minutes
    count = (end_s - start_s) // step_s
    fits = (ordered.duration_s == step_s) & ((ordered.start_s - start_s) % step_s == 0)
    place = (ordered.start_s[fits] - start_s) // step_s
    energy, covered_s = _divided(ordered.chosen(~fits), start_s + step_s * np.arange(count + 1))
    energy[place] += ordered.amount[fits]
    covered_s[place] += step_s
    method = np.where(ordered.chosen(fits).estimated, Method.UTILITY, Method.MEASURED)
    methods = np.full(count, Method.SHARED, dtype=np.int8)
    methods[place] = method
    grid = Grid(zone=zone, minutes=minutes, start_s=start_s, energy=energy, method=methods)
    return grid, _completed(grid, covered_s / step_s, ordered.chosen(~fits))


def _refuse_ages(ordered: Intervals, zone: str) -> None:
    first_s, last_s = int(ordered.start_s[0]), int(ordered.start_s[-1])
    if last_s - first_s > _LONGEST_S:
        raise UsageError(
            f"The readings reach from {told(first_s, zone)} to {told(last_s, zone)}, more than ten "
            "years. One of them has a wrong time, or the file has to be cut."
        )


def _divided(ordered: Intervals, edges_s: Integers) -> tuple[Floats, Floats]:
    """Return energy and seconds of intervals between edges, by time."""
    if not len(ordered):
        none = np.zeros(len(edges_s) - 1)
        return none, none.copy()
    bounds_s = np.column_stack((ordered.start_s, ordered.end_s)).ravel()
    rises = (ordered.amount, ordered.duration_s.astype(float))
    energy, seconds = (
        np.diff(np.interp(edges_s, bounds_s, np.repeat(np.cumsum(rise), 2) - _first(rise)))
        for rise in rises
    )
    return energy, seconds


def _first(rise: Floats) -> Floats:
    """Return what is not yet counted at each beginning: the rise itself, and nothing at its end."""
    return np.column_stack((rise, np.zeros(len(rise)))).ravel()


def _completed(grid: Grid, covered: Floats, odd: Intervals) -> list[Finding]:
    """Scale steps that are metered in part, empty those that hardly are, and say so."""
    part = (covered > 1e-9) & (covered < 1 - 1e-9)
    enough = part & (covered >= _ENOUGH)
    grid.energy[enough] /= covered[enough]
    grid.method[enough] = Method.INTERPOLATED
    grid.energy[covered < _ENOUGH] = np.nan
    found = []
    if len(odd):
        words = (
            f"{len(odd):,} intervals do not fit steps of {grid.minutes} minutes, the first at "
            f"{told(odd.start_s[0], grid.zone)} with {odd.duration_s[0]:,} s: shared by time."
        )
        found.append(Finding(kind="clock", count=len(odd), words=words))
    return found
