"""Reference shapes: how a bill's energy is spread over hours that nobody metered.

The shapes are our own formulas, not measurements. They put energy where people of each kind usually
use it; a tariff with time-of-use prices or a battery deserves interval data instead.
"""

from collections.abc import Callable
from typing import Literal

import numpy as np

from penstock.engineering.usage.intervals import Floats, Integers

Shape = Literal["residential", "commercial"]


def shape_weights(days: Integers, minutes: Integers, shape: Shape) -> Floats:
    """Return how much is used at each moment, relative to others of the same season.

    Only ratios within a bill's period count, as each bill's energy is spread by its own weights.

    Args:
        days: Days since 1970 by the clock on the wall, shape (n,).
        minutes: Minutes of the day at the middle of each step, shape (n,).
        shape: Whose use it is.
    """
    # Day 0 was a Thursday.
    weekend = (days + 3) % 7 >= 5
    year_day = days.astype("datetime64[D]") - days.astype("datetime64[D]").astype("datetime64[Y]")
    season = np.cos(2 * np.pi * (year_day.astype(np.float64) - 15) / 365.25)
    return _SHAPES[shape](minutes / 60, weekend.astype(np.float64), season)


def residential(hour: Floats, weekend: Floats, season: Floats) -> Floats:
    """Return the relative use of a home: a base, a morning, an evening, and longer weekends.

    w(h) = 0.45 + (0.35 + 0.15 s) B(h, 7, 1.5) + 0.85 B(h, 19, 2.6) + (0.25 - 0.25 s) B(h, 16, 3)
           + 0.25 e B(h, 12.5, 3)

    B(h, m, d) = exp(-((h - m) / d)² / 2) on the circle of 24 hours; s is 1 in mid-January and -1
    in mid-July, so that winter has higher mornings and summer higher afternoons; e is 1 at
    weekends.

    Args:
        hour: Hours of the day, 0 to 24.
        weekend: 1 at weekends, else 0.
        season: 1 in mid-January, -1 in mid-July.
    """
    return (
        0.45
        + (0.35 + 0.15 * season) * _bell(hour, 7, 1.5)
        + 0.85 * _bell(hour, 19, 2.6)
        + (0.25 - 0.25 * season) * _bell(hour, 16, 3)
        + 0.25 * weekend * _bell(hour, 12.5, 3)
    )


def commercial(hour: Floats, weekend: Floats, season: Floats) -> Floats:
    """Return the relative use of an office or shop: open from eight to six, less at weekends.

    w(h) = 0.35 + (1 - 0.7 e) (1 + 0.15 s') L((h - 7.5) / 0.5) L((18 - h) / 0.7)

    L(x) = 1 / (1 + exp(-x)); e is 1 at weekends; s' = max(0, -s) (h > 12) raises summer
    afternoons for cooling.

    Args:
        hour: Hours of the day, 0 to 24.
        weekend: 1 at weekends, else 0.
        season: 1 in mid-January, -1 in mid-July.
    """
    opened = 1 / (1 + np.exp(-(hour - 7.5) / 0.5)) / (1 + np.exp(-(18.0 - hour) / 0.7))
    cooling = 1 + 0.15 * np.maximum(0.0, -season) * (hour > 12)
    weights: Floats = 0.35 + (1 - 0.7 * weekend) * cooling * opened
    return weights


def _bell(hour: Floats, middle: float, width: float) -> Floats:
    away = np.abs(hour - middle)
    around: Floats = np.exp(-((np.minimum(away, 24 - away) / width) ** 2) / 2)
    return around


_SHAPES: dict[Shape, Callable[[Floats, Floats, Floats], Floats]] = {
    "residential": residential,
    "commercial": commercial,
}
