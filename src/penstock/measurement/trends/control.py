"""Control charts: which of a process's figures its own variation does not explain."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Final

SCALE_OF_LIMITS: Final = 2.660
"""3 / d2 for moving ranges of two values, d2 = 1.128: Wheeler and Chambers, Understanding
Statistical Process Control, 3rd ed. (SPC Press 2010), appendix table A.1."""

RUN: Final = 8
"""This many values in a row on one side of the centre are a signal: the same book, rule four."""

LEAST_VALUES: Final = 6
"""With fewer values, limits would say more about chance than about the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one period gave.

    Args:
        label: What the period is called, such as `2026-05`.
        value: The figure; for a share the part of `size`, from 0 to 1.
        size: How many were looked at.
    """

    label: str
    value: float
    size: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A period on a control chart.

    Args:
        label: What the period is called.
        value: The figure.
        size: How many were looked at.
        lower: The lower limit.
        upper: The upper limit.
        is_beyond: Whether the figure is outside the limits.
        ends_run: Whether it is at least the eighth in a row on one side of the centre.
    """

    label: str
    value: float
    size: int
    lower: float
    upper: float
    is_beyond: bool = False
    ends_run: bool = False

    @property
    def is_signal(self) -> bool:
        """Return whether something other than the usual variation is at work."""
        return self.is_beyond or self.ends_run


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChart:
    """Figures with the limits that their own variation gives; a target has no part in these.

    Args:
        centre: The mean.
        points: The periods in their order; none where there were too few.
        periods: How many periods were looked at.
    """

    centre: float
    points: tuple[Point, ...]
    periods: int

    @property
    def signals(self) -> tuple[Point, ...]:
        """Return the points that the usual variation does not explain."""
        return tuple(each for each in self.points if each.is_signal)


def xmr_chart(samples: Sequence[Sample], *, least: float | None = 0) -> ControlChart:
    """Return the chart of single figures and their moving ranges (Shewhart; Wheeler's XmR).

    With the mean X of the figures and the mean mR of the differences between neighbours, the
    limits are X - 2.66 mR and X + 2.66 mR. Reference: NIST/SEMATECH e-Handbook of Statistical
    Methods, 6.3.2.2 (there: X 50.81 and mR 1.8778 give 45.816 and 55.804).

    Args:
        samples: A figure for each period, in any unit.
        least: What figures cannot fall below, and the lower limit therefore neither.
    """
    values = [each.value for each in samples]
    if len(values) < LEAST_VALUES:
        return ControlChart(centre=_mean(values), points=(), periods=len(values))
    centre = _mean(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    reach = SCALE_OF_LIMITS * _mean(ranges)
    lower = centre - reach if least is None else max(least, centre - reach)
    return _chart(samples, centre, [(lower, centre + reach)] * len(values))


def p_chart(samples: Sequence[Sample]) -> ControlChart:
    """Return the chart of shares; the smaller a period, the wider its limits.

    With p the share in all periods together and n the size of one, the limits of that one are
    p - 3 sqrt(p (1 - p) / n) and p + 3 sqrt(p (1 - p) / n), kept between 0 and 1. Reference:
    NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2. Periods without any are left out.
    """
    filled = [each for each in samples if each.size]
    whole = sum(each.size for each in filled)
    centre = sum(each.value * each.size for each in filled) / whole if whole else 0.0
    if len(filled) < LEAST_VALUES:
        return ControlChart(centre=centre, points=(), periods=len(filled))
    reaches = [3 * sqrt(centre * (1 - centre) / each.size) for each in filled]
    limits = [(max(0.0, centre - each), min(1.0, centre + each)) for each in reaches]
    return _chart(filled, centre, limits)


def _chart(
    samples: Sequence[Sample], centre: float, limits: Sequence[tuple[float, float]]
) -> ControlChart:
    runs = _runs([each.value for each in samples], centre)
    points = tuple(
        Point(
            label=each.label,
            value=each.value,
            size=each.size,
            lower=lower,
            upper=upper,
            is_beyond=not lower <= each.value <= upper,
            ends_run=run >= RUN,
        )
        for each, (lower, upper), run in zip(samples, limits, runs, strict=True)
    )
    return ControlChart(centre=centre, points=points, periods=len(points))


def _runs(values: Sequence[float], centre: float) -> list[int]:
    """Return for each value how many in a row, this one included, are on its side."""
    lengths, length, side = [], 0, 0
    for value in values:
        here = (value > centre) - (value < centre)
        length = length + 1 if here and here == side else abs(here)
        side = here
        lengths.append(length)
    return lengths


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
