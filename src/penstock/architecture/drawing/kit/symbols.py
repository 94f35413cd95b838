"""Recurring marks: hatching for what nobody stated, bars for the sides, arrows, a person."""

from penstock.kernel.pictures.svg import Box, Part, Text, circle, joined, number, path, rectangle
from penstock.kernel.pictures.text import CAPTION, balanced
from penstock.kernel.sides import Side

NO_DATA = "no data"
SIDE_WORDS = {
    Side.REGULATED: "regulated",
    Side.NON_REGULATED: "AES non-regulated",
    Side.ENTERPRISE: "shared",
    None: "side not stated",
}
SIDE_INKS = {
    Side.REGULATED: "regulated",
    Side.NON_REGULATED: "aes",
    Side.ENTERPRISE: "muted",
    None: "muted",
}
_SPACING = 7


def hatching(box: Box) -> Part:
    """Return lines at 45 degrees that fill a box.

    Lines instead of a pattern: a pattern needs an id, and one page holds many drawings.
    """
    lines = []
    for offset in range(_SPACING, int(box.width + box.height), _SPACING):
        start_x, start_y = min(offset, box.width), max(0, offset - box.width)
        end_x, end_y = max(0, offset - box.height), min(offset, box.height)
        lines.append(
            f"M{number(box.x + start_x)} {number(box.y + start_y)}"
            f"L{number(box.x + end_x)} {number(box.y + end_y)}"
        )
    return path("".join(lines), "hatch")


def hatched(box: Box) -> Part:
    """Return a hatched box without words, as a legend shows it."""
    return joined((rectangle(box, "frame", radius=3), hatching(box)))


def missing(box: Box, words: str = NO_DATA, *, radius: float = 5) -> Part:
    """Return a hatched box with words on a plate in its middle."""
    said = Text(balanced(words, CAPTION, box.width - 14), CAPTION, "muted")
    middle, top = box.x + box.width / 2, box.y + (box.height - said.height) / 2
    return joined(
        (
            rectangle(box, "frame", radius=radius),
            hatching(box),
            plate(said, middle, top, anchor="middle"),
            said.at(middle, top, anchor="middle"),
        )
    )


def plate(said: Text, x: float, top: float, *, anchor: str = "start") -> Part:
    """Return the paper that text on hatching stands on."""
    width = said.width
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return rectangle(Box(left - 4, top - 1, width + 8, said.height + 2), "card", radius=3)


def has_bar(side: Side | None) -> bool:
    """Tell whether a side is marked by bars."""
    return side in {Side.REGULATED, Side.NON_REGULATED}


def side_bar(side: Side | None, box: Box) -> Part:
    """Return the mark of a side along the left edge of a box: one bar, two bars, or none."""
    x, y, _, height = box
    if side is Side.REGULATED:
        return rectangle(Box(x, y, 5, height), "bar-regulated")
    if side is Side.NON_REGULATED:
        bars = (Box(x, y, 2, height), Box(x + 4, y, 2, height))
        return joined(rectangle(bar, "bar-aes") for bar in bars)
    return Part("")


def arrow(x: float, y: float, length: float) -> Part:
    """Return an arrow to the right that begins at a point."""
    tip = number(x + length)
    head = f"M{number(x + length - 5)} {number(y - 4)}L{tip} {number(y)}l-5 4"
    return path(f"M{number(x)} {number(y)}H{tip}{head}", "stroke")


def person(x: float, y: float) -> Part:
    """Return a person, 18 pixels high, centred at x."""
    shoulders = f"M{number(x - 7)} {number(y + 18)}v-2a7 6 0 0 1 14 0v2"
    return joined((circle(x, y + 4, 4, "stroke"), path(shoulders, "stroke")))
