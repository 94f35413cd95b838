"""What is measured, what it should be, and whether it is."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it should be.

    Args:
        name: What was measured.
        value: How much.
        unit: Of what: `s`, `ms`, `µs`, `/s`, `MiB`, `kB`, `c` for cents; `x` for a ratio, nothing
            for a count.
        at_least: The lowest value that is good, if there is one.
        at_most: The highest value that is good, if there is one.
        runs: What each run gave, where the value is their median.
    """

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    runs: tuple[float, ...] = ()

    @property
    def met(self) -> bool | None:
        """Tell whether the goal is met; None where there is none."""
        if self.at_least is None and self.at_most is None:
            return None
        low = self.at_least if self.at_least is not None else self.value
        high = self.at_most if self.at_most is not None else self.value
        return low <= self.value <= high


def missed(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures whose goals are missed."""
    return [figure for figure in figures if figure.met is False]
