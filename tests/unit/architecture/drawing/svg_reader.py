"""Reads a drawing as a viewer would: which text stands on which shape, and in which colour."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from penstock.kernel.pictures.text import FONTS, Font, width_of

_SVG = "{http://www.w3.org/2000/svg}"
_FONTS = {font.name: font for font in FONTS}
_RULE = re.compile(r"\.pk \.([\w-]+)\{([^}]*)\}")
_SLACK = 0.6

Point = tuple[float, float]


class Shape(NamedTuple):
    """A filled shape."""

    points: tuple[Point, ...]
    classes: str

    def holds(self, point: Point) -> bool:
        x, y = point
        inside = False
        for (x1, y1), (x2, y2) in zip(self.points, (*self.points[1:], self.points[0]), strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
        return inside


class Line(NamedTuple):
    """A line of text on the shape drawn last beneath its middle."""

    text: str
    font: Font
    classes: str
    corners: tuple[Point, ...]
    shape: Shape

    @property
    def leaves_its_shape(self) -> bool:
        return not all(self.shape.holds(corner) for corner in self.corners)

    def overlaps(self, other: "Line") -> bool:
        (left, top), (right, bottom) = _extent(self.corners)
        (other_left, other_top), (other_right, other_bottom) = _extent(other.corners)
        return (
            min(right, other_right) - max(left, other_left) > 1
            and min(bottom, other_bottom) - max(top, other_top) > 1
        )


def lines_of(svg: str) -> list[Line]:
    """Return every line of text with the shape under it."""
    return list(_Walk().lines(ET.fromstring(svg), upright=False))


class _Walk:
    def __init__(self) -> None:
        self.shapes: list[Shape] = []

    def lines(self, node: ET.Element, *, upright: bool) -> Iterator[Line]:
        upright = upright or "transform" in node.attrib
        tag = node.tag.removeprefix(_SVG)
        if tag in {"rect", "polygon"} and _fill_of(node.get("class", "")):
            self.shapes.append(Shape(_points(node), node.get("class", "")))
        elif tag == "text":
            yield from self._text(node, upright=upright)
            return
        for child in node:
            yield from self.lines(child, upright=upright)

    def _text(self, node: ET.Element, *, upright: bool) -> Iterator[Line]:
        classes = node.get("class", "")
        font = next(_FONTS[name] for name in classes.split() if name in _FONTS)
        for row in list(node) or [node]:
            text = (row.text or "").strip()
            corners = _corners(row, text, font, classes, upright=upright)
            middle = (sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4)
            shape = next(each for each in reversed(self.shapes) if each.holds(middle))
            yield Line(text, font, classes, corners, shape)


def _corners(
    row: ET.Element, text: str, font: Font, classes: str, *, upright: bool
) -> tuple[Point, ...]:
    width = max(0.1, width_of(text, font) - 2 * _SLACK)
    shift = {"middle": width / 2, "end": width}
    moved = next((shift[name] for name in classes.split() if name in shift), 0)
    x, y = float(row.get("x", 0)) - moved + _SLACK, float(row.get("y", 0))
    top, bottom = y - font.size * 0.74, y + font.size * 0.2
    box = ((x, top), (x + width, top), (x + width, bottom), (x, bottom))
    return tuple((py, -px) for px, py in box) if upright else box


def _points(node: ET.Element) -> tuple[Point, ...]:
    if "points" in node.attrib:
        pairs = (pair.split(",") for pair in node.attrib["points"].split())
        return tuple((float(x), float(y)) for x, y in pairs)
    x, y, width, height = (float(node.attrib[name]) for name in ("x", "y", "width", "height"))
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def _extent(corners: tuple[Point, ...]) -> tuple[Point, Point]:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys)), (max(xs), max(ys))


def _fill_of(classes: str) -> bool:
    return not set(classes.split()) & {"clash", "unknown"}


def fills(style: str) -> Mapping[str, str]:
    """Return the fill that a stylesheet gives to each class; a later rule wins."""
    found = {}
    for name, body in _RULE.findall(style):
        declared = dict(each.split(":", 1) for each in body.split(";") if ":" in each)
        if "fill" in declared:
            found[name] = declared["fill"]
    return found


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def worst_contrast(svg: str, style: str) -> tuple[float, str]:
    """Return the lowest contrast of any text with its shape, and the text."""
    colours = fills(style)
    return min(
        (contrast(_colour(line.classes, colours), _colour(line.shape.classes, colours)), line.text)
        for line in lines_of(svg)
    )


def _colour(classes: str, colours: Mapping[str, str]) -> str:
    return next(colours[name] for name in classes.split() if name in colours)


def links_of(svg: str) -> list[tuple[str, str, str]]:
    """Return address, label and visible words of every link, in order."""
    return [
        (link.get("href", ""), link.get("aria-label", ""), _words(link))
        for link in ET.fromstring(svg).iter(f"{_SVG}a")
    ]


def _words(node: ET.Element) -> str:
    """Return what can be seen; white space as the markup has it."""
    return " ".join("".join(node.itertext()).split())
