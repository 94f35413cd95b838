"""Axes: where a value lies, and which round values are named beside it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A straight axis from one round value to another.

    Args:
        low: The least value.
        high: The greatest value.
        start: Where the least value lies, in pixels.
        end: Where the greatest value lies, in pixels.
        step: How far named values are apart.
    """

    low: float
    high: float
    start: float
    end: float
    step: float

    def at(self, value: float) -> float:
        """Return where a value lies, in pixels."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """The named values."""
        number = round((self.high - self.low) / self.step)
        return [self.low + place * self.step for place in range(number + 1)]


def scale_for(values: Iterable[float], *, start: float, end: float, ticks: int = 5) -> Scale:
    """Return an axis that holds all values and nothing, its ends and steps round numbers."""
    shown = [value for value in values if math.isfinite(value)]
    low, high = min([0.0, *shown]), max([0.0, *shown])
    if high == low:
        high = low + 1
    step = _step((high - low) / ticks)
    return Scale(
        low=math.floor(low / step + 1e-9) * step,
        high=math.ceil(high / step - 1e-9) * step,
        start=start,
        end=end,
        step=step,
    )


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next((each * power for each in _ROUND if each * power >= rough * 0.999), 10 * power)
