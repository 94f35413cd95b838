"""Lists: the kinds of element that there are, and all elements of each kind."""

from collections.abc import Callable, Mapping
from functools import partial

from penstock.architecture.drawing import Measure, Options, capability_heat_map, operating_model
from penstock.architecture.model import Kind
from penstock.kernel.counting import counted
from penstock.web.site.addresses import ARCHITECTURE, index_of
from penstock.web.site.edition import Edition
from penstock.web.site.kinds import KINDS
from penstock.web.site.listing import listed
from penstock.web.site.markup import Here
from penstock.web.site.pages import Pages, overview
from penstock.web.site.pages.overview import outline
from penstock.web.site.pictures import Picture
from penstock.web.site.rendering import Download, Head, render

HEAT_MAP = "capabilities/heat-map.svg"
OPERATING_MODEL = "operating-model/operating-model.svg"


def pages(edition: Edition) -> Pages:
    """Yield the list of kinds, and the list of each kind that the documents hold."""
    yield ARCHITECTURE, _write_kinds
    for kind, refs in edition.refs.items():
        if refs:
            yield index_of(kind), partial(_write, kind=kind)


def _write_kinds(here: Here) -> str:
    head = Head(
        title="Architecture",
        meaning="What there is in the company: every element has a page.",
        section=ARCHITECTURE,
    )
    kinds = [
        (KINDS[kind], index_of(kind), len(refs), refs[:_SHOWN])
        for kind, refs in here.edition.refs.items()
        if refs
    ]
    return render("architecture.html", here, head, kinds=kinds)


_SHOWN = 4


def _write(here: Here, *, kind: Kind) -> str:
    words, refs = KINDS[kind], here.edition.refs[kind]
    named = sum(not here.edition.is_defined(ref) for ref in refs)
    columns, groups = listed(here, kind)
    head = Head(
        title=words.many,
        meaning=words.meaning,
        section=index_of(kind),
        kind=_counts(len(refs), named),
        downloads=_DOWNLOADS.get(kind, ()),
    )
    drawn = _PICTURES[kind](here) if kind in _PICTURES else ()
    return render("list.html", here, head, columns=columns, groups=groups, pictures=drawn)


def _counts(number: int, named: int) -> str:
    said = counted(number, "entry", "entries")
    return f"{said}, {named} of them defined by no document" if named else said


def _heat_maps(here: Here) -> tuple[Picture, ...]:
    """Return the heat map once for each measure that colours can stand for."""
    titles = {
        Measure.STAGES: "By stages",
        Measure.STREAMS: "By value streams",
        Measure.KPIS: "By key metrics",
        Measure.MATURITY: "By maturity",
    }
    shown = outline(here.edition, Kind.CAPABILITY)
    maps = [(title, Options(standalone=False, measure=each)) for each, title in titles.items()]
    maps.append(("Level 1 alone", Options(standalone=False, level=1)))
    return tuple(
        Picture(
            capability_heat_map(here.edition.architecture, options, here.element),
            title,
            "#list",
            () if number else shown,
        )
        for number, (title, options) in enumerate(maps)
    )


def _operating_model(here: Here) -> tuple[Picture, ...]:
    svg = operating_model(here.edition.architecture, Options(standalone=False), here.element)
    shown = outline(here.edition, Kind.OPERATING_MODEL)
    return (Picture(svg, "Operating model", "#list", shown),)


def _enterprise(here: Here) -> tuple[Picture, ...]:
    drawn = overview.enterprise(here)
    return (drawn,) if drawn else ()


_PICTURES: Mapping[Kind, Callable[[Here], tuple[Picture, ...]]] = {
    Kind.VALUE_STREAM: _enterprise,
    Kind.CAPABILITY: _heat_maps,
    Kind.OPERATING_MODEL: _operating_model,
}
_DOWNLOADS = {
    Kind.VALUE_STREAM: (Download("Map (SVG)", overview.MAP),),
    Kind.CAPABILITY: (Download("Heat map (SVG)", HEAT_MAP),),
    Kind.OPERATING_MODEL: (Download("Picture (SVG)", OPERATING_MODEL),),
}
