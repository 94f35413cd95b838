"""What each mapping, list and stage table says of capabilities, products and value streams."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from penstock.architecture.checks.model.capability_references import (
    Verdict,
    catalogue_of,
    judged,
)
from penstock.architecture.checks.model.product_mappings import product_mappings
from penstock.architecture.model import (
    Architecture,
    Kind,
    RelationKind,
    Stage,
    ValueStream,
)
from penstock.kernel.places import Place

Pair = tuple[str, str]


class Entry(NamedTuple):
    """That a product or capability goes with a value stream, where it is said, and how strongly."""

    place: Place
    strength: str = ""


@dataclass
class Map:
    """The pairs of one source, and what it speaks of at all.

    Args:
        title: What the source is, for sentences.
        entries: What it says of each pair of a product or capability and a value stream.
        rows: Products or capabilities it speaks of.
        columns: Value streams it speaks of.
        whole: Value streams of which it says everything it could.
    """

    title: str
    entries: dict[Pair, Entry] = field(default_factory=dict)
    rows: dict[str, Place] = field(default_factory=dict)
    columns: dict[str, Place] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def add(self, pair: Pair, entry: Entry) -> None:
        """Write down what the source says of a pair."""
        self.entries.setdefault(pair, entry)
        self.rows.setdefault(pair[0], entry.place)
        self.columns.setdefault(pair[1], entry.place)

    def covers(self, pair: Pair) -> bool:
        """Tell whether the source speaks of both ends of a pair, so that its silence means no."""
        return pair[0] in self.rows and pair[1] in self.columns


def product_maps(architecture: Architecture) -> Iterator[Map]:
    """Yield a map for each mapping of products."""
    for (document, _), products in product_mappings(architecture).mapped.items():
        found = Map(f"the mapping of products in {document}")
        for product in products.values():
            for relation in product.relations:
                strength = "P" if relation.kind is RelationKind.DELIVERS else "S"
                found.add((product.id, relation.source.id), Entry(relation.place, strength))
        yield found


def capability_maps(architecture: Architecture) -> Iterator[Map]:
    """Yield a map for each document that maps capabilities to value streams in a table."""
    found: dict[str, Map] = {}
    for relation in architecture.of_kind(RelationKind.TAKES_PART):
        if relation.place.cell and relation.target.kind is Kind.VALUE_STREAM:
            document = relation.place.document
            title = f"the map of capabilities in {document}"
            pair = (relation.source.id, relation.target.id)
            entry = Entry(relation.place, relation.strength)
            found.setdefault(document, Map(title)).add(pair, entry)
    yield from found.values()


def catalogue_list(architecture: Architecture) -> Map:
    """Return the capabilities that the catalogue of value streams lets take part in each."""
    lines = {
        capability.place[:2]
        for stream in architecture.stated(ValueStream)
        for capability in stream.participating_capabilities
    }
    found = Map("the catalogue of value streams")
    for relation in architecture.of_kind(RelationKind.TAKES_PART):
        if not relation.place.cell and relation.place[:2] in lines:
            found.add((relation.source.id, relation.target.id), Entry(relation.place))
    found.whole.update(found.columns)
    return found


def stage_tables(architecture: Architecture) -> Map:
    """Return the capabilities of level 1 by which each stream's stages are enabled, by any part."""
    found = Map("the stage table")
    catalogue = catalogue_of(architecture).capabilities
    stream_of = {stage.id: stage.stream_id for stage in architecture.stated(Stage)}
    for relation in architecture.of_kind(RelationKind.ENABLES):
        number = relation.source.id.partition(".")[0]
        outermost = number if relation.source.id in catalogue else relation.source.id
        if relation.source.kind is Kind.CAPABILITY:
            found.add((outermost, stream_of[relation.target.id]), Entry(relation.place))
    unclear = {
        stream_of.get(reference.referrer.id)
        for reference, _ in judged(architecture).of(
            Verdict.OTHER_NAME, Verdict.NO_SUCH_NUMBER, Verdict.NO_SUCH_NAME
        )
    }
    found.whole.update(set(found.columns) - unclear)
    return found
