"""What engines hand over: how often each pair of whole numbers occurred on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

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
        day: Of UTC, counted from 1 January 1970.
        state: Whether they count; both numbers are 0 where they do not.
        numerator: The upper number.
        denominator: The lower number.
        number: How many there are.
    """

    day: Whole
    state: Whole
    numerator: Whole
    denominator: Whole
    number: Whole

    def chosen(self, which: NDArray[np.bool_] | Whole) -> "Cells":
        """Return some of the groups."""
        return Cells(
            day=self.day[which],
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
        """Yield the groups of each month of UTC, in order."""
        days, place = np.unique(self.day, return_inverse=True)
        months = [month_of(int(day)) for day in days]
        ordinals = np.array([month.toordinal() for month in months], dtype=np.int64)[place]
        for month in sorted(set(months)):
            yield month, self.chosen(ordinals == month.toordinal())


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
    def sums(self) -> Sums:
        """The sums over all pairs, exactly: Python's whole numbers have no end."""
        rows = list(
            zip(self.upper.tolist(), self.lower.tolist(), self.number.tolist(), strict=True)
        )
        return Sums(
            n=self.count,
            x=sum(x * n for x, _, n in rows),
            y=sum(y * n for _, y, n in rows),
            xx=sum(x * x * n for x, _, n in rows),
            xy=sum(x * y * n for x, y, n in rows),
            yy=sum(y * y * n for _, y, n in rows),
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
