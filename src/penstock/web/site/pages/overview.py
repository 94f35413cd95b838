"""The first page: how much there is, all value streams, what is wrong, and ways in."""

from collections.abc import Iterator
from typing import NamedTuple

from penstock.architecture.drawing import Options, enterprise_map
from penstock.architecture.model import Kind, Ref, RelationKind
from penstock.kernel.counting import counted
from penstock.web.site import addresses
from penstock.web.site.edition import Edition
from penstock.web.site.kinds import KINDS
from penstock.web.site.listing import group_title
from penstock.web.site.markup import Here
from penstock.web.site.pages import Pages
from penstock.web.site.pages.matrices import tables
from penstock.web.site.pictures import Outline, Picture
from penstock.web.site.rendering import Download, Head, render

MAP = "value-streams/enterprise-map.svg"
_GROUPS = 6


class Figure(NamedTuple):
    """A number, what it counts, and where that is listed."""

    number: int
    words: str
    path: str


class WayIn(NamedTuple):
    """A question that readers have, and the page that answers it for one example."""

    question: str
    answer: str
    path: str


def pages(_edition: Edition) -> Pages:
    """Yield the overview."""
    yield addresses.HOME, write


def write(here: Here) -> str:
    """Return the overview."""
    edition = here.edition
    return render(
        "overview.html",
        here,
        Head(
            title=edition.title,
            meaning="The architecture as its documents state it: drawn, traced and checked.",
            section=addresses.HOME,
            downloads=(Download("Map (SVG)", MAP),) if edition.refs[Kind.VALUE_STREAM] else (),
        ),
        figures=tuple(figures(edition)),
        picture=enterprise(here),
        groups=edition.groups[:_GROUPS],
        ways_in=tuple(ways_in(edition)),
    )


def enterprise(here: Here) -> Picture | None:
    """Return the map of all value streams, where there are any."""
    if not here.edition.refs[Kind.VALUE_STREAM]:
        return None
    svg = enterprise_map(here.edition.architecture, Options(standalone=False), here.element)
    instead = f"{here.to(addresses.index_of(Kind.VALUE_STREAM))}#list"
    return Picture(
        svg, "Map of all value streams", instead, outline(here.edition, Kind.VALUE_STREAM)
    )


def outline(edition: Edition, kind: Kind) -> Outline:
    """Return the elements of a kind under the titles of their groups."""
    found: dict[str, list[Ref]] = {}
    for ref in edition.refs[kind]:
        found.setdefault(group_title(edition, ref), []).append(ref)
    return tuple(found.items())


def figures(edition: Edition) -> Iterator[Figure]:
    """Yield how many elements there are of each kind that the documents hold."""
    for kind, refs in edition.refs.items():
        defined = sum(map(edition.is_defined, refs))
        number, mark = (defined, "") if defined else (len(refs), " named")
        if refs:
            yield Figure(number, _plural(kind, number) + mark, addresses.index_of(kind))


def _plural(kind: Kind, number: int) -> str:
    words = KINDS[kind]
    if kind is Kind.OPERATING_MODEL:
        return "parts of the operating model"
    return (words.one if number == 1 else words.many).lower()


def ways_in(edition: Edition) -> Iterator[WayIn]:
    """Yield an example of each question that the site answers."""
    streams = edition.refs[Kind.VALUE_STREAM]
    described = max(
        streams, key=lambda ref: len(edition.architecture.stages_of(ref.id)), default=None
    )
    if described:
        stages = counted(len(edition.architecture.stages_of(described.id)), "stage")
        yield WayIn(
            "How does a value stream run?", f"{described} in {stages}", _page(edition, described)
        )
    for product in edition.refs[Kind.PRODUCT][-1:]:
        yield WayIn(
            "What does a product depend on?",
            edition.label(product),
            f"{_page(edition, product)}#needs",
        )
    capability = most_used(edition)
    if capability:
        yield WayIn(
            "What suffers when a capability fails?",
            edition.label(capability),
            f"{_page(edition, capability)}#impact",
        )
    for table in list(tables(edition))[:1]:
        yield WayIn("How do two kinds map onto each other?", table.title, table.path)


def most_used(edition: Edition) -> Ref | None:
    """Return the capability that enables most stages."""
    uses = {
        ref: sum(r.kind is RelationKind.ENABLES for r in edition.architecture.outgoing.get(ref, ()))
        for ref in edition.refs[Kind.CAPABILITY]
    }
    return max(uses, key=lambda ref: uses[ref], default=None)


def _page(edition: Edition, ref: Ref) -> str:
    return edition.addresses.pages[ref]
