"""Small boxes that flow in lines: products, key metrics, other value streams."""

from collections.abc import Sequence
from typing import NamedTuple

from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.architecture.model import Ref
from penstock.kernel.pictures.svg import (
    Box,
    Column,
    Part,
    circle,
    joined,
    lettering,
    number,
    path,
    rectangle,
)
from penstock.kernel.pictures.text import CAPTION_BOLD

NAMES = 136
_PAD = 9
_GAP = 8
_COLUMNS = 4
MARK = 22


class Chip(NamedTuple):
    """An element in a box among boxes of one size.

    Args:
        ref: What it stands for.
        words: What it says.
        strength: `P` for a filled circle before the words, `S` for a ring.
    """

    ref: Ref
    words: Column
    strength: str = ""

    def draw(self, box: Box, link: Link) -> Part:
        """Return the box with its words, a link to the element."""
        shift = MARK if self.strength else 0
        return linked(
            self.ref,
            link,
            rectangle(box, "tile", radius=5),
            strength_mark(self.strength, box.x + _PAD + 6, box.y + 15),
            self.words.at(box.x + _PAD + shift, box.y + 7),
            hint={"P": "primary", "S": "supporting"}.get(self.strength, ""),
        )


def strength_mark(strength: str, x: float, y: float) -> Part:
    """Return a filled circle for a primary, a ring for a supporting relation."""
    if not strength:
        return Part("")
    return circle(x, y, 6, "primary") if strength == "P" else circle(x, y, 5, "supporting")


class Grid(NamedTuple):
    """Boxes of one width beside a band's name."""

    left: float
    box_width: float

    @property
    def inside(self) -> float:
        """Return the width for words, beside a mark, in pixels."""
        return self.box_width - 2 * _PAD - MARK

    def at(self, column: int) -> float:
        """Return the left edge of a column."""
        return self.left + column * (self.box_width + _GAP)


def grid_of(sheet: Sheet) -> Grid:
    """Return the columns that a sheet has room for."""
    room = sheet.width - MARGIN - NAMES - MARGIN
    return Grid(MARGIN + NAMES, (room - (_COLUMNS - 1) * _GAP) / _COLUMNS)


def band(sheet: Sheet, name: str, chips: Sequence[Chip], link: Link, *, none: str) -> None:
    """Add a name at the left and boxes in columns to the right of it."""
    grid, parts = grid_of(sheet), list[Part]()
    top = y = sheet.bottom + 12
    for start in range(0, len(chips), _COLUMNS):
        line = chips[start : start + _COLUMNS]
        height = 14 + max(chip.words.height for chip in line)
        for column, chip in enumerate(line):
            parts.append(chip.draw(Box(grid.at(column), y, grid.box_width, height), link))
        y += height + _GAP
    if not chips:
        parts.append(missing(Box(grid.left, y, grid.box_width, 34), none))
        y += 34 + _GAP
    sheet.put(joined((band_name(sheet, name), *parts)), y - top + 12, gap=4)


def band_name(sheet: Sheet, name: str) -> Part:
    """Return a line across the sheet with a band's name below it."""
    top = sheet.bottom
    rule = path(f"M{MARGIN} {number(top)}H{number(sheet.width - MARGIN)}", "rule")
    said = lettering(name, CAPTION_BOLD, width=NAMES - 16, ink="muted")
    return joined((rule, said.at(MARGIN, top + 14)))
