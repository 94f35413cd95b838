"""The columns of the lists of each kind of element."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from penstock.architecture.model import Element, Kind, Ref, RelationKind, Stated, ValueStream
from penstock.web.site.markup import Here, side
from penstock.web.site.statements import named_in

Cell = Markup | str | int
NO_DATA = Markup('<span class="nodata">no data</span>')


class Column(NamedTuple):
    """A column of a list: its title, what stands in it, and whether that is a number."""

    title: str
    cell: Callable[[Here, Element], Cell]
    is_number: bool = False


def _text(*names: str) -> Callable[[Here, Element], Cell]:
    """Return what shows the first of several attributes that is stated."""

    def cell(here: Here, element: Element) -> Cell:
        values = (getattr(element, name, None) for name in names)
        value = next((each for each in values if each), None)
        if not isinstance(value, Stated):
            return NO_DATA
        ref = named_in(here.edition.architecture, element.ref).get((value.place, value.text))
        href = here.element(ref) if ref else None
        return Markup('<a href="{}">{}</a>').format(href, value.text) if href else value.text

    return cell


def _side(_here: Here, element: Element) -> Cell:
    return side(getattr(element, "side", None))


def _stages(here: Here, element: Element) -> Cell:
    return len(here.edition.architecture.stages_of(element.id))


def _linked(kind: RelationKind, *, outgoing: bool, of: Kind) -> Callable[[Here, Element], Cell]:
    """Return what links the elements at the other end of relations."""

    def cell(here: Here, element: Element) -> Cell:
        refs = _others(here, element, kind, outgoing=outgoing, of=of)
        links = (Markup('<a href="{}">{}</a>').format(here.element(ref), ref.id) for ref in refs)
        return Markup(", ").join(links) or NO_DATA

    return cell


def _count(kind: RelationKind, *, outgoing: bool, of: Kind) -> Callable[[Here, Element], Cell]:
    """Return what counts the elements at the other end of relations."""
    return lambda here, element: len(_others(here, element, kind, outgoing=outgoing, of=of))


def _others(
    here: Here, element: Element, kind: RelationKind, *, outgoing: bool, of: Kind
) -> tuple[Ref, ...]:
    architecture = here.edition.architecture
    relations = (architecture.outgoing if outgoing else architecture.incoming).get(element.ref, ())
    ends = (each.target if outgoing else each.source for each in relations if each.kind is kind)
    return tuple(dict.fromkeys(ref for ref in ends if ref.kind is of))


def _ends(_here: Here, element: Element) -> Cell:
    """Return who triggers a stream and who receives its value."""
    assert isinstance(element, ValueStream)
    ends = (element.triggering_stakeholder, element.receiving_stakeholder)
    return Markup(" → ").join(each.text if each else NO_DATA for each in ends)


_PRODUCTS = _count(RelationKind.DELIVERS, outgoing=True, of=Kind.PRODUCT)
_MEANING = Column("What it is", _text("description", "definition", "purpose", "statement"))
_SIDE = Column("Side", _side)

COLUMNS: Mapping[Kind, Sequence[Column]] = {
    Kind.VALUE_STREAM: (
        _SIDE,
        Column("From whom, to whom", _ends),
        Column("Owner", _text("owner")),
        Column("Stages", _stages, is_number=True),
        Column("Products delivered", _PRODUCTS, is_number=True),
    ),
    Kind.STAGE: (
        Column("What happens", _text("description")),
        Column(
            "Enabled by",
            _linked(RelationKind.ENABLES, outgoing=False, of=Kind.CAPABILITY),
        ),
        Column(
            "Takes in",
            _count(RelationKind.CONSUMES, outgoing=True, of=Kind.INFORMATION),
            is_number=True,
        ),
        Column(
            "Gives out",
            _count(RelationKind.PRODUCES, outgoing=True, of=Kind.INFORMATION),
            is_number=True,
        ),
    ),
    Kind.CAPABILITY: (
        _SIDE,
        _MEANING,
        Column("Maturity", _text("maturity")),
        Column(
            "Stages", _count(RelationKind.ENABLES, outgoing=True, of=Kind.STAGE), is_number=True
        ),
    ),
    Kind.PRODUCT: (
        _SIDE,
        _MEANING,
        Column(
            "Delivered by", _linked(RelationKind.DELIVERS, outgoing=False, of=Kind.VALUE_STREAM)
        ),
        Column(
            "Supported by", _linked(RelationKind.SUPPORTS, outgoing=False, of=Kind.VALUE_STREAM)
        ),
    ),
    Kind.STAKEHOLDER: (
        _SIDE,
        _MEANING,
        Column("Triggers", _linked(RelationKind.TRIGGERS, outgoing=True, of=Kind.VALUE_STREAM)),
        Column(
            "Receives value from",
            _linked(RelationKind.RECEIVES, outgoing=True, of=Kind.VALUE_STREAM),
        ),
    ),
    Kind.INFORMATION: (
        Column("Comes from", _linked(RelationKind.PRODUCES, outgoing=False, of=Kind.STAGE)),
        Column("Provided by", _linked(RelationKind.PROVIDES, outgoing=False, of=Kind.STAKEHOLDER)),
        Column("Taken in by", _linked(RelationKind.CONSUMES, outgoing=False, of=Kind.STAGE)),
    ),
    Kind.METRIC: (
        Column("Baseline", _text("baseline"), is_number=True),
        Column("Target", _text("target"), is_number=True),
        Column("Unit", _text("unit")),
    ),
    Kind.ORGANIZATION_UNIT: (
        _SIDE,
        Column("Part of", _text("parent")),
        Column("Reports to", _text("reports_to")),
        Column(
            "Roles", _count(RelationKind.BELONGS_TO, outgoing=False, of=Kind.ROLE), is_number=True
        ),
    ),
    Kind.ROLE: (
        _SIDE,
        _MEANING,
        Column(
            "Responsible",
            _count(RelationKind.RESPONSIBLE, outgoing=True, of=Kind.STAGE),
            is_number=True,
        ),
        Column(
            "Accountable",
            _count(RelationKind.ACCOUNTABLE, outgoing=True, of=Kind.STAGE),
            is_number=True,
        ),
    ),
    Kind.SYSTEM: (
        _SIDE,
        _MEANING,
        Column("Used by", _linked(RelationKind.USES, outgoing=False, of=Kind.VALUE_STREAM)),
    ),
    Kind.PARTNER: (
        _SIDE,
        _MEANING,
        Column("Used by", _linked(RelationKind.USES, outgoing=False, of=Kind.VALUE_STREAM)),
    ),
    Kind.POLICY: (
        Column("Rule", _text("statement")),
        Column("Applies to", _text("applies_to")),
    ),
    Kind.OPERATING_MODEL: (_MEANING,),
}
