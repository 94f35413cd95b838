"""When somebody is at work, and on what came earlier or later: time looked up without searching."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple


class Work(NamedTuple):
    """A visit that somebody worked on; all moments are microseconds since 1970.

    Args:
        entered: When its case came to the stage.
        started: When its work began.
        ended: When it was left.
    """

    entered: int
    started: int
    ended: int


class Span(NamedTuple):
    """Some time of somebody, and the moment at which the case came that waits meanwhile."""

    entered: int
    begin: int
    end: int


class Split(NamedTuple):
    """Times of a span: at work on what came no later, on what came later, and idle."""

    earlier_us: int
    later_us: int
    idle_us: int
    closed_us: int


Closed = Callable[[int], int]


def split(works: Iterable[Work], spans: Sequence[Span], closed: Closed | None) -> list[Split]:
    """Split spans of somebody by what they worked on meanwhile.

    Where they work on several things at once, one that came earlier counts before those that came
    later. Takes O(n log n) for n works and spans together.

    Args:
        works: What they worked on.
        spans: The spans.
        closed: Returns the closed time from some fixed moment up to a moment; None where nobody
            knows, so that no idle time is closed.

    Returns:
        In the order of the spans; `closed_us` is the part of `idle_us` in closed hours.
    """
    line = _Timeline(works, spans)
    earlier = line.earlier(spans)
    busy = [line.busy(span) for span in spans]
    shut = [line.idle(span, closed) if closed else 0 for span in spans]
    return [
        Split(early, at_work - early, span.end - span.begin - at_work, idle_closed)
        for span, early, at_work, idle_closed in zip(spans, earlier, busy, shut, strict=True)
    ]


class _Timeline:
    """Somebody's time in pieces, in each of which they work on the same things."""

    def __init__(self, works: Iterable[Work], spans: Iterable[Span]) -> None:
        begun = sorted((work for work in works if work.ended > work.started), key=_started)
        moments = {moment for work in begun for moment in (work.started, work.ended)}
        moments.update(moment for span in spans for moment in (span.begin, span.end))
        self._bounds = sorted(moments)
        self._oldest = list(_oldest(begun, self._bounds))
        self._busy = list(self._summed(lambda at: at, busy=True))
        self._shut: list[int] = []

    def busy(self, span: Span) -> int:
        """Return how long they are at work within a span."""
        return self._busy[self._at(span.end)] - self._busy[self._at(span.begin)]

    def idle(self, span: Span, closed: Closed) -> int:
        """Return how long they are not at work within a span, in closed hours."""
        if not self._shut:
            self._shut = list(self._summed(closed, busy=False))
        return self._shut[self._at(span.end)] - self._shut[self._at(span.begin)]

    def earlier(self, spans: Sequence[Span]) -> list[int]:
        """Return of each span how long they work on what came no later than its case."""
        bounds, tree = self._bounds, _Tree(len(self._bounds))
        aged = sorted((came, at) for at, came in enumerate(self._oldest) if came is not None)
        found = [0] * len(spans)
        added = 0
        for number in sorted(range(len(spans)), key=lambda number: spans[number].entered):
            span = spans[number]
            while added < len(aged) and aged[added][0] <= span.entered:
                at = aged[added][1]
                tree.add(at, bounds[at + 1] - bounds[at])
                added += 1
            found[number] = tree.before(self._at(span.end)) - tree.before(self._at(span.begin))
        return found

    def _at(self, moment: int) -> int:
        return bisect_right(self._bounds, moment) - 1

    def _summed(self, clock: Callable[[int], int], *, busy: bool) -> Iterator[int]:
        """Yield at each bound how much time of a clock has passed, at work or idle."""
        total = 0
        shown = [clock(bound) for bound in self._bounds]
        for at, came in enumerate(self._oldest):
            yield total
            if (came is not None) is busy:
                total += shown[at + 1] - shown[at]
        yield total


class _Tree:
    """Sums of numbers up to a place, of which any may grow (P. M. Fenwick, 1994)."""

    def __init__(self, size: int) -> None:
        self._sums = [0] * (size + 1)

    def add(self, place: int, amount: int) -> None:
        sums, index = self._sums, place + 1
        while index < len(sums):
            sums[index] += amount
            index += index & -index

    def before(self, place: int) -> int:
        """Return the sum of all places below one."""
        sums, total = self._sums, 0
        while place:
            total += sums[place]
            place &= place - 1
        return total


def _started(work: Work) -> int:
    return work.started


def _oldest(begun: Sequence[Work], bounds: Sequence[int]) -> Iterator[int | None]:
    """Yield of each piece of time when the oldest came of what is worked on; None where idle."""
    under_way: list[tuple[int, int]] = []
    next_one = 0
    for bound in bounds[:-1]:
        while next_one < len(begun) and begun[next_one].started <= bound:
            heappush(under_way, (begun[next_one].entered, begun[next_one].ended))
            next_one += 1
        while under_way and under_way[0][1] <= bound:
            heappop(under_way)
        yield under_way[0][0] if under_way else None
