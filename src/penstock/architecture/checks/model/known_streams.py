"""Which value streams the documents describe, and the places that name others."""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import NamedTuple

from penstock.architecture.checks.model.once import once
from penstock.architecture.model import (
    Architecture,
    Kind,
    Origin,
    Ref,
    Relation,
    RelationKind,
    ValueStream,
)
from penstock.architecture.names import normal
from penstock.kernel.places import Place

_OF_PRODUCTS = frozenset({RelationKind.DELIVERS, RelationKind.SUPPORTS})
_OF_STREAMS = frozenset(
    {
        RelationKind.TAKES_PART,
        RelationKind.TRIGGERS,
        RelationKind.RECEIVES,
        RelationKind.PARTICIPATES,
    }
)
_BETWEEN_OTHERS = frozenset(
    {RelationKind.CONSUMES, RelationKind.PRODUCES, RelationKind.PART_OF, RelationKind.REPORTS_TO}
)


class KnownStreams(NamedTuple):
    """The value streams that documents describe.

    Args:
        catalogued: IDs that a catalogue has.
        described: These, and the IDs that a stage model describes.
        by_name: The ID that bears a name.
    """

    catalogued: frozenset[str]
    described: frozenset[str]
    by_name: Mapping[str, str]


class Use(Enum):
    """What a place names a value stream for."""

    MAPPING = auto()
    METRIC = auto()
    OTHER = auto()


class Naming(NamedTuple):
    """A place that names a value stream.

    Args:
        id: The ID, or the words where there is none.
        written: The words as they stand.
        place: Where.
        use: What for.
    """

    id: str
    written: str
    place: Place
    use: Use

    @property
    def key(self) -> str:
        """Return the name behind the ID, as names are compared."""
        return normal(self.written.removeprefix(self.id).lstrip(" :–—-") or self.written)


@once
def known_streams(architecture: Architecture) -> KnownStreams:
    """Return the value streams that documents describe."""
    stated = architecture.stated(ValueStream)
    return KnownStreams(
        catalogued=frozenset(each.id for each in stated if each.origin is Origin.CATALOGUE),
        described=frozenset(each.id for each in stated),
        by_name={normal(each.name): each.id for each in reversed(stated)},
    )


@once
def unknown_namings(architecture: Architecture) -> tuple[Naming, ...]:
    """Return the places that name a value stream which no document describes, each line once."""
    known = known_streams(architecture).described
    found: dict[tuple[str, int, str], Naming] = {}
    for naming in _namings(architecture, known):
        found.setdefault((naming.place.document, naming.place.line, naming.id), naming)
    return tuple(found.values())


def _namings(architecture: Architecture, known: frozenset[str]) -> Iterator[Naming]:
    stream = Kind.VALUE_STREAM
    for kind, relations in architecture.by_kind.items():
        for relation in relations if kind not in _BETWEEN_OTHERS else ():
            if relation.source.kind is stream and relation.source.id not in known:
                yield _naming(relation.source, relation)
            if relation.target.kind is stream and relation.target.id not in known:
                yield _naming(relation.target, relation)
    for stream_id, stages in architecture.stages_by_stream.items():
        if stream_id not in known:
            yield Naming(stream_id, stream_id, stages[0].place, Use.OTHER)
    for mention in architecture.mentions:
        if mention.ref.kind is stream and mention.ref.id not in known:
            written = f"{mention.ref.id} {mention.name}"
            yield Naming(mention.ref.id, written, mention.place, Use.OTHER)


def _naming(ref: Ref, relation: Relation) -> Naming:
    written = relation.written if relation.written.startswith(ref.id) else ref.id
    return Naming(ref.id, written, relation.place, _use(relation))


def _use(relation: Relation) -> Use:
    if relation.kind is RelationKind.MEASURES:
        return Use.METRIC
    kinds = {relation.source.kind, relation.target.kind}
    of_product = relation.kind in _OF_PRODUCTS and Kind.PRODUCT in kinds
    in_map = relation.kind in _OF_STREAMS and relation.place.cell > 0
    return Use.MAPPING if of_product or in_map else Use.OTHER
