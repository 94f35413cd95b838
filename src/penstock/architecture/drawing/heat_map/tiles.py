"""A capability on the heat map: number, figure, name, and a colour for the figure."""

from typing import NamedTuple

from penstock.architecture.drawing.heat_map.measures import Measured
from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.symbols import NO_DATA, hatching, plate
from penstock.architecture.drawing.references import TWO_NAMES, Clashes
from penstock.architecture.model import Capability
from penstock.architecture.names import alike
from penstock.kernel.pictures.svg import Box, Part, Text, joined, lettering, rectangle
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, NAME, Font

_PAD = 8


class Shading(NamedTuple):
    """What decides on the look of every tile."""

    measure: Measured
    known: Clashes
    link: Link

    def others(self, capability: Capability) -> tuple[str, ...]:
        """Return what else documents call a capability's number."""
        names = self.known.get(capability.id, ())
        return tuple(name for name in names if not alike(name, capability.name))

    def value(self, capability: Capability) -> int | None:
        """Return what the measure says of a capability, or None where it has no data."""
        return self.measure.values.get(capability.id)

    def colour(self, capability: Capability) -> int:
        """Return the colour of a capability, from 1 to 5, or 0 for none."""
        return self.measure.colour(self.measure.values.get(capability.id, 0))


class HeatTile(NamedTuple):
    """A capability, measured for a width: number and figure, then the name."""

    capability: Capability
    number: Text
    figure: Text
    name: Text
    doubt: Text
    beside: bool

    @property
    def height(self) -> float:
        """Return the least height that holds the words, in pixels."""
        below = 0 if self.beside else self.doubt.height
        return self.number.height + 2 + self.name.height + below + 2 * _PAD - 2

    def draw(self, box: Box, shading: Shading) -> Part:
        """Return the tile, a link to the capability."""
        value = shading.value(self.capability)
        others = shading.others(self.capability)
        said = "" if value is None else f"{value}: {shading.measure.title}"
        elsewhere = f"elsewhere called {' or '.join(others)}" if others else ""
        return linked(
            self.capability.ref,
            shading.link,
            _ground(box, shading, self.capability),
            self._words(box, plates=value is None),
            hint="; ".join(each for each in (said, elsewhere) if each),
        )

    def _words(self, box: Box, *, plates: bool) -> Part:
        left, right, top = box.x + _PAD, box.right - _PAD, box.y + _PAD - 1
        second = top + self.number.height + 2
        aside = (left + right + self.number.width - self.figure.width) / 2
        doubt = (
            (aside, top, "middle") if self.beside else (left, second + self.name.height, "start")
        )
        placed = (
            (self.number, left, top, "start"),
            *([(self.doubt, *doubt)] if self.beside else []),
            (self.figure, right, top, "end"),
            (self.name, left, second, "start"),
            *([] if self.beside else [(self.doubt, *doubt)]),
        )
        shown = [each for each in placed if each[0].lines]
        ground = [plate(said, x, y, anchor=anchor) for said, x, y, anchor in shown if plates]
        return joined((*ground, *(said.at(x, y, anchor=anchor) for said, x, y, anchor in shown)))


def heat_tile(
    capability: Capability, shading: Shading, *, width: float, font: Font = CAPTION
) -> HeatTile:
    """Measure a capability for a tile's width."""
    value, inside = shading.value(capability), width - 2 * _PAD
    ink = f"on-{colour}" if (colour := shading.colour(capability)) else "ink"
    figure = lettering(NO_DATA if value is None else str(value), NAME, width=inside, ink=ink)
    room = inside - figure.width - 8
    number = lettering(capability.id, CAPTION, width=room, ink=ink)
    said = TWO_NAMES if shading.others(capability) else ""
    doubt = lettering(said, CAPTION_BOLD, width=inside, ink=ink)
    return HeatTile(
        capability,
        number,
        figure,
        lettering(capability.name, font, width=inside, ink=ink),
        doubt,
        beside=number.width + doubt.width + 8 <= room,
    )


def _ground(box: Box, shading: Shading, capability: Capability) -> Part:
    colour = shading.colour(capability)
    parts = [rectangle(box, f"level-{colour}" if colour else "tile", radius=5)]
    if shading.value(capability) is None:
        parts.append(hatching(box))
    if shading.others(capability):
        outside = Box(box.x - 2, box.y - 2, box.width + 4, box.height + 4)
        parts.append(rectangle(outside, "clash", radius=6))
    return joined(parts)
