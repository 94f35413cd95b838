"""The two zones of the operating model, and the gates through which work crosses."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.symbols import NO_DATA, SIDE_INKS, missing, side_bar
from penstock.architecture.drawing.operating_model.cards import Card
from penstock.architecture.model import (
    Architecture,
    Element,
    OrganizationUnit,
    Ref,
    ValueStream,
)
from penstock.kernel.pictures.svg import (
    Box,
    Column,
    Part,
    joined,
    lettering,
    number,
    path,
    rectangle,
)
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, SECTION
from penstock.kernel.sides import Side

_PAD = 16
_LINE_GAP = 8
_TITLES = {
    Side.REGULATED: "Regulated",
    Side.NON_REGULATED: "AES, non-regulated",
    Side.ENTERPRISE: "Enterprise services, for both sides",
}
_OUTLINES = {Side.REGULATED: "zone-regulated", Side.NON_REGULATED: "zone-aes"}


class _Entry(NamedTuple):
    """A unit or a value stream in a list."""

    ref: Ref
    words: Column


class _Listing(NamedTuple):
    """A named list of units or value streams, measured."""

    name: str
    entries: Sequence[_Entry]

    @property
    def height(self) -> float:
        return 26 + sum(entry.words.height + _LINE_GAP for entry in self.entries or [_NOBODY])


_NOBODY = _Entry(Ref(OrganizationUnit.kind, ""), Column((lettering(NO_DATA, CAPTION, width=99),)))


class Zone(NamedTuple):
    """What belongs to one side, measured for a width."""

    side: Side
    listings: Sequence[_Listing]
    width: float

    @property
    def height(self) -> float:
        """Return the least height that holds the lists, in pixels."""
        return 2 * _PAD + 34 + max(listing.height for listing in self.listings)

    def draw(self, box: Box, link: Link) -> Part:
        """Return the zone: its name, its units and its value streams."""
        bar = side_bar(self.side, Box(box.x + 7, box.y + 10, 6, box.height - 20))
        ink = "ink" if self.side is Side.ENTERPRISE else SIDE_INKS[self.side]
        title = lettering(_TITLES[self.side], SECTION, width=box.width - 2 * _PAD, ink=ink)
        each = (box.width - 2 * _PAD - 8) / len(self.listings)
        lists = [
            _draw_listing(listing, Box(box.x + _PAD + 8 + index * each, box.y + 50, each, 0), link)
            for index, listing in enumerate(self.listings)
        ]
        outline = rectangle(box, _OUTLINES.get(self.side, "zone"), radius=8)
        return joined((outline, bar, title.at(box.x + _PAD + 8, box.y + 14), *lists))


def zone_of(architecture: Architecture, side: Side, *, width: float, columns: int = 1) -> Zone:
    """Measure a side's units and value streams; `columns` of them stand beside each other."""
    units = [each for each in architecture.all(OrganizationUnit).values() if each.side is side]
    streams = [each for each in architecture.all(ValueStream).values() if each.side is side]
    each = (width - 2 * _PAD - 8) / (2 * columns) - 12
    listings = [
        *_listings("Organization units", units, each, columns),
        *_listings("Value streams", streams, each, columns),
    ]
    return Zone(side, listings, width)


def _listings(name: str, elements: Sequence[Element], width: float, columns: int) -> list[_Listing]:
    entries = [_entry(element, width) for element in elements]
    size = max(1, -(-len(entries) // columns))
    cut = [entries[start : start + size] for start in range(0, size * columns, size)]
    return [_Listing(name if index == 0 else "", each) for index, each in enumerate(cut)]


def _entry(element: Element, width: float) -> _Entry:
    id_ = element.id if element.name != element.id else ""
    texts = (
        lettering(id_, CAPTION_BOLD, width=width, ink="brand"),
        lettering(element.name, CAPTION, width=width),
    )
    return _Entry(element.ref, Column(texts, gap=0))


def _draw_listing(listing: _Listing, box: Box, link: Link) -> Part:
    head = lettering(listing.name, CAPTION_BOLD, width=box.width, ink="muted")
    parts, y = [head.at(box.x, box.y)], box.y + 24
    for entry in listing.entries:
        parts.append(linked(entry.ref, link, entry.words.at(box.x, y)))
        y += entry.words.height + _LINE_GAP
    if not listing.entries and listing.name:
        parts.append(missing(Box(box.x, y, box.width - 12, 30)))
    return joined(parts)


def draw_gates(cards: Sequence[Card], left: float, right: float, box: Box, link: Link) -> Part:
    """Return interfaces between the zones, each on a pipe with a gate at either end."""
    free = (box.height - sum(card.height for card in cards)) / (len(cards) + 1)
    parts, y = [], box.y + free
    for card in cards:
        middle = y + card.height / 2
        parts += [_pipe(left, box.x, middle), _pipe(box.right, right, middle)]
        parts.append(card.draw(Box(box.x, y, box.width, card.height), link))
        y += card.height + free
    return joined(parts)


def _pipe(left: float, right: float, y: float) -> Part:
    gate = number((left + right) / 2)
    walls = "".join(f"M{number(left)} {number(y + side)}H{number(right)}" for side in (-5, 5))
    return joined((path(walls, "thin"), path(f"M{gate} {number(y - 11)}v22", "stroke")))


def heights(zones: Iterable[Zone], cards: Sequence[Card]) -> float:
    """Return the height that zones and gates need beside each other, in pixels."""
    gates = sum(card.height + 14 for card in cards) + 14
    return max(gates, *(zone.height for zone in zones))
