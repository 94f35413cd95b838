"""Bands across a value stream map: criteria, key metrics, products, dependencies."""

from collections.abc import Callable, Iterable

from penstock.architecture.drawing.kit.links import Link
from penstock.architecture.drawing.kit.sheet import MARGIN, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.architecture.drawing.options import Band
from penstock.architecture.drawing.stream_map.chips import NAMES, Chip, band, band_name, grid_of
from penstock.architecture.drawing.stream_map.content import Content
from penstock.architecture.model import (
    Architecture,
    KeyMetric,
    Ref,
    RelationKind,
    Stated,
    ValueStream,
)
from penstock.kernel.pictures.svg import Box, Column, Part, joined, lettering
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, LABEL


def full_width_bands(sheet: Sheet, content: Content, link: Link) -> None:
    """Add the chosen bands to a sheet, in their fixed order."""
    bands: dict[Band, Callable[[], None]] = {
        Band.CRITERIA: lambda: _criteria(sheet, content.stream),
        Band.METRICS: lambda: _metrics(sheet, content, link),
        Band.PRODUCTS: lambda: _products(sheet, content, link),
        Band.DEPENDENCIES: lambda: _dependencies(sheet, content, link),
    }
    for each, add in bands.items():
        if each in content.show:
            add()


def _criteria(sheet: Sheet, stream: ValueStream) -> None:
    half = (sheet.width - 2 * MARGIN - NAMES - 24) / 2
    left = MARGIN + NAMES
    entry, out = _list(stream.entry_criteria, half), _list(stream.exit_criteria, half)
    height = max(36, 22 + max(entry.height, out.height))
    top = sheet.bottom + 12
    parts = [
        band_name(sheet, "Criteria"),
        _criteria_half("Entry", entry, Box(left, top, half, height)),
        _criteria_half("Exit", out, Box(left + half + 24, top, half, height)),
    ]
    sheet.put(joined(parts), height + 24, gap=4)


def _list(items: Iterable[Stated], width: float) -> Column:
    return Column(tuple(lettering(each.text, LABEL, width=width) for each in items), gap=4)


def _criteria_half(name: str, words: Column, box: Box) -> Part:
    head = lettering(name, CAPTION, width=box.width, ink="muted").at(box.x, box.y)
    below = box._replace(y=box.y + 20, height=max(28, box.height - 22))
    return joined((head, words.at(below.x, below.y) if words.texts else missing(below)))


def _metrics(sheet: Sheet, content: Content, link: Link) -> None:
    width = grid_of(sheet).inside
    metrics = content.architecture.all(KeyMetric).values()
    chips = [_metric(each, width) for each in metrics if each.stream_id == content.stream.id]
    band(sheet, "Key metrics", chips, link, none="no metric with figures")


def _metric(metric: KeyMetric, width: float) -> Chip:
    baseline = metric.baseline.text if metric.baseline else "no data"
    target = metric.target.text if metric.target else "no data"
    unit = metric.unit.text if metric.unit and metric.unit.text not in target else ""
    said = (
        lettering(metric.name, LABEL, width=width),
        lettering(f"baseline {baseline} · target {target} {unit}", CAPTION_BOLD, width=width),
    )
    return Chip(metric.ref, Column(said))


def _products(sheet: Sheet, content: Content, link: Link) -> None:
    outgoing = content.architecture.outgoing.get(content.stream.ref, ())
    found = {each.target: "S" for each in outgoing if each.kind is RelationKind.SUPPORTS}
    found |= {each.target: "P" for each in outgoing if each.kind is RelationKind.DELIVERS}
    first = sorted(found, key=lambda ref: found[ref])
    width = grid_of(sheet).inside
    chips = [_named(content.architecture, ref, width, strength=found[ref]) for ref in first]
    band(sheet, "Products", chips, link, none="no product mapped")


def _dependencies(sheet: Sheet, content: Content, link: Link) -> None:
    outgoing = content.architecture.outgoing.get(content.stream.ref, ())
    incoming = content.architecture.incoming.get(content.stream.ref, ())
    needs = [each.target for each in outgoing if each.kind is RelationKind.DEPENDS_ON]
    needed = [each.source for each in incoming if each.kind is RelationKind.DEPENDS_ON]
    width = grid_of(sheet).inside
    for name, refs in (("Depends on", needs), ("Needed by", needed)):
        chips = [_named(content.architecture, ref, width) for ref in dict.fromkeys(refs)]
        band(sheet, name, chips, link, none="no stream stated")


def _named(architecture: Architecture, ref: Ref, width: float, *, strength: str = "") -> Chip:
    element = architecture.merged(ref)
    name = element.name if element and element.name != ref.id else ""
    said = (
        lettering(ref.id, CAPTION, width=width, ink="muted"),
        lettering(name, LABEL, width=width),
    )
    return Chip(ref, Column(said), strength)
