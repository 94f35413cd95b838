"""Split the waiting of visits into causes: what kept work from beginning, and for how long."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from penstock.measurement.flow.timelines import Closed, Span, Work, split

TOGETHER_US = 60_000_000
Interval = tuple[int, int]


class Wait(NamedTuple):
    """The waiting of a visit; all moments are microseconds since 1970.

    Args:
        stage_id: The stage.
        resource: Who worked then; empty where nobody did.
        entered: When it began.
        wait_us: How long it lasted.
        is_begun: Whether it ended because work began.
        holds: When the case was on hold.
    """

    stage_id: str
    resource: str
    entered: int
    wait_us: int
    is_begun: bool = True
    holds: tuple[Interval, ...] = ()

    @property
    def until(self) -> int:
        """Return when it ended."""
        return self.entered + self.wait_us


class Parts(NamedTuple):
    """The parts of a wait in whole microseconds; their sum is the wait.

    Args:
        held_us: The case was on hold.
        batching_us: The rest of a batch had not come yet.
        contention_us: Whoever worked then was at work on what came no later.
        prioritisation_us: They were at work on what came later.
        unavailability_us: They were at work on nothing, in closed hours.
        other_us: The rest: nothing in the log explains it.
    """

    held_us: int
    batching_us: int
    contention_us: int
    prioritisation_us: int
    unavailability_us: int
    other_us: int


def parts_of(
    waits: Sequence[Wait], works: Mapping[str, Iterable[Work]], closed: Closed | None = None
) -> list[Parts]:
    """Split waits into causes, in the order in which these take their part.

    After K. Lashkevich, F. Milani, D. Chapela-Campa, I. Suvorau and M. Dumas, "Why am I waiting?
    Data-driven analysis of waiting times in business processes" (CAiSE 2023), as far as the log
    has it; `docs/explanation/flow.md` tells where it differs.

    Args:
        waits: The waits.
        works: What each resource worked on, in any stage and stream.
        closed: Returns the closed time from some fixed moment up to a moment; None where no
            calendar is known, so that nothing counts as unavailability.

    Returns:
        In the order of the waits.
    """
    complete = _completed(waits)
    pieces = [list(_free(wait, until)) for wait, until in zip(waits, complete, strict=True)]
    found: list[Parts] = [Parts(0, 0, 0, 0, 0, 0)] * len(waits)
    for resource, numbers in _by_resource(waits).items():
        spans = [Span(waits[n].entered, *piece) for n in numbers for piece in pieces[n]]
        told = iter(split(works.get(resource, ()) if resource else (), spans, closed))
        for number in numbers:
            mine = [next(told) for _ in pieces[number]]
            held = _held(waits[number])
            batching = (
                waits[number].wait_us - held - sum(end - begin for begin, end in pieces[number])
            )
            shut = sum(each.closed_us for each in mine) if resource else 0
            found[number] = Parts(
                held,
                batching,
                sum(each.earlier_us for each in mine),
                sum(each.later_us for each in mine),
                shut,
                sum(each.idle_us for each in mine) - shut,
            )
    return found


def _by_resource(waits: Sequence[Wait]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, wait in enumerate(waits):
        found[wait.resource].append(number)
    return found


def _completed(waits: Sequence[Wait]) -> list[int]:
    """Return of each wait when the last of its batch had come; when it came itself without one."""
    found = [wait.entered for wait in waits]
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, wait in enumerate(waits):
        if wait.is_begun and wait.resource:
            groups[wait.stage_id, wait.resource].append(number)
    for numbers in groups.values():
        for batch in _batches(waits, sorted(numbers, key=lambda number: waits[number].until)):
            last = max(waits[number].entered for number in batch)
            for number in batch:
                found[number] = min(last, waits[number].until)
    return found


def _batches(waits: Sequence[Wait], numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield visits whose work began within a minute of the first one's."""
    batch: list[int] = []
    for number in numbers:
        if batch and waits[number].until - waits[batch[0]].until > TOGETHER_US:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _free(wait: Wait, complete: int) -> Iterator[Interval]:
    """Yield the parts of a wait after its batch was complete in which it was not on hold."""
    at = max(wait.entered, complete)
    for begin, end in _united(wait):
        if begin > at:
            yield at, begin
        at = max(at, end)
    if at < wait.until:
        yield at, wait.until


def _held(wait: Wait) -> int:
    return sum(end - begin for begin, end in _united(wait))


def _united(wait: Wait) -> list[Interval]:
    """Return when a case was on hold within a wait, without overlaps."""
    found: list[Interval] = []
    for begin, end in sorted(wait.holds):
        begin, end = max(begin, wait.entered), min(end, wait.until)  # noqa: PLW2901
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif begin < end:
            found.append((begin, end))
    return found
