"""The model as tables of text and numbers, one for each kind of element and one for relations."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from penstock.architecture.exchange.shapes import element_classes, members, sentence
from penstock.architecture.model import Architecture, Element, Kind, Stated
from penstock.kernel.places import Place

Cell = str | int
Row = tuple[Cell, ...]

TITLES = {
    Kind.VALUE_STREAM: "Value streams",
    Kind.STAGE: "Stages",
    Kind.CAPABILITY: "Capabilities",
    Kind.PRODUCT: "Products",
    Kind.STAKEHOLDER: "Stakeholders",
    Kind.INFORMATION: "Information",
    Kind.METRIC: "Key metrics",
    Kind.ORGANIZATION_UNIT: "Organization units",
    Kind.ROLE: "Roles",
    Kind.SYSTEM: "Systems",
    Kind.PARTNER: "Partners",
    Kind.POLICY: "Policies",
    Kind.OPERATING_MODEL: "Operating model",
}
_PLACE = ("Document", "Line", "Cell")
_RELATION = (
    *("Source kind", "Source id", "Source name", "Relation"),
    *("Target kind", "Target id", "Target name", "Written", "Strength"),
    *_PLACE,
)
# Excel takes no more, the header counted.
_MOST_ROWS = 1_048_576


class Sheet(NamedTuple):
    """A table: what it is called, what it holds, its header and its rows."""

    title: str
    about: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def sheets(architecture: Architecture, *, most_rows: int = _MOST_ROWS) -> Iterator[Sheet]:
    """Yield a sheet for each kind that is stated, then the relations; long ones in parts."""
    for kind, of in element_classes().items():
        stated = architecture.stated(of)
        if stated:
            header = (*(_title(name) for name in _names(of)), *_PLACE)
            rows = tuple(_element_row(each, _names(of)) for each in stated)
            yield from _parts(Sheet(TITLES[kind], sentence(of), header, rows), most_rows)
    if architecture.relations:
        rows = tuple(_relation_rows(architecture))
        about = "How the elements hang together; read: source, relation, target."
        yield from _parts(Sheet("Relations", about, _RELATION, rows), most_rows)


def _parts(sheet: Sheet, most_rows: int) -> Iterator[Sheet]:
    rows, number = iter(sheet.rows), 1
    while part := tuple(islice(rows, most_rows - 1)):
        title = sheet.title if number == 1 else f"{sheet.title} {number}"
        yield sheet._replace(title=title, rows=part)
        number += 1


def _names(of: type) -> list[str]:
    """Return the columns of a class: id and name first, where it is stated last."""
    return [each.name for each in members(of) if each.name not in {"place", "origin"}] + ["origin"]


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _element_row(element: Element, names: list[str]) -> Row:
    return (*(_cell(getattr(element, name)) for name in names), *_place(element.place))


def _relation_rows(architecture: Architecture) -> Iterator[Row]:
    names = {ref: several[0].name for ref, several in architecture.statements.items()}
    for each in architecture.relations:
        source = (each.source.kind.value, each.source.id, names.get(each.source, ""))
        target = (each.target.kind.value, each.target.id, names.get(each.target, ""))
        words = (each.written, each.strength)
        yield (*source, each.kind.value, *target, *words, *_place(each.place))


def _place(place: Place) -> Row:
    return place.document, place.line, place.cell or ""


def _cell(value: Any) -> Cell:
    if isinstance(value, Stated):
        return value.text
    if isinstance(value, tuple):
        return "\n".join(each.text for each in value)
    return value if isinstance(value, int) else str(value or "")
