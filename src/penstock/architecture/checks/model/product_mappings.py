"""Products and the value streams that deliver them: who maps which product, and how."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from penstock.architecture.checks.model.once import once
from penstock.architecture.model import (
    Architecture,
    Kind,
    Origin,
    Product,
    Ref,
    Relation,
    RelationKind,
)
from penstock.kernel.making import checked_dataclass
from penstock.kernel.places import Place

Source = tuple[str, bool]
"""A mapping: its document, and whether it is a matrix with strengths in its cells."""

_KINDS = (RelationKind.DELIVERS, RelationKind.SUPPORTS)


@checked_dataclass(frozen=True)
class MappedProduct:
    """A product as one mapping has it.

    Args:
        id: Its ID.
        label: Its ID and name.
        place: Its row.
        relations: The streams beside it.
    """

    id: str
    label: str
    place: Place
    relations: tuple[Relation, ...]

    @cached_property
    def primary(self) -> dict[str, Relation]:
        """The streams that the mapping calls primary."""
        return {
            relation.source.id: relation
            for relation in self.relations
            if relation.kind is RelationKind.DELIVERS
        }


@checked_dataclass(frozen=True)
class ProductMappings:
    """The products of catalogues and of mappings.

    Args:
        catalogued: The products that a catalogue has, by ID.
        mapped: The products of each mapping, by mapping and ID.
    """

    catalogued: Mapping[str, Product]
    mapped: Mapping[Source, Mapping[str, MappedProduct]]


@once
def product_mappings(architecture: Architecture) -> ProductMappings:
    """Return the products of catalogues and of mappings."""
    stated = architecture.stated(Product)
    catalogued = {each.id: each for each in reversed(stated) if each.origin is Origin.CATALOGUE}
    rows: defaultdict[tuple[Source, str], list[Relation]] = defaultdict(list)
    places: dict[tuple[Source, str], Place] = {}
    for product in stated:
        if product.origin is Origin.MAPPING:
            places.setdefault(((product.place.document, False), product.id), product.place)
    for relation in (each for kind in _KINDS for each in architecture.of_kind(kind)):
        product_ref = _product(relation)
        if product_ref is not None:
            key = (relation.place.document, bool(relation.strength)), product_ref.id
            rows[key].append(relation)
            places.setdefault(key, relation.place)
    mapped: defaultdict[Source, dict[str, MappedProduct]] = defaultdict(dict)
    for (source, identifier), place in places.items():
        label = architecture.label(Ref(Kind.PRODUCT, identifier))
        relations = tuple(rows[source, identifier])
        mapped[source][identifier] = MappedProduct(identifier, label, place, relations)
    return ProductMappings(catalogued, mapped)


def _product(relation: Relation) -> Ref | None:
    """Return the product that a value stream delivers or supports."""
    if relation.source.kind is Kind.VALUE_STREAM and relation.target.kind is Kind.PRODUCT:
        return relation.target
    return None
