"""A page for every element: what it is, a picture, what is said, its ties, and every source."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from penstock.architecture.model import (
    Capability,
    Element,
    Kind,
    Ref,
    RelationKind,
    Stage,
    ValueStream,
)
from penstock.kernel.counting import counted
from penstock.kernel.findings import Finding
from penstock.kernel.places import Place
from penstock.kernel.sides import Side
from penstock.web.site.addresses import index_of
from penstock.web.site.consequences import consequences
from penstock.web.site.edition import Edition
from penstock.web.site.kinds import KINDS
from penstock.web.site.markup import Here
from penstock.web.site.pages import Pages
from penstock.web.site.pages.streams import Crowds, downloads_of, stage_view, stream_view
from penstock.web.site.pictures import blocks
from penstock.web.site.rendering import Crumb, Head, render
from penstock.web.site.sources import documents_naming
from penstock.web.site.statements import Attribute, attributes
from penstock.web.site.ties import Ties, ties_of

_MEANINGS = ("description", "definition", "purpose", "statement", "value_proposition")
_TEMPLATES = {
    Kind.VALUE_STREAM: "stream.html",
    Kind.STAGE: "stage.html",
    Kind.METRIC: "metric.html",
}


def pages(edition: Edition) -> Pages:
    """Yield a page for each element that the documents define or name."""
    for ref, path in edition.addresses.pages.items():
        yield path, partial(write, ref=ref)


def write(here: Here, *, ref: Ref, crowds: Crowds = None) -> str:
    """Return the page of an element.

    Args:
        here: The page.
        ref: The element.
        crowds: How many cases stand in the stages of a value stream; None where nobody looks.
    """
    edition = here.edition
    element = edition.architecture.merged(ref)
    said = attributes(edition.architecture, ref)
    needs = ties_of(edition.needs, ref, forward=True)
    serves = ties_of(edition.needs, ref, forward=False)
    return render(
        _TEMPLATES.get(ref.kind, "element.html") if element else "element.html",
        here,
        replace(_head(edition, ref, element), topics=_topics(ref, crowds)),
        ref=ref,
        element=element,
        side_of=side_of(edition, element),
        attributes=said,
        needs=needs,
        serves=serves,
        left=blocks(needs),
        right=blocks(serves),
        consequences=consequences(edition.needs, ref),
        findings=findings_about(edition, ref, said),
        documents=documents_naming(edition, ref),
        **_more(here, element, needs, serves, crowds),
    )


def _topics(ref: Ref, crowds: Crowds) -> str:
    """Return what the page follows: its cases, where it shows them."""
    return "" if crowds is None else f"stream:{ref.id}"


def _more(
    here: Here,
    element: Element | None,
    needs: Sequence[Ties],
    serves: Sequence[Ties],
    crowds: Crowds,
) -> dict[str, object]:
    """Return what the page of this kind of element shows besides."""
    if isinstance(element, ValueStream):
        return stream_view(here, element, crowds)
    if isinstance(element, Stage):
        return stage_view(here.edition, element, needs, serves)
    return {}


def _head(edition: Edition, ref: Ref, element: Element | None) -> Head:
    name = edition.names[ref]
    return Head(
        title=name or ref.id,
        identifier=ref.id if name else "",
        kind=_kind_words(ref, element),
        meaning=meaning(edition, ref, element),
        section=index_of(ref.kind),
        crumbs=tuple(_crumbs(edition, ref, element)),
        downloads=downloads_of(edition, ref),
    )


def _kind_words(ref: Ref, element: Element | None) -> str:
    if isinstance(element, Capability):
        return f"Capability of level {element.level}"
    return KINDS[ref.kind].one


def meaning(edition: Edition, ref: Ref, element: Element | None) -> str:
    """Return the one sentence that says what an element is, or nothing."""
    stated = (getattr(element, name, None) for name in _MEANINGS)
    said = next((each.text for each in stated if each), "")
    return said or (_USES[ref.kind](edition, ref) if ref.kind in _USES else "")


def _way_of(edition: Edition, ref: Ref) -> str:
    """Return where an item comes from and goes to; documents name items and do not explain them."""
    outgoing = edition.architecture.outgoing.get(ref, ())
    incoming = (*edition.architecture.incoming.get(ref, ()), *outgoing)
    made = {each.source for each in incoming if each.kind is RelationKind.PRODUCES}
    used = {each.source for each in incoming if each.kind is RelationKind.CONSUMES}
    parts = (("Given out by", made), ("taken in by", used))
    said = [f"{words} {counted(len(found), 'stage')}" for words, found in parts if found]
    return f"{', '.join(said).capitalize()}." if said else ""


def _measured_by(edition: Edition, ref: Ref) -> str:
    measured = [
        edition.label(each.target)
        for each in edition.architecture.outgoing.get(ref, ())
        if each.kind is RelationKind.MEASURES
    ]
    return f"Measures {' and '.join(dict.fromkeys(measured))}." if measured else ""


_USES = {Kind.INFORMATION: _way_of, Kind.METRIC: _measured_by}


def side_of(edition: Edition, element: Element | None) -> Side | None:
    """Return the side of an element; a stage is on the side of its stream."""
    if isinstance(element, Stage):
        element = edition.architecture.merged(Ref(Kind.VALUE_STREAM, element.stream_id))
    return getattr(element, "side", None)


def _crumbs(edition: Edition, ref: Ref, element: Element | None) -> Iterator[Crumb]:
    above = _above(element)
    yield Crumb(KINDS[above.kind if above else ref.kind].many, index_of((above or ref).kind))
    if above and above in edition.addresses.pages:
        yield Crumb(above.id, edition.addresses.pages[above])


def _above(element: Element | None) -> Ref | None:
    """Return the element that this one is a part of, as readers see it."""
    if isinstance(element, Stage):
        return Ref(Kind.VALUE_STREAM, element.stream_id)
    if isinstance(element, Capability) and element.parent_id:
        return Ref(Kind.CAPABILITY, element.parent_id)
    return None


def findings_about(edition: Edition, ref: Ref, said: tuple[Attribute, ...]) -> tuple[Finding, ...]:
    """Return the findings in the lines, or table cells, that speak of an element."""
    places = [*_places(edition, ref, said)]
    for stage in _stages(edition, ref):
        places += _places(edition, stage, attributes(edition.architecture, stage))
    found = {
        id(finding): finding
        for place in dict.fromkeys(places)
        for finding in edition.found_at.get((place.document, place.line), ())
        if _touches(finding, place)
    }
    return tuple(found.values())


def _places(edition: Edition, ref: Ref, said: tuple[Attribute, ...]) -> Iterator[Place]:
    yield from (element.place for element in edition.architecture.statements.get(ref, ()))
    yield from (place for each in said for words in each.sayings for place in words.places)


def _stages(edition: Edition, ref: Ref) -> Iterator[Ref]:
    """Yield the stages of a value stream: what is wrong with them is wrong with it."""
    if ref.kind is Kind.VALUE_STREAM:
        yield from (stage.ref for stage in edition.architecture.stages_of(ref.id))


def _touches(finding: Finding, place: Place) -> bool:
    """Tell whether a finding concerns a place; in a table row, only its own cell does."""
    return any(
        (each.document, each.line) == (place.document, place.line)
        and (each.cell == place.cell or not each.cell or not place.cell)
        for each in (finding.place, *finding.others)
    )
