"""The split of a run as a picture: for each pool how much each side of the company bears."""

from collections.abc import Callable, Sequence

from penstock.app.allocation.splitting import Part as Share
from penstock.app.allocation.splitting import Split
from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import hatching
from penstock.architecture.drawing.options import Options
from penstock.governance.allocation.amounts import as_shown
from penstock.kernel.pictures.svg import Box, Part, Text, joined, lettering, rectangle
from penstock.kernel.pictures.text import LABEL, NAME
from penstock.kernel.sides import Side
from penstock.measurement.pictures.style import flow_style

WIDTH, _NAMES, _FIGURES, _BAR, _ROW = 1100, 250, 330, 26, 44


def split_picture(splits: Sequence[Split], options: Options, *, title: str, finding: str) -> str:
    """Draw who bears the cost of each pool; the length of a bar is its cost.

    Args:
        splits: The pools.
        options: What a reader chooses.
        title: What is shown.
        finding: The one sentence to take away.
    """
    sheet = Sheet(WIDTH, style=flow_style)
    sheet.head(kind="Cost allocation", title=title, finding=finding)
    largest = max((abs(each.cents) for each in splits), default=0) or 1
    for each in splits:
        sheet.put(_row(sheet, each, largest), _ROW)
    sheet.bottom += 8
    sheet.legend([Key(_swatch(side), words) for side, words in _WORDS.items()])
    return sheet.document(options)


_WORDS = {
    Side.REGULATED: "regulated",
    Side.NON_REGULATED: "AES, non-regulated",
    Side.ENTERPRISE: "the parent, for both",
}


def _swatch(side: Side) -> Callable[[Box], Part]:
    return lambda box: _area(side, box)


def _area(side: Side, box: Box) -> Part:
    """Return an area of a side: solid, hatched, or pale, so that no colour tells it alone."""
    match side:
        case Side.REGULATED:
            return rectangle(box, "work")
        case Side.NON_REGULATED:
            return joined((rectangle(box, "wait"), hatching(box)))
        case Side.ENTERPRISE:
            return rectangle(box, "past")


def _row(sheet: Sheet, split: Split, largest: int) -> Part:
    name = lettering(split.name, NAME, width=_NAMES - 16)
    top, middle = sheet.bottom, sheet.bottom + _ROW / 2
    room = sheet.inner - _NAMES - _FIGURES
    x, areas = float(MARGIN + _NAMES), []
    for part in split.parts:
        box = Box(x, middle - _BAR / 2, room * abs(part.cents) / largest, _BAR)
        if box.width >= 1:
            areas.append(_area(part.side, box))
        x = box.right
    figures = Text((f"{as_shown(split.cents)} USD ", _said(split.parts)), LABEL, "ink")
    words = name.at(MARGIN, top + (_ROW - name.height) / 2)
    return linked(
        None, lambda _: None, words, *areas, figures.at(x + 10, middle - figures.height / 2)
    )


def _said(parts: Sequence[Share]) -> str:
    return ", ".join(f"{part.percent} {_SHORT[part.side]}" for part in parts if part.cents)


_SHORT = {Side.REGULATED: "regulated", Side.NON_REGULATED: "AES", Side.ENTERPRISE: "parent"}
