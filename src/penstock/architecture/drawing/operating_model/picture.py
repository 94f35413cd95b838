"""The operating model: two zones with gates between them, services across, bodies above."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from penstock.architecture.drawing.kit.links import Link
from penstock.architecture.drawing.kit.sheet import MARGIN, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.architecture.drawing.operating_model.cards import (
    card_of,
    cards_in_rows,
    nothing_stated,
    section_name,
)
from penstock.architecture.drawing.operating_model.zones import draw_gates, heights, zone_of
from penstock.architecture.drawing.options import Options, no_link
from penstock.architecture.model import Architecture, OperatingModelElement, Part
from penstock.kernel.pictures.svg import Box, joined
from penstock.kernel.sides import Side

Parts = Mapping[Part, Sequence[OperatingModelElement]]

_GATES = 364
_PIPE = 44
_NAMES = {
    Part.GOVERNANCE: ("Governance", "governance bodies", 5),
    Part.INTERFACE: ("", "interfaces between the sides", 4),
    Part.SHARED_SERVICE: ("", "shared services", 5),
    Part.COMPONENT: ("Components", "components", 5),
    Part.PRINCIPLE: ("Principles", "principles", 7),
}


def operating_model(
    architecture: Architecture, options: Options | None = None, link: Link = no_link
) -> str:
    """Draw the operating model with the units and value streams of both sides."""
    parts: defaultdict[Part, list[OperatingModelElement]] = defaultdict(list)
    for element in architecture.all(OperatingModelElement).values():
        parts[element.part].append(element)
    sheet = Sheet()
    title = "Two sides, one company"
    sheet.head(kind="Operating model", title=title, finding=_finding(parts))
    _section(sheet, Part.GOVERNANCE, parts, link)
    _zones(sheet, architecture, parts[Part.INTERFACE], link)
    _services(sheet, architecture, parts[Part.SHARED_SERVICE], link)
    _section(sheet, Part.COMPONENT, parts, link)
    _section(sheet, Part.PRINCIPLE, parts, link)
    return sheet.document(options or Options())


def _finding(parts: Parts) -> str:
    named = ((parts.get(part, ()), plural) for part, (_, plural, _) in _NAMES.items())
    said = [f"{len(several)} {plural}" for several, plural in named if several]
    return f"{', '.join(said)}." if said else "The documents describe no operating model."


def _section(sheet: Sheet, part: Part, parts: Parts, link: Link) -> None:
    title, plural, per_row = _NAMES[part]
    section_name(sheet, title)
    if parts.get(part):
        cards_in_rows(sheet, parts[part], per_row, link)
    else:
        nothing_stated(sheet, f"no {plural} stated")


def _zones(
    sheet: Sheet,
    architecture: Architecture,
    interfaces: Sequence[OperatingModelElement],
    link: Link,
) -> None:
    width = (sheet.inner - _GATES - 2 * _PIPE) / 2
    sides = (Side.REGULATED, Side.NON_REGULATED)
    zones = [zone_of(architecture, side, width=width) for side in sides]
    cards = [card_of(each, width=_GATES) for each in interfaces]
    height = heights(zones, cards)
    top = sheet.bottom + 4
    left = Box(MARGIN, top, width, height)
    right = left._replace(x=sheet.width - MARGIN - width)
    between = Box(left.right + _PIPE, top, _GATES, height)
    gates = (
        draw_gates(cards, left.right, right.x, between, link)
        if cards
        else missing(between, "no interfaces between the sides stated")
    )
    parts = (zones[0].draw(left, link), gates, zones[1].draw(right, link))
    sheet.put(joined(parts), height + 4, gap=14)


def _services(
    sheet: Sheet,
    architecture: Architecture,
    services: Sequence[OperatingModelElement],
    link: Link,
) -> None:
    zone = zone_of(architecture, Side.ENTERPRISE, width=sheet.inner, columns=2)
    box = Box(MARGIN, sheet.bottom, sheet.inner, zone.height)
    sheet.put(zone.draw(box, link), zone.height, gap=12)
    if services:
        cards_in_rows(sheet, services, _NAMES[Part.SHARED_SERVICE][2], link)
    else:
        nothing_stated(sheet, "no shared services stated")
