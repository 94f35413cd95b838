"""Two zones and the gates between them: what passes from one side of the company to the other."""

from collections.abc import Sequence
from typing import NamedTuple

from penstock.architecture.drawing.kit.links import linked
from penstock.architecture.drawing.kit.sheet import MARGIN, Key, Sheet
from penstock.architecture.drawing.kit.symbols import side_bar
from penstock.architecture.drawing.options import Options
from penstock.kernel.counting import counted
from penstock.kernel.pictures.svg import (
    Box,
    Part,
    joined,
    lettering,
    number,
    path,
    polygon,
    rectangle,
)
from penstock.kernel.pictures.text import CAPTION, NAME, SECTION
from penstock.kernel.sides import Side

WIDTH, _ZONE, _ROW = 1100, 200, 62
_NAMES = {Side.REGULATED: "Regulated", Side.NON_REGULATED: "AES non-regulated"}
_ZONES = {Side.REGULATED: "zone-regulated", Side.NON_REGULATED: "zone-aes"}


class Gate(NamedTuple):
    """A gate between the zones.

    Args:
        origin: The side from which something would pass.
        words: What would pass.
        is_open: Whether it passes.
        rule: The rule that decides so.
        href: Where that is explained.
    """

    origin: Side
    words: str
    is_open: bool
    rule: str
    href: str


def zones_picture(gates: Sequence[Gate], options: Options) -> str:
    """Draw the two sides, and each gate with its arrow through it or up to it."""
    sheet = Sheet(WIDTH)
    sheet.head(kind="Boundary", title="What crosses between the sides", finding=_finding(gates))
    top, height = sheet.bottom, len(gates) * _ROW + 24
    left = Box(MARGIN, top, _ZONE, height)
    right = Box(WIDTH - MARGIN - _ZONE, top, _ZONE, height)
    parts = [_zone(Side.REGULATED, left), _zone(Side.NON_REGULATED, right)]
    between = Box(left.right, top + 12, right.x - left.right, height - 24)
    for place, gate in enumerate(gates):
        row = Box(between.x, between.y + place * _ROW, between.width, _ROW)
        parts.append(linked(gate, lambda each: each.href, _gate(gate, row)))
    sheet.put(joined(parts), height, gap=16)
    sheet.legend(
        (
            Key(lambda box: _post(box.x + box.width / 2, box, is_open=True), "open: it passes"),
            Key(lambda box: _post(box.x + box.width / 2, box, is_open=False), "closed: it stops"),
        )
    )
    return sheet.document(options)


def _finding(gates: Sequence[Gate]) -> str:
    passing = sum(each.is_open for each in gates)
    return f"{passing} of {counted(len(gates), 'gate')} are open; what no rule permits is denied."


def _zone(side: Side, box: Box) -> Part:
    said = lettering(_NAMES[side], SECTION, width=box.width - 48)
    bar = side_bar(side, Box(box.x + 12, box.y + 14, 6, said.height))
    return joined((rectangle(box, _ZONES[side], radius=8), bar, said.at(box.x + 28, box.y + 14)))


def _gate(gate: Gate, row: Box) -> Part:
    middle, y = row.x + row.width / 2, row.y + row.height - 20
    post = Box(middle, y - 9, 0, 18)
    said = lettering(gate.words, NAME, width=row.width - 48)
    ahead = _ahead(gate)
    state = f"passes by {gate.rule}" if gate.is_open else f"■ stops by {gate.rule}"
    ink = "ink" if gate.is_open else "late"
    rule = lettering(state, CAPTION, width=row.width / 2 - 40, ink=ink)
    # Beyond the gate; below the arrow where it goes on there.
    top, anchor = (y + 4 if gate.is_open else y - 8), "start" if ahead == 1 else "end"
    return joined(
        (
            said.at(middle, row.y + 4, anchor="middle"),
            _arrow(gate, row, middle, y),
            _post(middle, post, is_open=gate.is_open),
            rule.at(middle + ahead * 14, top, anchor=anchor),
        )
    )


def _ahead(gate: Gate) -> int:
    return 1 if gate.origin is Side.REGULATED else -1


def _arrow(gate: Gate, row: Box, middle: float, y: float) -> Part:
    """Return the arrow: through an open gate, and up to a closed one."""
    ahead = _ahead(gate)
    begin = row.x + 16 if ahead == 1 else row.right - 16
    end = begin + ahead * (row.width - 32) if gate.is_open else middle - ahead * 10
    tip = ((end, y), (end - ahead * 8, y - 5), (end - ahead * 8, y + 5))
    line = path(f"M{number(begin)} {number(y)}H{number(end - ahead * 8)}", "stroke")
    return joined((line, polygon(tip, "ink")))


def _post(x: float, box: Box, *, is_open: bool) -> Part:
    """Return a gate seen from above: two posts, with a bar between them where it is closed."""
    ends = (box.y, box.bottom)
    posts = [rectangle(Box(x - 4, each - 3, 8, 6), "ink") for each in ends]
    bar = path(f"M{number(x)} {number(ends[0])}V{number(ends[1])}", "clash")
    return joined(posts if is_open else [*posts, bar])
