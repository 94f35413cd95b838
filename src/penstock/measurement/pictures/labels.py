"""Labels at the right edge: as near to what they name as they can be without meeting."""

from collections.abc import Sequence
from typing import NamedTuple

from penstock.kernel.pictures.svg import Part, Text, joined, number, path

_GAP = 3


class Label(NamedTuple):
    """Words for something at a height.

    Args:
        said: The words.
        y: Where it is, in pixels.
    """

    said: Text
    y: float


def spread(labels: Sequence[Label], *, top: float, bottom: float) -> list[float]:
    """Return the top of each label, in the given order of their heights, so that none meet.

    Each label is centred on its place where there is room, else moved as little as one walk down
    and one up allow. Labels that are taller together than the room go on below it.
    """
    tops: list[float] = []
    free = top
    for label in labels:
        tops.append(max(free, label.y - label.said.height / 2))
        free = tops[-1] + label.said.height + _GAP
    limit = max(bottom, top + sum(each.said.height + _GAP for each in labels))
    for index in reversed(range(len(labels))):
        tops[index] = min(tops[index], limit - labels[index].said.height)
        limit = tops[index] - _GAP
    return tops


def at_right(labels: Sequence[Label], *, x: float, top: float, bottom: float) -> list[Part]:
    """Return each label right of x with a thin line from its place to it, in the given order."""
    order = sorted(range(len(labels)), key=lambda index: labels[index].y)
    tops = spread([labels[index] for index in order], top=top, bottom=bottom)
    placed = dict(zip(order, tops, strict=True))
    return [_label(label, x, placed[index]) for index, label in enumerate(labels)]


def _label(label: Label, x: float, top: float) -> Part:
    middle = top + label.said.height / 2
    way = f"M{number(x)} {number(label.y)}L{number(x + 10)} {number(middle)}H{number(x + 14)}"
    return joined((path(way, "axis"), label.said.at(x + 18, top)))
