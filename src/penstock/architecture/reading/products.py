"""Product catalogues, and the mapping of products to the streams that deliver them."""

import re

from penstock.architecture.documents.blocks import Heading
from penstock.architecture.documents.document import Section
from penstock.architecture.model import Kind, Origin, Product, RelationKind
from penstock.architecture.reading.columns import Grid, Record
from penstock.architecture.reading.lists import streams_of
from penstock.architecture.reading.notebook import Notebook
from penstock.architecture.reading.words import plain, without_count, without_section_number
from penstock.kernel.sides import Side

_MAPPING = re.compile(r"(?<=\s)[-–—]\s+Value Stream Mapping$")
_DELIVERY = {
    "primary delivering value stream": RelationKind.DELIVERS,
    "supporting value streams": RelationKind.SUPPORTS,
}


def read_products(grid: Grid, notes: Notebook, section: Section) -> None:
    """Read a table of products: a catalogue, or a mapping that names streams beside them."""
    mapping = any(column in grid.columns for column in _DELIVERY)
    for record in grid.records():
        identifier = record.cell("product id")
        if identifier is None:
            continue
        product = Product(
            id=identifier.text,
            name=record.text("product name", "product", "name"),
            place=identifier.place,
            origin=Origin.MAPPING if mapping else Origin.CATALOGUE,
            group=group_of(section.path),
            side=Side.read(record.text("side")),
            description=record.cell("description"),
            customer=record.cell("customer"),
        )
        notes.add(product)
        notes.understand(record)
        notes.mention(product.ref, product.name, product.place)
        _relate(product, record, notes)


def _relate(product: Product, record: Record, notes: Notebook) -> None:
    for column, kind in _DELIVERY.items():
        for cell in record.cells(column):
            for words in streams_of(cell):
                notes.refer(kind, target=product.ref, words=words, among=(Kind.VALUE_STREAM,))


def group_of(path: tuple[Heading, ...]) -> str:
    """Return the group that the heading around a table names."""
    title = plain(path[-1].text) if len(path) > 1 else ""
    return _MAPPING.sub("", without_count(without_section_number(title))).rstrip()
