"""The cases that stand in a stage, as a tile below its chevron."""

from typing import NamedTuple

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.options import Crowd
from penstock.kernel.pictures.svg import Box, Column, Part, lettering, rectangle
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, NAME

_PADDING = 8
_NONE = Crowd(open=0, late=0, href="")


class CrowdTile(NamedTuple):
    """The cases of a stage, measured for a width."""

    crowd: Crowd
    column: Column

    @property
    def height(self) -> float:
        """Return the least height that holds the words, in pixels."""
        return self.column.height + 2 * _PADDING

    def draw(self, box: Box) -> Part:
        """Return the tile, a link to the list of the cases."""
        words = self.column.at(box.x + _PADDING + 1, box.y + _PADDING)
        return linked(self.crowd, _href, rectangle(box, "frame", radius=5), words)


def crowd_tile(crowd: Crowd | None, *, width: float) -> CrowdTile:
    """Measure the cases of a stage for a tile's width."""
    found = crowd or _NONE
    inside = width - 2 * _PADDING - 2
    texts = [lettering("no open case", CAPTION, width=inside, ink="muted")]
    if found.open:
        said = f"{found.open:,} open {'case' if found.open == 1 else 'cases'}"
        texts = [lettering(said, NAME, width=inside)]
    if found.late:
        texts.append(lettering(f"■ {found.late:,} late", CAPTION_BOLD, width=inside, ink="late"))
    if found.pace:
        texts.append(lettering(found.pace, CAPTION, width=inside, ink="muted"))
    if found.is_slowest:
        texts.append(lettering("■ slowest stage", CAPTION_BOLD, width=inside, ink="late"))
    return CrowdTile(found, Column(tuple(texts), gap=1))


def _href(crowd: Crowd) -> str | None:
    return crowd.href or None
