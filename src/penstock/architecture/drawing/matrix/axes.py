"""The two sides of a matrix: labels of rows and columns, in groups."""

from collections.abc import Sequence
from typing import NamedTuple

from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.model import (
    Architecture,
    Capability,
    Product,
    Ref,
    Role,
    Stage,
    Stated,
    ValueStream,
)
from penstock.architecture.tracing.cross_maps import CrossMap
from penstock.kernel.pictures.svg import Part, Text, joined, lettering
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, widest

_ROW_NAME = 330
_COLUMN_NAME = 230


class Row(NamedTuple):
    """A row with its label, measured.

    Args:
        ref: The element.
        id_: Its id, where it has a name besides.
        name: Its name, or its id.
        domain: The group it belongs to.
        height: How high its cells are, in pixels.
        begins: Whether the group's name stands above it.
    """

    ref: Ref
    id_: Text
    name: Text
    domain: Text
    height: float
    begins: bool

    @property
    def above(self) -> float:
        """Return the room that the group's name takes above the row."""
        return self.domain.height + 10 if self.begins and self.domain.lines else 0


class Column(NamedTuple):
    """A column with its upright label, measured; `first` where a group begins."""

    ref: Ref
    label: Text
    first: bool


class Axis(NamedTuple):
    """All rows, with the widths that their labels need."""

    rows: tuple[Row, ...]
    id_width: float
    name_width: float

    @property
    def width(self) -> float:
        """Return the width of labels and the gaps beside them, in pixels."""
        return self.id_width + self.name_width + 12


def axis_of_rows(architecture: Architecture, table: CrossMap, *, least: float) -> Axis:
    """Measure the rows, ordered by their groups."""
    refs = _by_group(architecture, table.rows)
    named = {ref: _name(architecture, ref, table) for ref in refs}
    ids = {ref: ref.id if name else "" for ref, name in named.items()}
    id_width = widest(iter(ids.values()), CAPTION_BOLD)
    names = {ref: _lettered(named[ref] or _marked(ref, table)) for ref in refs}
    name_width = max((name.width for name in names.values()), default=0)
    rows, before = list[Row](), ""
    for ref in refs:
        group = group_of(architecture, ref)
        domain = lettering(group, CAPTION_BOLD, width=id_width + name_width, ink="muted")
        id_ = lettering(ids[ref], CAPTION_BOLD, width=id_width + 1, ink="brand")
        height = max(least, names[ref].height + 4)
        rows.append(Row(ref, id_, names[ref], domain, height, begins=group != before))
        before = group
    return Axis(tuple(rows), id_width + (10 if id_width else 0), name_width)


def _lettered(name: str) -> Text:
    return lettering(name, CAPTION, width=_ROW_NAME)


def columns_of(architecture: Architecture, table: CrossMap, *, ids_only: bool) -> list[Column]:
    """Measure the columns, ordered by their groups."""
    columns, before = list[Column](), ""
    for ref in _by_group(architecture, table.columns):
        group = group_of(architecture, ref)
        name = "" if ids_only else _name(architecture, ref, table)
        words = f"{ref.id} {name}" if name else _marked(ref, table)
        label = lettering(words, CAPTION, width=_COLUMN_NAME)
        columns.append(Column(ref, label, bool(columns) and group != before))
        before = group
    return columns


def upright(label: Text, x: float, width: float, bottom: float) -> Part:
    """Return a label that reads upwards, in the middle of a column."""
    height = len(label.lines) * label.font.leading
    turned = label.at(-bottom, x + (width - height) / 2)
    return Part(f'<g transform="rotate(-90)">{turned.markup}</g>', turned.words)


def row_label(row: Row, axis: Axis, x: float, y: float, link: Link | None, hint: str) -> Part:
    """Return a row's label; without a link it is a repetition that only eyes need."""
    top = y + (row.height - row.name.height) / 2
    words = joined((row.id_.at(x, top), row.name.at(x + axis.id_width, top)))
    return linked(row.ref, link, words, hint=hint) if link else words


def group_of(architecture: Architecture, ref: Ref) -> str:
    """Return the domain that an element is grouped by, or nothing."""
    match architecture.merged(ref):
        case None:
            group = "Defined by no document"
        case ValueStream(category=category):
            group = category
        case Stage(stream_id=stream_id):
            group = stream_id
        case Role(unit=Stated(text=unit)):
            group = unit
        case Product(group=stated):
            group = stated
        case Capability() as capability:
            group = _group_of_capability(architecture, capability)
        case _:
            group = ""
    return group


def _group_of_capability(architecture: Architecture, capability: Capability) -> str:
    top = architecture.merged(Ref(capability.kind, capability.parent_id.partition(".")[0]))
    return f"{top.id} {top.name}" if top else capability.group


def _by_group(architecture: Architecture, refs: Sequence[Ref]) -> list[Ref]:
    order: dict[str, int] = {}
    for ref in refs:
        order.setdefault(group_of(architecture, ref), len(order))
    return sorted(refs, key=lambda ref: order[group_of(architecture, ref)])


def _name(architecture: Architecture, ref: Ref, table: CrossMap) -> str:
    element = architecture.merged(ref)
    if element is None or not element.name.strip() or element.name == ref.id:
        return ""
    return element.name if ref in table.known else f"{element.name} ?"


def _marked(ref: Ref, table: CrossMap) -> str:
    return ref.id if ref in table.known else f"{ref.id} ?"
