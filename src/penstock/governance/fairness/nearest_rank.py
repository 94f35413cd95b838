"""Percentiles by nearest rank: always a value that was observed, never one between two."""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


_T = TypeVar("_T", bound=_Ordered)


def rank(number: int, *, percent: int) -> int:
    """Return the nearest rank of a percentile among so many values, from 1.

    rank = ⌈percent / 100 · number⌉

    It is definition 1 of Hyndman and Fan, the inverse of the empirical distribution.

    Args:
        number: How many values there are, at least one.
        percent: From 1 to 100.

    Raises:
        ValueError: There is no value, or no such percentile.

    Example:
        >>> rank(20, percent=95)
        19

    References:
        R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages",
        The American Statistician 50 (4), 1996.
    """
    if number < 1:
        raise ValueError("No values have no percentile. Ask for one where there is a value.")
    if not 1 <= percent <= 100:
        raise ValueError(f"{percent} is no percentile; take a whole number from 1 to 100.")
    return -(-percent * number // 100)


def percentile(values: Iterable[_T], *, percent: int) -> _T:
    """Return the smallest value that at least so many percent of the values do not exceed.

    Raises:
        ValueError: There is no value, or no such percentile.
    """
    in_order = sorted(values)
    return in_order[rank(len(in_order), percent=percent) - 1]
