"""Who needs whom: every stated relation read as a dependency, with its reason and place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from penstock.architecture.model import (
    Architecture,
    Kind,
    Ref,
    Relation,
    RelationKind,
    Stage,
    Stated,
)
from penstock.kernel.making import checked_dataclass
from penstock.kernel.places import Place


class _Reading(NamedTuple):
    """How a relation reads as a dependency.

    Args:
        needs: What the needing one says of the needed one.
        serves: What the needed one says of the needing one.
        source_needs: Whether the source needs the target, or the target the source.
    """

    needs: str
    serves: str
    source_needs: bool = False


READINGS: Mapping[RelationKind, _Reading] = {
    RelationKind.PART_OF: _Reading("consists of", "is part of"),
    RelationKind.ENABLES: _Reading("is enabled by", "enables"),
    RelationKind.CONSUMES: _Reading("takes in", "is taken in by", source_needs=True),
    RelationKind.PRODUCES: _Reading("comes from", "gives out"),
    RelationKind.PROVIDES: _Reading("is provided by", "provides"),
    RelationKind.USES: _Reading("uses", "is used by", source_needs=True),
    RelationKind.DELIVERS: _Reading("is delivered by", "delivers"),
    RelationKind.SUPPORTS: _Reading("is supported by", "supports"),
    RelationKind.TAKES_PART: _Reading("draws on", "takes part in"),
    RelationKind.TRIGGERS: _Reading("is triggered by", "triggers"),
    RelationKind.RECEIVES: _Reading("receives value from", "gives value to", source_needs=True),
    RelationKind.PARTICIPATES: _Reading("involves", "participates in"),
    RelationKind.DEPENDS_ON: _Reading("depends on", "is needed by", source_needs=True),
    RelationKind.MEASURES: _Reading("measures", "is measured by", source_needs=True),
    RelationKind.OWNS: _Reading("is owned by", "owns"),
    RelationKind.RESPONSIBLE: _Reading("is done by", "is responsible for"),
    RelationKind.ACCOUNTABLE: _Reading("is answered for by", "is accountable for"),
    RelationKind.CONSULTED: _Reading("consults", "is consulted on"),
    RelationKind.INFORMED: _Reading("is informed of", "informs", source_needs=True),
    RelationKind.BELONGS_TO: _Reading("has", "belongs to"),
    RelationKind.REPORTS_TO: _Reading("reports to", "heads", source_needs=True),
    RelationKind.GOVERNS: _Reading("is governed by", "governs"),
}


class Hop(NamedTuple):
    """One step from an element to another.

    Args:
        to: Where the step leads.
        words: Why, read from where it begins: "is enabled by".
        kind: The relation behind it.
        place: Where the documents say so.
        strength: `P` or `S`, where they say it.
    """

    to: Ref
    words: str
    kind: RelationKind
    place: Place
    strength: str = ""


Hops = Mapping[Ref, tuple[Hop, ...]]


@checked_dataclass(frozen=True)
class Needs:
    """The dependencies of an architecture, both ways round."""

    architecture: Architecture
    _hops: dict[tuple[Ref, bool], tuple[Hop, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _flows: dict[frozenset[str], tuple[Hops, Hops]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def needs(self, ref: Ref) -> tuple[Hop, ...]:
        """Return what an element needs."""
        return self._read(ref, forward=True)

    def serves(self, ref: Ref) -> tuple[Hop, ...]:
        """Return what needs an element."""
        return self._read(ref, forward=False)

    @cached_property
    def _around(self) -> Mapping[str, list[Relation]]:
        """The relations that an element of some id is an end of, in the documents' order."""
        found: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in self.architecture.relations:
            _, (_, source), (_, target), _, _, _ = relation
            found[source].append(relation)
            if target != source:
                found[target].append(relation)
        return found

    def _read(self, ref: Ref, *, forward: bool) -> tuple[Hop, ...]:
        """Return the hops from an element; few elements of a model are ever asked for."""
        key = (ref, forward)
        if key not in self._hops:
            once: dict[tuple[Ref, RelationKind], Hop] = {}
            for relation in self._around.get(ref.id, ()):
                hop = _hop(relation, ref, forward=forward)
                if hop:
                    once.setdefault((hop.to, hop.kind), hop)
            self._hops[key] = tuple(once.values())
        return self._hops[key]

    def feeds(self, stage: Ref) -> tuple[Hop, ...]:
        """Return the hops to the stages of the same stream that take in what a stage gives out.

        Items of one name in two streams are two things: only the way through a stream's own
        stages is a flow.
        """
        return self._flows_around(stage)[0].get(stage, ())

    def fed_by(self, stage: Ref) -> tuple[Hop, ...]:
        """Return the same, seen from the stage that takes in."""
        return self._flows_around(stage)[1].get(stage, ())

    def _flows_around(self, ref: Ref) -> tuple[Hops, Hops]:
        """Return the hops between the stages of a stage's stream, from its makers and its takers.

        Few streams of a model are ever asked for.
        """
        stated = self.architecture.statements.get(ref, ())
        own = frozenset({each.stream_id for each in stated if isinstance(each, Stage)})
        if own not in self._flows:
            streams = self.architecture.stages_by_stream
            feeds = _grouped(hop for each in streams if each in own for hop in _flow(streams[each]))
            self._flows[own] = feeds, _grouped(_turned(feeds))
        return self._flows[own]

    def step(self, ref: Ref, *, forward: bool) -> Iterator[Hop]:
        """Yield the hops from an element: to what it needs, or to what needs it."""
        yield from self._read(ref, forward=forward)
        if ref.kind is Kind.STAGE:
            yield from self.fed_by(ref) if forward else self.feeds(ref)


def _hop(relation: Relation, begin: Ref, *, forward: bool) -> Hop | None:
    """Return the step that a relation makes of an element's needs, or of what needs it, if any."""
    reading = READINGS[relation.kind]
    start, end = relation.source, relation.target
    if reading.source_needs is not forward:
        start, end = end, start
    if start != begin:
        return None
    words = reading.needs if forward else reading.serves
    return Hop(end, words, relation.kind, relation.place, relation.strength)


def _flow(stages: tuple[Stage, ...]) -> Iterator[tuple[Ref, Hop]]:
    makers: dict[str, list[tuple[Stage, Stated]]] = defaultdict(list)
    for stage in stages:
        for item in stage.inputs:
            for maker, made in makers.get(item.text.casefold(), ()):
                words = f"hands “{made.text}” to"
                yield maker.ref, Hop(stage.ref, words, RelationKind.CONSUMES, item.place)
        for item in stage.outputs:
            makers[item.text.casefold()].append((stage, item))


def _turned(feeds: Hops) -> Iterator[tuple[Ref, Hop]]:
    """Yield the hops of a flow from the other end."""
    for maker, hops in feeds.items():
        for hop in hops:
            yield hop.to, Hop(maker, f"receives {hop.words[6:-3]} from", hop.kind, hop.place)


def _grouped(pairs: Iterable[tuple[Ref, Hop]]) -> Hops:
    found: dict[Ref, list[Hop]] = {}
    for ref, hop in pairs:
        found.setdefault(ref, []).append(hop)
    return {ref: tuple(hops) for ref, hops in found.items()}
