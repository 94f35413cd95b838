"""What hangs on an element: what it needs and what needs it, with every place that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from penstock.architecture.model import Architecture, Kind, Ref, Relation
from penstock.architecture.tracing import READINGS, Hop, Needs
from penstock.kernel.places import Place

_STRENGTHS = {"P": "primary", "S": "supporting"}
_QUOTED = re.compile("“(.*)”")


@dataclass(frozen=True, slots=True)
class Tie:
    """An element at the other end, and where the documents tie it.

    Args:
        to: The element.
        note: What the documents add, such as a strength.
        places: Every place.
    """

    to: Ref
    note: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties for one reason, read from the element: "is enabled by"."""

    words: str
    ties: tuple[Tie, ...]


_Found = dict[str, dict[tuple[Ref, str], dict[Place, None]]]


def ties_of(needs: Needs, ref: Ref, *, forward: bool) -> tuple[Ties, ...]:
    """Return what an element needs (forward), or what needs it, by reason."""
    found: _Found = {}
    for words, to, relation in _read(needs.architecture, ref, forward=forward):
        note = _STRENGTHS.get(relation.strength, "")
        found.setdefault(words, {}).setdefault((to, note), {})[relation.place] = None
    for hop in _flow(needs, ref, forward=forward):
        quoted = _QUOTED.search(hop.words)
        key = (hop.to, quoted[1] if quoted else "")
        words = "receives from" if forward else "hands over to"
        found.setdefault(words, {}).setdefault(key, {})[hop.place] = None
    return tuple(
        Ties(words, tuple(Tie(to, note, tuple(places)) for (to, note), places in several.items()))
        for words, several in sorted(found.items(), key=lambda each: _ORDER.get(each[0], 0))
    )


def _read(
    architecture: Architecture, ref: Ref, *, forward: bool
) -> Iterator[tuple[str, Ref, Relation]]:
    """Yield the relations of an element that read in one direction, in the element's words."""
    for relation in architecture.outgoing.get(ref, ()):
        reading = READINGS[relation.kind]
        if reading.source_needs is forward:
            yield (reading.needs if forward else reading.serves), relation.target, relation
    for relation in architecture.incoming.get(ref, ()):
        reading = READINGS[relation.kind]
        if reading.source_needs is not forward:
            yield (reading.needs if forward else reading.serves), relation.source, relation


def _flow(needs: Needs, ref: Ref, *, forward: bool) -> tuple[Hop, ...]:
    if ref.kind is not Kind.STAGE:
        return ()
    return needs.fed_by(ref) if forward else needs.feeds(ref)


_ORDER = {
    words: index
    for index, reading in enumerate(READINGS.values(), 1)
    for words in (reading.needs, reading.serves)
}
