"""Catalogues under headings: value streams by category, products by group, the operating model."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from penstock.architecture.exchange.markdown.pages import Page
from penstock.architecture.exchange.markdown.words import (
    bold,
    cell,
    heading,
    paragraph,
    point,
    streams,
    value,
)
from penstock.architecture.model import (
    Architecture,
    Kind,
    OperatingModelElement,
    Origin,
    Part,
    Product,
    Relation,
    RelationKind,
    Stated,
    ValueStream,
)
from penstock.kernel.sides import Side

_PARTS = {
    Part.PRINCIPLE: "Operating Principles",
    Part.INTERFACE: "Regulated-Non-Regulated Interface",
    Part.SHARED_SERVICE: "Shared Services",
    Part.GOVERNANCE: "Governance & Oversight",
}
# Of a document's first two headings the reader takes the kind of the document, so that a group's
# name must not be among them.
_SECOND_HEADING = "Contents"


def words_of(stated: Stated | None) -> str:
    """Return the words of a statement, or nothing."""
    return stated.text if stated else ""


def side_of(side: Side | None) -> str:
    """Return a side as documents write it."""
    return side.value.title() if side else ""


def describe(page: Page, stream: ValueStream) -> None:
    """Add the fields and lists of a value stream."""
    texts = {
        "Description": words_of(stream.description),
        "Triggering Stakeholder": words_of(stream.triggering_stakeholder),
        "Receiving Stakeholder": words_of(stream.receiving_stakeholder),
        "Side": side_of(stream.side),
        "Owner": words_of(stream.owner),
        "Value Proposition": words_of(stream.value_proposition),
        "Service Level": words_of(stream.service_level),
    }
    page.fields((name, value(text)) for name, text in texts.items() if text)
    lists = {
        "Entry Criteria": stream.entry_criteria,
        "Exit Criteria": stream.exit_criteria,
        "Participating Capabilities": stream.participating_capabilities,
    }
    for name, stated in lists.items():
        page.points((point(each.text) for each in stated), name=name)


def write_streams(architecture: Architecture) -> Iterator[tuple[str, Page]]:
    """Yield the catalogue of value streams, under their categories."""
    catalogued = [s for s in architecture.stated(ValueStream) if s.origin is Origin.CATALOGUE]
    if not catalogued:
        return
    page = Page("Value streams")
    page.heading(2, _SECOND_HEADING)
    for number, (category, group) in enumerate(groupby(catalogued, lambda s: s.category), 1):
        several = list(group)
        _group(page, "Value streams", category, number=number, count=len(several))
        for stream in several:
            page.heading(3, f"{stream.id}: {heading(stream.name, lead=f'{stream.id}: ')}")
            describe(page, stream)
    yield "value-streams.md", page


def _group(page: Page, title: str, name: str, *, number: int, count: int) -> None:
    """Add the heading of a group; what belongs to none stands under the title again."""
    if name:
        lead = f"{number}. "
        page.heading(2, f"{lead}{heading(name, lead=lead)} ({count})")
    else:
        page.heading(1, title)


def write_products(architecture: Architecture) -> Iterator[tuple[str, Page]]:
    """Yield the catalogue of products, and their mapping to the streams that deliver them."""
    yield from _products(architecture, Origin.CATALOGUE, "products.md", {})
    delivery: defaultdict[tuple[str, RelationKind], list[str]] = defaultdict(list)
    for each in architecture.relations:
        if is_mapped(each):
            delivery[each.target.id, each.kind].append(each.written or each.source.id)
    yield from _products(architecture, Origin.MAPPING, "product-mapping.md", delivery)


def is_mapped(relation: Relation) -> bool:
    """Tell whether the row of a product states a relation."""
    kinds = {RelationKind.DELIVERS, RelationKind.SUPPORTS}
    ends = (relation.source.kind, relation.target.kind)
    return relation.kind in kinds and ends == _DELIVERY and not relation.strength


_DELIVERY = (Kind.VALUE_STREAM, Kind.PRODUCT)


def _products(
    architecture: Architecture,
    origin: Origin,
    path: str,
    delivery: dict[tuple[str, RelationKind], list[str]],
) -> Iterator[tuple[str, Page]]:
    stated = [each for each in architecture.stated(Product) if each.origin is origin]
    header = ["Product ID", "Product Name", "Side", "Description", "Customer"]
    kinds = () if origin is Origin.CATALOGUE else (RelationKind.DELIVERS, RelationKind.SUPPORTS)
    header += ["Primary Delivering Value Stream", "Supporting Value Streams"] if kinds else []
    page = Page("Products")
    page.heading(2, _SECOND_HEADING)
    for number, (name, group) in enumerate(groupby(stated, lambda each: each.group), 1):
        several = list(group)
        _group(page, "Products", name, number=number, count=len(several))
        rows = [
            [*_product(each), *(streams(delivery.pop((each.id, kind), [])) for kind in kinds)]
            for each in several
        ]
        page.table(header, rows)
    if stated:
        yield path, page


def _product(product: Product) -> list[str]:
    said = (product.description, product.customer)
    texts = (product.id, product.name, side_of(product.side), *map(words_of, said))
    return [cell(each) for each in texts]


def write_operating_model(architecture: Architecture) -> Iterator[tuple[str, Page]]:
    """Yield the operating model, part by part."""
    stated = architecture.stated(OperatingModelElement)
    if not stated:
        return
    page = Page("Operating Model")
    components = [each for each in stated if each.part is Part.COMPONENT]
    page.heading(2, "Key Components")
    for number, component in enumerate(components, 1):
        lead = f"{number}. "
        page.heading(3, lead + heading(component.name, lead=lead))
        if component.description:
            page.text(paragraph(component.description.text))
        page.points(point(each.text) for each in component.aspects)
    for part, title in _PARTS.items():
        page.heading(2, title)
        page.points(_led(each) for each in stated if each.part is part)
    yield "operating-model.md", page


def _led(element: OperatingModelElement) -> str:
    text = words_of(element.description)
    return f"{bold(element.name)}: {value(text)}" if text else bold(element.name)
