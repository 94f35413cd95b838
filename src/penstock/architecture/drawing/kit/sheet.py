"""A sheet of paper that a drawing grows down on: title, finding, content, legend."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from penstock.architecture.drawing.kit.symbols import SIDE_WORDS, has_bar, side_bar
from penstock.architecture.drawing.kit.theme import Theme, style_of
from penstock.architecture.drawing.options import Options
from penstock.kernel.pictures.svg import (
    Box,
    Column,
    Part,
    element,
    escaped,
    joined,
    lettering,
    number,
    rectangle,
)
from penstock.kernel.pictures.text import CAPTION, LABEL, TITLE
from penstock.kernel.sides import Side

MARGIN = 24
WIDTH = 1376
_SWATCH = 22


class Key(NamedTuple):
    """An entry of the legend: a swatch that fills a box, and what it means."""

    swatch: Callable[[Box], Part]
    words: str


class Sheet:
    """A drawing in the making."""

    def __init__(self, width: float = WIDTH, *, style: Callable[[Theme], str] = style_of) -> None:
        self.width = width
        self.bottom: float = MARGIN
        self._parts: list[Part] = []
        self._title = ""
        self._finding = ""
        self._style = style

    @property
    def inner(self) -> float:
        """Return the width between the margins, in pixels."""
        return self.width - 2 * MARGIN

    def head(self, *, kind: str, title: str, finding: str, side: Side | None = None) -> None:
        """Write what the drawing is, what it shows, and the one sentence to take away."""
        self._title, self._finding = title, finding
        shift = 16 if has_bar(side) else 0
        kind = f"{kind} · {SIDE_WORDS[side]}" if side else kind
        column = Column(
            (
                lettering(kind, LABEL, width=self.inner - shift, ink="muted"),
                lettering(title, TITLE, width=self.inner - shift),
                lettering(finding, LABEL, width=self.inner - shift, ink="muted"),
            ),
            gap=4,
        )
        bar = side_bar(side, Box(MARGIN, self.bottom, 6, column.height))
        words = column.at(MARGIN + shift, self.bottom)
        self.put(joined((bar, words)), column.height, gap=20)

    def put(self, part: Part, height: float, *, gap: float = 0) -> None:
        """Add a part that begins at the bottom, and leave a gap under it."""
        self._parts.append(part)
        self.bottom += height + gap

    def legend(self, keys: Iterable[Key]) -> None:
        """Write what the marks mean, in as many rows as it takes."""
        x, tallest = self.width, 0.0
        for key in keys:
            said = lettering(key.words, CAPTION, width=self.inner - _SWATCH - 8, ink="muted")
            wide = _SWATCH + 8 + said.width
            if x + wide > self.width - MARGIN:
                self.bottom += tallest + 8
                x, tallest = MARGIN, 0
            box = Box(x, self.bottom + 1, _SWATCH, 14)
            self._parts += (key.swatch(box), said.at(x + _SWATCH + 8, self.bottom))
            x, tallest = x + wide + 24, max(tallest, said.height)
        self.bottom += tallest

    def document(self, options: Options) -> str:
        """Return the drawing as SVG."""
        if options.note:
            said = lettering(options.note, LABEL, width=self.inner)
            self.bottom += 16
            self.put(said.at(MARGIN, self.bottom), said.height)
        height = self.bottom + MARGIN
        paper = rectangle(Box(0, 0, self.width, height), "card")
        style = element("style", f"\n{self._style(options.theme)}") if options.standalone else ""
        inside = (
            element("title", escaped(self._title)),
            element("desc", escaped(self._finding)),
            style,
            joined((paper, *self._parts)).markup,
        )
        return element(
            "svg",
            "\n" + "\n".join(each for each in inside if each) + "\n",
            xmlns="http://www.w3.org/2000/svg",
            class_="pk",
            viewBox=f"0 0 {number(self.width)} {number(height)}",
            width=self.width,
            height=height,
        )
