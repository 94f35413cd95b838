"""Cumulative flow: how many cases had come to each stage by each day, and how many were over."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

import ibis
import ibis.expr.types as ir

from penstock.measurement.flow.scope import rows
from penstock.measurement.ports import Log
from penstock.measurement.trends.progress import came, progress

Steps = Mapping[tuple[int, date], int]
"""How many cases came to a position on a day; the position behind the last stage is the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativeFlow:
    """How many cases had come how far by the end of each day (UTC).

    A case counts at the furthest stage it has come to: rework does not bring it back, so that no
    line ever falls. A case that is over has passed all stages, however it ended.

    Args:
        stream_id: The value stream.
        stages: The stages in their order.
        first_day: The day of the first entry.
        reached: For each stage the cases that had come to it or further, day by day.
        finished: Cases that were over, day by day.
    """

    stream_id: str
    stages: tuple[str, ...]
    first_day: date
    reached: tuple[tuple[int, ...], ...]
    finished: tuple[int, ...]

    @property
    def days(self) -> int:
        """Return how many days it tells of."""
        return len(self.finished)

    @property
    def last_day(self) -> date:
        """Return the last day it tells of."""
        return self.first_day + timedelta(days=self.days - 1)

    def bands(self, day: int) -> tuple[int, ...]:
        """Return how many cases were at each stage at the end of a day, counted from 0."""
        lines = [*(line[day] for line in self.reached), self.finished[day]]
        return tuple(upper - lower for upper, lower in pairwise(lines))

    def in_progress(self, day: int) -> int:
        """Return how many cases were on the way at the end of a day, counted from 0."""
        return self.reached[0][day] - self.finished[day]

    def lead_days(self, day: int) -> int | None:
        """Return how many days lie between the first line and the last, at the height of a day.

        That is how long ago the case arrived that, one after the other, was the last one over: its
        lead time where cases end in the order they came. None while no case is over.
        """
        if not self.finished[day]:
            return None
        return day - bisect_left(self.reached[0], self.finished[day])


def cumulative_flow(log: Log, stream_id: str, stages: Sequence[str]) -> CumulativeFlow | None:
    """Return the cumulative flow of a stream up to the day of the log's end, or None of no case."""
    steps = steps_of(log, stream_id, stages)
    return flow_of(steps, stream_id, stages, last_day=log.as_of.date())


def steps_of(log: Log, stream_id: str, stages: Sequence[str]) -> Counter[tuple[int, date]]:
    """Return on which days how many cases came how far; counts of parts may be added."""
    query = _steps(progress(log, stream_id, stages), len(stages))
    return Counter({(row["position"], row["day"]): row["cases"] for row in rows(query)})


def flow_of(
    steps: Steps, stream_id: str, stages: Sequence[str], *, last_day: date
) -> CumulativeFlow | None:
    """Return the lines that steps add up to, or None where there are none."""
    if not steps:
        return None
    first = min(day for _, day in steps)
    last = max(last_day, *(day for _, day in steps))
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    lines = [
        tuple(accumulate(steps.get((position, day), 0) for day in days))
        for position in range(len(stages) + 1)
    ]
    return CumulativeFlow(
        stream_id=stream_id,
        stages=tuple(stages),
        first_day=first,
        reached=tuple(lines[:-1]),
        finished=lines[-1],
    )


def _steps(cases: ir.Table, number: int) -> ir.Table:
    moments = [cases.opened, *(cases[came(position)] for position in range(1, number))]
    reached = [_earlier(moment, cases.finished) for moment in moments]
    several = [
        cases.select(position=ibis.literal(position, "int32"), day=moment.date())
        for position, moment in enumerate([*reached, cases.finished])
    ]
    whole = ibis.union(*several)
    came_there = whole.filter(whole.day.notnull())
    return came_there.group_by("position", "day").aggregate(cases=came_there.count())


def _earlier(moment: ir.TimestampValue, other: ir.TimestampValue) -> ir.TimestampValue:
    """Return the earlier of two moments, or the one there is: engines differ on empty ones."""
    return ibis.least(ibis.coalesce(moment, other), ibis.coalesce(other, moment))
