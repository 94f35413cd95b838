"""What hangs on an element, as a tree, and the ways from one element to another."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from penstock.architecture.model import Kind, Ref
from penstock.architecture.tracing.needs import Hop, Needs


class Branch(NamedTuple):
    """A hop and what follows from where it leads.

    Args:
        hop: The step.
        branches: The steps from there; empty where the tree ends.
        seen: Whether the element stands in the tree already, where its branches are.
    """

    hop: Hop
    branches: tuple["Branch", ...] = ()
    seen: bool = False


def tree(needs: Needs, root: Ref, *, forward: bool, depth: int) -> tuple[Branch, ...]:
    """Return what an element needs (forward) or what needs it, down to a depth.

    Each element is unfolded once, where it comes first; information is a leaf, since items of one
    name in several streams would tie together what nothing ties.
    """
    return tuple(_branches(needs, root, forward=forward, depth=depth, seen={root}))


def _branches(
    needs: Needs, ref: Ref, *, forward: bool, depth: int, seen: set[Ref]
) -> Iterator[Branch]:
    hops = list(needs.step(ref, forward=forward))
    fresh = {hop.to for hop in hops} - seen
    seen |= fresh
    for hop in hops:
        if hop.to not in fresh:
            yield Branch(hop, seen=depth > 1 and hop.to.kind is not Kind.INFORMATION)
            continue
        fresh.discard(hop.to)
        deeper = depth > 1 and hop.to.kind is not Kind.INFORMATION
        below = _branches(needs, hop.to, forward=forward, depth=depth - 1, seen=seen)
        yield Branch(hop, tuple(below) if deeper else ())


Path = tuple[Hop, ...]
Ways = Callable[[Needs, Ref], Iterator[Hop]]


def paths(needs: Needs, start: Ref, goal: Ref, *, limit: int = 10) -> tuple[Path, ...]:
    """Return the shortest ways from one element to another, at most so many.

    Ways along one direction (all needs, or all serves) come before ways that turn round.
    """
    for ways in (_forward, _backward, _either):
        found = tuple(_shortest(needs, start, goal, ways=ways, limit=limit))
        if found:
            return found
    return ()


def _forward(needs: Needs, ref: Ref) -> Iterator[Hop]:
    return needs.step(ref, forward=True)


def _backward(needs: Needs, ref: Ref) -> Iterator[Hop]:
    return needs.step(ref, forward=False)


def _either(needs: Needs, ref: Ref) -> Iterator[Hop]:
    yield from needs.step(ref, forward=True)
    yield from needs.step(ref, forward=False)


def _shortest(needs: Needs, start: Ref, goal: Ref, *, ways: Ways, limit: int) -> Iterator[Path]:
    """Yield all shortest ways, breadth first."""
    arrivals: dict[Ref, list[tuple[Ref, Hop]]] = {start: []}
    distance = {start: 0}
    queue = deque([start])
    while queue and goal not in distance:
        for _ in range(len(queue)):
            ref = queue.popleft()
            if ref.kind is Kind.INFORMATION and ref != start:
                continue
            for hop in ways(needs, ref):
                if hop.to not in distance:
                    distance[hop.to] = distance[ref] + 1
                    arrivals[hop.to] = []
                    queue.append(hop.to)
                if distance[hop.to] == distance[ref] + 1:
                    arrivals[hop.to].append((ref, hop))
    if goal in distance:
        yield from _unwound(arrivals, start, goal, limit=limit)


def _unwound(
    arrivals: dict[Ref, list[tuple[Ref, Hop]]], start: Ref, goal: Ref, *, limit: int
) -> Iterator[Path]:
    stack: list[tuple[Ref, Path]] = [(goal, ())]
    found = 0
    while stack and found < limit:
        ref, way = stack.pop()
        if ref == start:
            found += 1
            yield way
            continue
        stack.extend((before, (hop, *way)) for before, hop in reversed(arrivals[ref]))
