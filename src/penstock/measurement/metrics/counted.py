"""Intervals at 95 % of what is counted or ranked: Poisson's law and the binomial, exactly."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import ceil, exp, floor, lgamma, log, sqrt

from penstock.measurement.metrics.intervals import Z_95, Interval

_EXACT_UP_TO = 100
_TAIL = 0.025


@lru_cache(maxsize=4096)
def garwood(count: int) -> Interval:
    """Return Garwood's interval of the number of events to expect where some were counted.

    low = χ²(0.025; 2k) / 2, high = χ²(0.975; 2k + 2) / 2; low is 0 where none was counted.

    F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936). 10 give 4.795
    to 18.39. Above 100 the quantiles are those of Wilson and Hilferty (PNAS 17, 1931), which are
    right to 0.01 %.

    Args:
        count: Events, from 0.
    """
    if count > _EXACT_UP_TO:
        return Interval(_wilson_hilferty(count, -Z_95), _wilson_hilferty(count + 1, Z_95))
    ceiling = count + 10 * sqrt(count + 1) + 10
    high = _root(lambda mean: _poisson(count, mean) - _TAIL, ceiling)
    if count == 0:
        return Interval(0.0, high)
    return Interval(_root(lambda mean: _poisson(count - 1, mean) - 1 + _TAIL, ceiling), high)


@lru_cache(maxsize=4096)
def ranks(count: int, share: Fraction) -> tuple[int, int] | None:
    """Return the ranks, from 1, of the values that bound a percentile with 95 %.

    The greatest l with P(B < l) ≤ 0.025 and the least u with P(B < u) ≥ 0.975, where B counts
    successes of n trials at the share. No law of the values is assumed.

    H. A. David and H. N. Nagaraja, Order Statistics, 3rd edition (2003), section 7.1. The median of
    10 lies between ranks 2 and 9. Above 100 values B is taken as normal. None where there are too
    few values for both bounds.

    Args:
        count: Number of values.
        share: The percentile, such as 1/2.
    """
    low, high = _ranks(count, float(share)) if count <= _EXACT_UP_TO else _normal(count, share)
    return (low, high) if low >= 1 and high <= count else None


def _ranks(count: int, share: float) -> tuple[int, int]:
    below, low, high = 0.0, 0, count + 1
    for rank in range(1, count + 1):
        below += _binomial(rank - 1, count, share)
        if below <= _TAIL:
            low = rank
        if below >= 1 - _TAIL:
            high = rank
            break
    return low, high


def _normal(count: int, share: Fraction) -> tuple[int, int]:
    middle = float(count * share)
    half = Z_95 * sqrt(float(count * share * (1 - share)))
    return floor(middle - half), ceil(middle + half) + 1


def _binomial(hits: int, count: int, share: float) -> float:
    ways = lgamma(count + 1) - lgamma(hits + 1) - lgamma(count - hits + 1)
    return exp(ways + hits * log(share) + (count - hits) * log(1 - share))


def _poisson(count: int, mean: float) -> float:
    """Return the probability of no more than a count of events."""
    term = total = exp(-mean)
    for event in range(1, count + 1):
        term *= mean / event
        total += term
    return total


def _root(falls: Callable[[float], float], ceiling: float) -> float:
    """Return where a falling function of numbers from 0 to a ceiling is 0."""
    low, high = 0.0, ceiling
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if falls(middle) > 0 else (low, middle)
    return (low + high) / 2


def _wilson_hilferty(count: int, z: float) -> float:
    ninth = 1 / (9 * count)
    return float(count * (1 - ninth + z * sqrt(ninth)) ** 3)
