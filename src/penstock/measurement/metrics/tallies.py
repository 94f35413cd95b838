"""What engines hand over: how often each pair of whole numbers occurred on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from penstock.measurement.metrics.intervals import Sums
from penstock.measurement.metrics.whole_numbers import month_of

Whole = NDArray[np.int64]


class State(IntEnum):
    """Whether a case or fact counts.

    `BEYOND` is one whose moments lie outside the years that the calendar knows.
    """

    COUNTS = 0
    OPEN = 1
    BEYOND = 2


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Groups of cases or facts of one metric that are alike; each field has shape (n,).

    Groups of parts may be put one after the other, in any order.

    Args:
        month: Of UTC: twelve times its year, and its number from 1.
        state: Whether they count; both numbers are 0 where they do not.
        numerator: The upper number.
        denominator: The lower number.
        number: How many there are.
    """

    month: Whole
    state: Whole
    numerator: Whole
    denominator: Whole
    number: Whole

    def chosen(self, which: NDArray[np.bool_] | Whole | slice) -> "Cells":
        """Return some of the groups."""
        return Cells(
            month=self.month[which],
            state=self.state[which],
            numerator=self.numerator[which],
            denominator=self.denominator[which],
            number=self.number[which],
        )

    def count_of(self, state: State) -> int:
        """Return how many cases or facts have a state."""
        return int(self.number[self.state == state].sum())

    @property
    def counting(self) -> "Tally":
        """How often each pair occurred among those that count, and how many are open."""
        kept = self.chosen(self.state == State.COUNTS)
        return Tally(
            upper=kept.numerator,
            lower=kept.denominator,
            number=kept.number,
            open_count=self.count_of(State.OPEN),
        )

    def by_month(self) -> Iterator[tuple[date, "Cells"]]:
        """Yield the groups of each month of UTC, in order; groups have to be ordered by month."""
        begins = np.flatnonzero(np.diff(self.month, prepend=self.month[:1] - 1))
        for begin, end in pairwise([*begins, len(self.month)]):
            yield month_of(int(self.month[begin])), self.chosen(slice(begin, end))


def in_order(first: Whole, second: Whole) -> Whole:
    """Return the places of pairs of numbers in the order of the first, then of the second."""
    order = _order(second)
    return order[_order(first[order])]


def _order(numbers: Whole) -> Whole:
    """Return the places of numbers in their order, quickly where they lie close together."""
    if not len(numbers):
        return np.empty(0, dtype=np.int64)
    passed = numbers - numbers.min()
    # Numbers of 16 bits are put in order without comparing them.
    return np.argsort(passed.astype(np.min_scalar_type(passed.max())), kind="stable")


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """How often pairs occurred; the first three fields have shape (n,).

    Args:
        upper: Upper numbers; the same may come again.
        lower: Lower numbers.
        number: How often both came together.
        open_count: How many cases or facts may still come to count.
    """

    upper: Whole
    lower: Whole
    number: Whole
    open_count: int

    @property
    def count(self) -> int:
        """How many count."""
        return int(self.number.sum())

    @property
    def x(self) -> int:
        """The sum of the upper numbers over all pairs, exactly."""
        return exact_sum(self.upper, _ONE, self.number)

    @property
    def y(self) -> int:
        """The sum of the lower numbers over all pairs, exactly."""
        return exact_sum(self.lower, _ONE, self.number)

    @property
    def sums(self) -> Sums:
        """The sums over all pairs, exactly."""
        return Sums(
            n=self.count,
            x=self.x,
            y=self.y,
            xx=exact_sum(self.upper, self.upper, self.number),
            xy=exact_sum(self.upper, self.lower, self.number),
            yy=exact_sum(self.lower, self.lower, self.number),
        )

    @property
    def is_binary(self) -> bool:
        """Whether each pair is a success, a failure, or nothing: Wilson's interval holds then."""
        if not len(self.lower) or int(self.lower.max()) <= 0:
            return False
        one = self.lower == self.lower.max()
        hit_or_miss = (self.upper == 0) | (self.upper == self.lower)
        return bool((hit_or_miss & (one | (self.lower == 0))).all())

    @property
    def ranked(self) -> "Ranked":
        """The upper numbers in order."""
        order = np.argsort(self.upper, kind="stable")
        return Ranked(self.upper[order], np.cumsum(self.number[order]))


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Numbers in order, and the highest rank that each of them has, from 1."""

    values: Whole
    ranks: Whole

    def at(self, rank: int) -> int:
        """Return the number that has a rank."""
        return int(self.values[np.searchsorted(self.ranks, rank)])


_ONE = np.ones(1, dtype=np.int64)


def exact_sum(one: Whole, other: Whole, number: Whole) -> int:
    """Return Σ one · other · number, exactly, however large it is.

    What does not fit into 64 bits is summed in halves: one = high · 2ᵏ + low.

    Args:
        one: Whole numbers, shape (n,).
        other: The same, or one number for all, shape (1,).
        number: How often each pair occurred, shape (n,); from 0, 2⁶² in all at most.
    """
    if not len(one):
        return 0
    size, other_size = _size(one), _size(other)
    if size * other_size * int(number.sum()) < _LIMIT:
        return int((one * other * number).sum())
    if size < other_size:
        return exact_sum(other, one, number)
    bits = size.bit_length() // 2
    high, low = one >> bits, one & ((1 << bits) - 1)
    return (exact_sum(high, other, number) << bits) + exact_sum(low, other, number)


_LIMIT = 2**63


def _size(numbers: Whole) -> int:
    """Return the greatest of some numbers without their signs; at least 1."""
    return max(1, int(numbers.max()), -int(numbers.min()))
