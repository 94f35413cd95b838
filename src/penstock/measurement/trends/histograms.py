"""Percentiles of counted values: exact, and the same however the counts were put together."""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Final

MINUTE_US: Final = 60_000_000


class NoValuesError(ValueError):
    """A percentile of nothing was asked for."""

    def __init__(self) -> None:
        super().__init__("A percentile needs at least one value; the histogram counts none.")


def merged(histograms: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Return histograms as one: the counts of equal values added."""
    whole: dict[int, int] = {}
    for each in histograms:
        for value, count in each.items():
            whole[value] = whole.get(value, 0) + count
    return whole


def percentile(histogram: Mapping[int, int], percent: int) -> int:
    """Return the least value that at least `percent` of all values do not exceed.

    The nearest rank: the value at position ceil(percent / 100 x n) of the n values in order, as in
    ISO 3534-1's definition of a quantile of a sample. Nothing is put between two values.

    Args:
        histogram: How often each value was met.
        percent: From 1 to 100.

    Raises:
        NoValuesError: The histogram counts no value.
    """
    total = sum(histogram.values())
    if not total:
        raise NoValuesError
    rank, seen = ceil(percent * total / 100), 0
    for value in sorted(histogram):
        seen += histogram[value]
        if seen >= rank:
            break
    return value
