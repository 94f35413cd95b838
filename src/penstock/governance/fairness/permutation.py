"""How likely chance alone makes one group's scores as small as they are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import comb, erfc, sqrt

# Above, the normal curve is near enough, and counting takes longer than a moment.
_MOST_STEPS = 200_000


def p_at_most(limit: int, *, scores: Sequence[int], size: int) -> float:
    """Return how likely so many of the scores, chosen blindly, have a sum no greater than a limit.

    Every choice is as likely as any other: nothing but their name parts the groups. Small groups
    are counted exactly, ties included. For large ones the sum is normal, with Gehan's variance
    n·m / (N·(N - 1)) · Σ s² and a correction of half a step.

    Args:
        limit: The sum of the group's own scores.
        scores: The scores of all, which add up to nothing.
        size: How many are in the group.

    Returns:
        A probability from 0 to 1; 1 where a group is empty.

    Example:
        Four of nine values, at the ranks 1, 2, 3 and 5, so that Mann and Whitney's U is 1: two of
        the 126 choices are no greater.

        >>> round(p_at_most(-18, scores=[-8, -6, -4, -2, 0, 2, 4, 6, 8], size=4), 4)
        0.0159
    """
    others = len(scores) - size
    if not size or not others:
        return 1.0
    if size > others:
        # The others' sum is as much above nothing as the group's is below.
        return p_at_most(limit, scores=[-score for score in scores], size=others)
    if _steps(size, others) <= _MOST_STEPS:
        return _counted(limit, tuple(scores), size)
    return _normal(limit, scores, size)


def least_p(first: int, second: int) -> float:
    """Return the smallest probability that two groups of such sizes can show."""
    return 1 / comb(first + second, first)


def together(probabilities: Iterable[float]) -> list[float]:
    """Return probabilities for several questions asked at once, each raised so that all hold.

    The smallest is multiplied by the number of questions, the next by one fewer, and so on.

    Example:
        >>> together([0.01, 0.5, 0.03])
        [0.03, 0.5, 0.06]

    References:
        S. Holm, "A simple sequentially rejective multiple test procedure",
        Scandinavian Journal of Statistics 6, 1979.
    """
    asked = list(probabilities)
    raised, highest = [0.0] * len(asked), 0.0
    for place, index in enumerate(sorted(range(len(asked)), key=asked.__getitem__)):
        highest = max(highest, min(1.0, asked[index] * (len(asked) - place)))
        raised[index] = highest
    return raised


def _steps(size: int, others: int) -> int:
    """Return about how many steps counting takes: so many choose, and no more sums than pairs."""
    return (size + others) * (size + others * size * (size - 1) // 2)


@lru_cache(maxsize=1024)
def _counted(limit: int, scores: tuple[int, ...], size: int) -> float:
    """Count the choices by how many are chosen so far, and their sum."""
    ways = [Counter({0: 1}), *(Counter[int]() for _ in range(size))]
    for score in scores:
        # From the largest down: a score is chosen once.
        for chosen in range(size, 0, -1):
            for total, count in ways[chosen - 1].items():
                ways[chosen][total + score] += count
    no_greater = sum(count for total, count in ways[size].items() if total <= limit)
    return no_greater / comb(len(scores), size)


def _normal(limit: int, scores: Sequence[int], size: int) -> float:
    number, squares = len(scores), sum(score * score for score in scores)
    deviation = sqrt(size * (number - size) * squares / (number * (number - 1)))
    if not deviation:
        return 1.0
    # Without ties the sum moves by steps of two.
    return erfc(-(limit + 1) / deviation / sqrt(2)) / 2
