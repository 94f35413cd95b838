"""What suffers when an element fails."""

from collections import deque
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from penstock.architecture.model import Kind, Ref, RelationKind
from penstock.architecture.tracing.needs import Hop, Needs

_CARRIES = {
    RelationKind.PART_OF,
    RelationKind.ENABLES,
    RelationKind.CONSUMES,
    RelationKind.PROVIDES,
    RelationKind.PRODUCES,
    RelationKind.USES,
    RelationKind.DELIVERS,
    RelationKind.SUPPORTS,
    RelationKind.TAKES_PART,
    RelationKind.RECEIVES,
    RelationKind.MEASURES,
    RelationKind.RESPONSIBLE,
    RelationKind.ACCOUNTABLE,
    RelationKind.CONSULTED,
    RelationKind.OWNS,
    RelationKind.TRIGGERS,
}
_ENDS = {
    Kind.STAKEHOLDER,
    Kind.METRIC,
    Kind.PRODUCT,
    Kind.ORGANIZATION_UNIT,
    Kind.OPERATING_MODEL,
}


class Reach(StrEnum):
    """How the failure gets there."""

    HIT = "hit"
    KNOCK_ON = "knock-on"


class Effect(NamedTuple):
    """An element that suffers, and the way the failure takes to it.

    Args:
        ref: What suffers.
        reach: Whether it is hit itself, or needs a stream that is.
        way: The hops from what failed.
        degraded: Whether it only loses a support somewhere on the way.
    """

    ref: Ref
    reach: Reach
    way: tuple[Hop, ...]
    degraded: bool


def impact(needs: Needs, failed: Ref) -> tuple[Effect, ...]:
    """Return what suffers, in the order in which the failure spreads.

    First everything the failure carries to (stages, streams, products, those who wait for the
    value), then, one step further, the streams that depend on a stream that is hit.
    """
    hit = dict(_spread(needs, failed))
    streams = [ref for ref in (failed, *hit) if ref.kind is Kind.VALUE_STREAM]
    knock_on: dict[Ref, Effect] = {}
    for stream in streams:
        before = hit[stream].way if stream in hit else ()
        for hop in needs.serves(stream):
            known = hop.to in hit or hop.to in knock_on or hop.to == failed
            if hop.kind is RelationKind.DEPENDS_ON and not known:
                knock_on[hop.to] = Effect(hop.to, Reach.KNOCK_ON, (*before, hop), degraded=True)
    return (*hit.values(), *knock_on.values())


def _spread(needs: Needs, failed: Ref) -> Iterator[tuple[Ref, Effect]]:
    """Yield what is hit, nearest first: the parts of what failed, then what needs any of them."""
    parts = list(_parts(needs, failed))
    yield from ((effect.ref, effect) for effect in parts)
    queue: deque[Effect] = deque([Effect(failed, Reach.HIT, (), degraded=False), *parts])
    seen = {effect.ref for effect in queue}
    while queue:
        effect = queue.popleft()
        for hop in _carried(needs, effect, failed):
            if hop.to in seen:
                continue
            seen.add(hop.to)
            softer = effect.degraded or _softens(hop)
            reached = Effect(hop.to, Reach.HIT, (*effect.way, hop), degraded=softer)
            yield hop.to, reached
            if hop.to.kind not in _ENDS and not _goes_on(hop):
                queue.append(reached)


def _parts(needs: Needs, failed: Ref, before: tuple[Hop, ...] = ()) -> Iterator[Effect]:
    """Yield what a capability or unit consists of: it fails with the whole."""
    if failed.kind not in {Kind.CAPABILITY, Kind.ORGANIZATION_UNIT}:
        return
    for hop in needs.needs(failed):
        if hop.kind in {RelationKind.PART_OF, RelationKind.BELONGS_TO}:
            way = (*before, hop)
            yield Effect(hop.to, Reach.HIT, way, degraded=False)
            yield from _parts(needs, hop.to, way)


def _goes_on(hop: Hop) -> bool:
    """Tell whether what a hop leads to suffers, but works on.

    A capability goes on with its other parts, and a system that misses an item with the others it
    has: what relies on them does not suffer for that.
    """
    whole = hop.kind is RelationKind.PART_OF and hop.to.kind is Kind.CAPABILITY
    return whole or hop.kind is RelationKind.USES


def _carried(needs: Needs, effect: Effect, failed: Ref) -> Iterator[Hop]:
    """Yield the hops along which a failure spreads; through information only within a stream.

    What passes from stream to stream is not followed: those streams depend on each other by a
    statement of their own, and come later.
    """
    hops = (hop for hop in needs.step(effect.ref, forward=False) if hop.kind in _CARRIES)
    if effect.ref.kind is Kind.INFORMATION and effect.ref != failed:
        came = effect.way[-1].place.document
        hops = (
            hop
            for hop in hops
            if hop.place.document == came and hop.to.kind is not Kind.VALUE_STREAM
        )
    elif effect.ref.kind is Kind.VALUE_STREAM:
        hops = (hop for hop in hops if hop.kind is not RelationKind.PROVIDES)
    yield from hops


def _softens(hop: Hop) -> bool:
    """Tell whether what is reached only loses a support."""
    soft = {
        RelationKind.SUPPORTS,
        RelationKind.TAKES_PART,
        RelationKind.MEASURES,
        RelationKind.CONSULTED,
    }
    return hop.kind in soft or hop.strength == "S"
