"""Dice with a seed: each question has its own, so that no answer hangs on the order of asking."""

import math
from random import Random


def dice(*names: object) -> Random:
    """Return the dice of whatever these names name; the same names, the same throws."""
    return Random("/".join(map(str, names)))  # noqa: S311  # nothing here is a secret


def poisson(chance: Random, mean: float) -> int:
    """Return a count of events that come independently: P(n) = mean^n e^-mean / n!.

    Knuth, The Art of Computer Programming 2, 3.4.1, algorithm Q; for means of a few dozen at most,
    because it throws once for each event. With a mean of 0, it is 0.
    """
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def log_normal(chance: Random, mean: float, spread: float) -> float:
    """Return a time that is never negative and sometimes long.

    ln x is normal with sigma² = ln(1 + spread²) and mu = ln(mean) - sigma²/2, so that x has the
    mean, and a standard deviation of spread times the mean. In the unit of the mean.
    """
    sigma_squared = math.log1p(spread**2)
    return chance.lognormvariate(math.log(mean) - sigma_squared / 2, math.sqrt(sigma_squared))
