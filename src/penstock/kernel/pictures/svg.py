"""Markup of drawings, together with the words that can be seen in it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from penstock.kernel.pictures.text import Font, printable, width_of, wrapped

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Part(NamedTuple):
    """A piece of a drawing.

    Args:
        markup: SVG elements.
        words: What can be read in it, in order.
    """

    markup: str
    words: str = ""


class Box(NamedTuple):
    """A rectangle, in pixels from the top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of the lower edge."""
        return self.y + self.height


def escaped(text: str) -> str:
    """Return text as XML takes it; what XML cannot hold becomes a replacement character."""
    return printable(text).translate(_ESCAPES)


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """Return an element; `class_` and `aria_label` become `class` and `aria-label`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _value(value: str | float) -> str:
    return escaped(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """Return a length with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def rectangle(box: Box, class_: str, *, radius: float = 0) -> Part:
    """Return a rectangle."""
    x, y, width, height = box
    return Part(
        element("rect", x=x, y=y, width=width, height=height, rx=radius, class_=class_)
        if radius
        else element("rect", x=x, y=y, width=width, height=height, class_=class_)
    )


def path(data: str, class_: str) -> Part:
    """Return a path."""
    return Part(element("path", d=data, class_=class_))


def polygon(points: Iterable[tuple[float, float]], class_: str) -> Part:
    """Return a closed shape."""
    written = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return Part(element("polygon", points=written, class_=class_))


def circle(x: float, y: float, radius: float, class_: str) -> Part:
    """Return a circle."""
    return Part(element("circle", cx=x, cy=y, r=radius, class_=class_))


def joined(parts: Iterable[Part]) -> Part:
    """Return parts as one; a line break keeps their words apart."""
    several = [part for part in parts if part.markup]
    words = " ".join(part.words for part in several if part.words)
    return Part("\n".join(part.markup for part in several), words)


def group(*parts: Part, class_: str = "") -> Part:
    """Return parts as one group."""
    inside = joined(parts)
    attributes = {"class_": class_} if class_ else {}
    return Part(element("g", f"\n{inside.markup}\n", **attributes), inside.words)


class Text(NamedTuple):
    """Words set in lines."""

    lines: tuple[str, ...]
    font: Font
    ink: str

    @property
    def height(self) -> float:
        """Return the height of all lines, in pixels."""
        return len(self.lines) * self.font.leading

    @property
    def width(self) -> float:
        """Return the width of the widest line, in pixels."""
        return max((width_of(line, self.font) for line in self.lines), default=0)

    def at(self, x: float, top: float, *, anchor: str = "start") -> Part:
        """Return the lines, the first below `top`."""
        if not self.lines:
            return Part("")
        # Half the leading above, and three quarters of the size from there to the baseline.
        first = top + (self.font.leading - self.font.size) / 2 + self.font.size * 0.79
        classes = f"{self.font.name} {self.ink}"
        anchored = {} if anchor == "start" else {"class_": f"{classes} {anchor}"}
        attributes = {"class_": classes} | anchored
        if len(self.lines) == 1:
            markup = element("text", escaped(self.lines[0]), x=x, y=first, **attributes)
        else:
            rows = "".join(
                element("tspan", escaped(line), x=x, y=first + index * self.font.leading)
                for index, line in enumerate(self.lines)
            )
            markup = element("text", rows, **attributes)
        return Part(markup, "".join(self.lines))


def lettering(words: str, font: Font, *, width: float, ink: str = "ink") -> Text:
    """Return words set in lines of a width."""
    return Text(wrapped(words, font, width), font, ink)


def fitted(words: str, fonts: Sequence[Font], *, width: float, ink: str = "ink") -> Text:
    """Return words in the first font that need not break any of them, else in the last."""
    longest = printable(words).split()
    whole = (font for font in fonts if all(width_of(each, font) <= width for each in longest))
    return lettering(words, next(whole, fonts[-1]), width=width, ink=ink)


class Column(NamedTuple):
    """Texts one below the other."""

    texts: tuple[Text, ...]
    gap: float = 2

    @property
    def height(self) -> float:
        """Return the height from the first line to the last, in pixels."""
        shown = [each for each in self.texts if each.lines]
        return sum(each.height for each in shown) + self.gap * max(0, len(shown) - 1)

    def at(self, x: float, top: float, *, anchor: str = "start") -> Part:
        """Return the texts, the first below `top`."""
        parts = []
        for each in self.texts:
            if each.lines:
                parts.append(each.at(x, top, anchor=anchor))
                top += each.height + self.gap
        return joined(parts)
