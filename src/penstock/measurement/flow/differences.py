"""How much longer cases of one kind take than others, in the median, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

_NORMAL = NormalDist()
_SURE = _NORMAL.inv_cdf(0.975)
FEWEST = 20
# Beyond so many tosses the normal law differs in the fourth digit alone, and is counted at once.
_MANY = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The difference of two medians, in whole microseconds.

    It tells that cases differ, not why: what makes a case hard may both lead it off the documented
    path and make it long.

    Args:
        count_with: How many closed cases have it.
        count_without: How many closed cases do not.
        median_with_us: Their median from the first entry to the last exit.
        median_without_us: The same of the others.
        low_us: Lower end of the 95 % interval of the difference.
        high_us: Its upper end.
    """

    count_with: int
    count_without: int
    median_with_us: int
    median_without_us: int
    low_us: int
    high_us: int

    @property
    def difference_us(self) -> int:
        """Return how much longer the cases that have it take; less than none where shorter."""
        return self.median_with_us - self.median_without_us


def difference(with_us: Sequence[int], without_us: Sequence[int]) -> Difference | None:
    """Return the difference of the medians of two groups of durations.

    Equation: d = m1 - m2, with the interval d -+ z sqrt(v1 + v2) at z = 1.96. The variance of a
    median m of n values x(1) <= ... <= x(n) is v = ((x(n-c+1) - x(c)) / (2 z'))^2, with
    c = round((n+1)/2 - sqrt(n)), and z' the normal quantile at 1 - p, where p = P(B < c) for B
    binomial with n and 1/2. No shape of the durations is assumed.

    Units: microseconds. Range: at least 20 durations in each group.

    Source: D. G. Bonett and R. M. Price, "Statistical inference for a linear function of medians:
    confidence intervals, hypothesis testing, and sample size requirements", Psychological Methods
    7(3), 2002, pages 370-383.

    Returns:
        None where one of the groups has fewer than 20.
    """
    if min(len(with_us), len(without_us)) < FEWEST:
        return None
    first, second = sorted(with_us), sorted(without_us)
    found = _median(first) - _median(second)
    reach = _SURE * sqrt(_variance(first) + _variance(second))
    return Difference(
        count_with=len(first),
        count_without=len(second),
        median_with_us=_median(first),
        median_without_us=_median(second),
        low_us=round(found - reach),
        high_us=round(found + reach),
    )


def _median(values: Sequence[int]) -> int:
    """Return the lower median, as the percentiles of durations have it."""
    return values[(len(values) - 1) // 2]


def _variance(values: Sequence[int]) -> float:
    number = len(values)
    rank = max(1, round((number + 1) / 2 - sqrt(number)))
    width = values[number - rank] - values[rank - 1]
    error = width / (2 * _NORMAL.inv_cdf(1 - _less_than(rank, number)))
    return error * error


def _less_than(rank: int, number: int) -> float:
    """Return the probability of fewer than so many heads among so many tosses of a coin."""
    if number > _MANY:
        return _NORMAL.cdf((rank - 0.5 - number / 2) / (sqrt(number) / 2))
    term, total = 1, 0
    for heads in range(rank):
        total += term
        term = term * (number - heads) // (heads + 1)
    return total / (1 << number)
