"""Cards of the operating model: a name, and what is said about it."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from penstock.architecture.drawing.kit.links import Link, linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Sheet
from penstock.architecture.drawing.kit.symbols import missing
from penstock.architecture.model import OperatingModelElement, Ref
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
from penstock.kernel.pictures.text import CAPTION, NAME, SECTION

_PAD = 10
_GAP = 10
_LONGEST_LEAD = 44


class Card(NamedTuple):
    """An element of the operating model, measured for a width."""

    ref: Ref
    words: Column

    @property
    def height(self) -> float:
        """Return the least height that holds the words, in pixels."""
        return self.words.height + 2 * _PAD

    def draw(self, box: Box, link: Link) -> Part:
        """Return the card, a link to the element."""
        words = self.words.at(box.x + _PAD, box.y + _PAD)
        return linked(self.ref, link, rectangle(box, "tile", radius=8), words)


def card_of(element: OperatingModelElement, *, width: float) -> Card:
    """Measure an element for a card's width: its description, or what its aspects are called."""
    inside = width - 2 * _PAD
    said = [element.description.text] if element.description else []
    said += [_lead(aspect.text) for aspect in element.aspects]
    texts = [lettering(each, CAPTION, width=inside, ink="muted") for each in said]
    return Card(element.ref, Column((lettering(element.name, NAME, width=inside), *texts), gap=3))


def _lead(aspect: str) -> str:
    """Return the term that an aspect explains; its page has the explanation."""
    lead, colon, _ = aspect.partition(":")
    return lead if colon and len(lead) <= _LONGEST_LEAD else aspect


def cards_in_rows(
    sheet: Sheet, elements: Sequence[OperatingModelElement], per_row: int, link: Link
) -> None:
    """Add cards of one size to a sheet."""
    columns = math.ceil(len(elements) / math.ceil(len(elements) / per_row))
    width = (sheet.inner - (columns - 1) * _GAP) / columns
    cards = [card_of(each, width=width) for each in elements]
    height = max(card.height for card in cards)
    parts = []
    for index, card in enumerate(cards):
        row, column = divmod(index, columns)
        x, y = MARGIN + column * (width + _GAP), sheet.bottom + row * (height + _GAP)
        parts.append(card.draw(Box(x, y, width, height), link))
    rows = -(-len(cards) // columns)
    sheet.put(joined(parts), rows * (height + _GAP) - _GAP, gap=20)


def section_name(sheet: Sheet, name: str) -> None:
    """Add a heading under a thin line."""
    rule = path(f"M{MARGIN} {number(sheet.bottom)}H{number(sheet.width - MARGIN)}", "rule")
    said = lettering(name, SECTION, width=sheet.inner)
    sheet.put(joined((rule, said.at(MARGIN, sheet.bottom + 10))), said.height + 10, gap=8)


def nothing_stated(sheet: Sheet, words: str) -> None:
    """Add a hatched box that says what the documents do not."""
    sheet.put(missing(Box(MARGIN, sheet.bottom, 320, 44), words), 44, gap=20)
