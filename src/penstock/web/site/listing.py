"""Tables that list all elements of a kind, in groups."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from penstock.architecture.drawing.matrix.axes import group_of
from penstock.architecture.model import Element, KeyMetric, Kind, OperatingModelElement, Ref, Stage
from penstock.web.site.columns import COLUMNS, Cell, Column
from penstock.web.site.edition import Edition
from penstock.web.site.markup import Here


class Group(NamedTuple):
    """Rows under one title, which is empty where the kind has no groups."""

    title: str
    rows: tuple[tuple[Ref, Element | None, tuple[Cell, ...]], ...]


def listed(here: Here, kind: Kind) -> tuple[Sequence[Column], tuple[Group, ...]]:
    """Return the columns and the grouped rows of a kind's list."""
    columns = COLUMNS[kind]
    edition = here.edition
    titles = {ref: group_title(edition, ref) for ref in edition.refs[kind]}
    order = {title: index for index, title in enumerate(dict.fromkeys(titles.values()))}
    refs = sorted(titles, key=lambda ref: order[titles[ref]])
    groups = tuple(
        Group(title, tuple(_row(here, ref, columns) for ref in several))
        for title, several in groupby(refs, key=lambda ref: titles[ref])
    )
    return columns, groups


def group_title(edition: Edition, ref: Ref) -> str:
    """Return the title over an element in lists, or nothing."""
    element = edition.architecture.merged(ref)
    if isinstance(element, OperatingModelElement):
        return _PARTS.get(element.part.value, element.part.value)
    if isinstance(element, KeyMetric | Stage):
        return edition.label(Ref(Kind.VALUE_STREAM, element.stream_id))
    return group_of(edition.architecture, ref)


_PARTS = {
    "component": "Components",
    "principle": "Principles",
    "interface": "Interfaces between the sides",
    "shared service": "Shared services",
    "governance body": "Governance bodies",
}


def _row(
    here: Here, ref: Ref, columns: Sequence[Column]
) -> tuple[Ref, Element | None, tuple[Cell, ...]]:
    element = here.edition.architecture.merged(ref)
    if element is None:
        return ref, None, ()
    return ref, element, tuple(column.cell(here, element) for column in columns)
