"""A capability as a tile: number, name, and what is doubtful about them."""

from collections.abc import Iterator
from typing import NamedTuple

from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.symbols import hatching, plate
from penstock.architecture.drawing.references import (
    NOT_CATALOGUED,
    TWO_NAMES,
    Reference,
    maturity_level,
)
from penstock.architecture.drawing.stream_map.content import Content
from penstock.kernel.pictures.svg import Box, Column, Part, fitted, lettering, rectangle
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, LABEL

PADDING = 8


_OUTLINES = {TWO_NAMES: "clash", NOT_CATALOGUED: "unknown"}


class Tile(NamedTuple):
    """A capability that a stage names, measured for a width.

    Args:
        reference: The capability.
        column: Its words.
        level: Its maturity, from 1 to 5; 0 for none.
        hatched: Whether its maturity is missing while that of others is stated.
    """

    reference: Reference
    column: Column
    level: int
    hatched: bool

    @property
    def height(self) -> float:
        """Return the least height that holds the words, in pixels."""
        return self.column.height + 2 * PADDING

    def draw(self, box: Box, link: Link) -> Part:
        """Return the tile, a link to the capability."""
        hint = f"elsewhere called {' or '.join(self.reference.others)}"
        return linked(
            self.reference.ref,
            link,
            *self._ground(box),
            self.column.at(box.x + PADDING + 1, box.y + PADDING),
            hint=hint if self.reference.others else "",
        )

    def _ground(self, box: Box) -> Iterator[Part]:
        yield rectangle(box, f"level-{self.level}" if self.level else "tile", radius=5)
        if self.hatched:
            yield hatching(box)
            top = box.y + PADDING
            for each in self.column.texts:
                if each.lines:
                    yield plate(each, box.x + PADDING + 1, top)
                    top += each.height + self.column.gap
        if outline := _OUTLINES.get(self.reference.doubt):
            yield rectangle(box, outline, radius=5)


def tile_for(content: Content, reference: Reference, *, width: float) -> Tile:
    """Measure a capability for a tile's width."""
    level = maturity_level(content.architecture.merged(reference.ref))
    lacking = content.has_maturity and not level and not reference.doubt
    stated = f"maturity {level}" if level else "maturity: no data" if lacking else ""
    inside = width - 2 * PADDING - 2
    ink = f"on-{level}" if level else ""
    texts = (
        lettering(reference.number, CAPTION, width=inside, ink=ink or "muted"),
        fitted(reference.name, (LABEL, CAPTION), width=inside, ink=ink or "ink"),
        lettering(stated, CAPTION, width=inside, ink=ink or "muted"),
        lettering(reference.doubt, CAPTION_BOLD, width=inside, ink=ink or "late"),
    )
    return Tile(reference, Column(texts, gap=1), level, lacking)
