"""How long people wait, also those who wait still."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple


class Wait(NamedTuple):
    """How long somebody has waited.

    Waits stand in the order of their lengths; of two equal ones, that which goes on is longer.

    Args:
        length: How long, of time of any one kind.
        goes_on: Whether the wait is longer than that, nobody knows yet by how much.
    """

    length: timedelta
    goes_on: bool = False


def scores(waits: Sequence[Wait]) -> list[int]:
    """Return of each wait how many others surely were shorter, less how many surely are longer.

    Where no wait goes on, the score is twice the mid-rank less (n + 1), so that what is done with
    scores is what Mann and Whitney do with ranks. Of two waits that go on, and of one that went on
    when the other was longer already, nobody knows which is shorter: neither counts.

    References:
        E. A. Gehan, "A generalized Wilcoxon test for comparing arbitrarily singly-censored
        samples", Biometrika 52, 1965.

    Example:
        >>> scores([Wait(timedelta(hours=1)), Wait(timedelta(hours=2)), Wait(timedelta(hours=2))])
        [-2, 1, 1]
    """
    over = sorted(wait.length for wait in waits if not wait.goes_on)
    going_on = sorted(wait.length for wait in waits if wait.goes_on)
    return [_score(wait, over, going_on) for wait in waits]


def _score(wait: Wait, over: list[timedelta], going_on: list[timedelta]) -> int:
    if wait.goes_on:
        return bisect_right(over, wait.length)
    shorter = bisect_left(over, wait.length)
    longer = len(over) - bisect_right(over, wait.length)
    # Who waits still after the same time will have waited longer.
    return shorter - longer - (len(going_on) - bisect_left(going_on, wait.length))
