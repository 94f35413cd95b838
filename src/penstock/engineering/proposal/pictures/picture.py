"""A picture: what is drawn, what it is called, and the one sentence to take away."""

from dataclasses import dataclass

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
from penstock.kernel.pictures.text import CAPTION, CAPTION_BOLD, FONTS, LABEL, TITLE

MARGIN = 24
FAMILY = 'Inter,"Segoe UI","Helvetica Neue",Arial,system-ui,sans-serif'
_FILLS = {
    "card": "#ffffff",
    "ink": "#16202c",
    "muted": "#52606d",
    "brand": "#0b5cad",
    "sun-ink": "#8a5a00",
    "sun": "#f0b93a",
    "solid": "#2a6fab",
    "pale": "#bcd7ee",
    "faint": "#e8f1fa",
    "grey": "#c3ccd5",
    "warn": "#a1370a",
}
_LINES = {
    "rule": ("#d5dde6", 1),
    "axis": ("#52606d", 1),
    "line": ("#0b5cad", 2),
    "line-low": ("#0b5cad", 1.5),
    "line-use": ("#52606d", 2),
    "line-sun": ("#8a5a00", 2),
    "wire": ("#16202c", 1.5),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing of its own.

    Args:
        name: What its file is called.
        title: What it shows.
        finding: What it says, in a sentence.
        body: What is drawn, from 0, 0.
        width: In pixels.
        height: In pixels.
    """

    name: str
    title: str
    finding: str
    body: Part
    width: float
    height: float

    def bare_svg(self) -> str:
        """Return it without its title, for a page that sets title and finding itself."""
        return self._document(self.body, self.width, self.height)

    def svg(self) -> str:
        """Return it as it stands alone: title and finding above."""
        head = Column(
            (
                lettering(self.title, TITLE, width=self.width),
                lettering(self.finding, LABEL, width=self.width, ink="muted"),
            ),
            gap=4,
        )
        top = MARGIN + head.height + 16
        moved = element(
            "g", f"\n{self.body.markup}\n", transform=f"translate({MARGIN} {number(top)})"
        )
        parts = joined((head.at(MARGIN, MARGIN), Part(moved)))
        return self._document(parts, self.width + 2 * MARGIN, top + self.height + MARGIN)

    def _document(self, body: Part, width: float, height: float) -> str:
        paper = rectangle(Box(0, 0, width, height), "card")
        inside = (
            element("title", escaped(self.title)),
            element("desc", escaped(self.finding)),
            element("style", f"\n{_STYLE}"),
            joined((paper, body)).markup,
        )
        return element(
            "svg",
            "\n" + "\n".join(inside) + "\n",
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(width)} {number(height)}",
            width=width,
            height=height,
        )


def words_at(
    words: str,
    x: float,
    baseline: float,
    *,
    ink: str = "muted",
    anchor: str = "start",
    bold: bool = False,
) -> Part:
    """Return a line of small words on a baseline."""
    font = CAPTION_BOLD if bold else CAPTION
    classes = f"{font.name} {ink}" + (f" {anchor}" if anchor != "start" else "")
    return Part(element("text", escaped(words), x=x, y=baseline, class_=classes), words)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Part:
    """Return a straight line."""
    return Part(element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_))


def _style() -> str:
    # The typesetter reads one class at a time, and no variables.
    rules = [f"text{{font-family:{FAMILY};font-variant-numeric:tabular-nums}}"]
    rules += [
        f".{font.name}{{font-size:{font.size}px;font-weight:{font.weight}}}" for font in FONTS
    ]
    rules += [f".{name}{{fill:{colour}}}" for name, colour in _FILLS.items()]
    rules += [
        f".{name}{{fill:none;stroke:{colour};stroke-width:{width}px}}"
        for name, (colour, width) in _LINES.items()
    ]
    rules += [
        ".line-low{stroke-dasharray:5 4}",
        ".box{fill:#ffffff;stroke:#16202c;stroke-width:1.25px}",
        ".before{fill:#ffffff;stroke:#75818d;stroke-width:1px}",
        ".mark{fill:#ffffff;stroke:#0b5cad;stroke-width:2px}",
        ".middle{text-anchor:middle}",
        ".end{text-anchor:end}",
    ]
    return "\n".join(rules) + "\n"


_STYLE = _style()
