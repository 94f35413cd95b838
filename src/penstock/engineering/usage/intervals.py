"""Metered intervals in one unit, whatever file they came from."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Intervals:
    """What a meter measured in each interval, in the order of the file: arrays of one length.

    Args:
        start_s: Beginnings, in seconds since 1970 in UTC.
        duration_s: Lengths in seconds.
        amount: What went through, in the channel's unit; not a number where it is not known.
        estimated: Whether the utility says that it estimated the interval.
        cost_cents: What it cost; not a number where the file does not tell.
    """

    start_s: Integers
    duration_s: Integers
    amount: Floats
    estimated: Flags
    cost_cents: Floats

    def __len__(self) -> int:
        return len(self.start_s)

    @property
    def end_s(self) -> Integers:
        """Ends, in seconds since 1970 in UTC; an interval does not include its end."""
        return self.start_s + self.duration_s

    @property
    def total(self) -> float:
        """The sum of what is known."""
        return float(np.nansum(self.amount))

    def chosen(self, which: Flags | Integers | slice) -> "Intervals":
        """Return some of the intervals, in the order that an index gives."""
        return Intervals(
            start_s=self.start_s[which],
            duration_s=self.duration_s[which],
            amount=self.amount[which],
            estimated=self.estimated[which],
            cost_cents=self.cost_cents[which],
        )


def intervals(
    start_s: Integers, duration_s: Integers, amount: Floats, estimated: Flags | None = None
) -> Intervals:
    """Return intervals without costs, by default all of them measured."""
    none = np.zeros(len(start_s), dtype=np.bool_)
    return Intervals(
        start_s=start_s,
        duration_s=duration_s,
        amount=amount,
        estimated=none if estimated is None else estimated,
        cost_cents=np.full(len(start_s), np.nan),
    )


def local(moment_s: float, zone: str) -> datetime:
    """Return a moment by the clock of a place."""
    return datetime.fromtimestamp(float(moment_s), tz=UTC).astimezone(ZoneInfo(zone))


def told(moment_s: float, zone: str) -> str:
    """Return a moment by the clock of a place, for people."""
    return f"{local(moment_s, zone):%Y-%m-%d %H:%M %Z}"
