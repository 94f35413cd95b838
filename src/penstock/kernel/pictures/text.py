"""Text in drawings: measured with Inter's own widths, wrapped, and never cut off."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from penstock.kernel.pictures.inter_widths import WIDTHS

_SOFT_BREAK = re.compile(r"(?<=[/–—_.-])(?=\w)")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_JOINER = "\u200d"
# Other fonts step in for characters that Inter lacks; these factors are on the wide side.
_WIDE, _EMOJI, _OTHER = 1000, 1400, 820


class Font(NamedTuple):
    """A size and a weight of Inter, named as the class that gives it to text."""

    name: str
    size: int
    weight: int
    leading: int


CAPTION = Font("caption", 12, 400, 16)
CAPTION_BOLD = Font("caption-bold", 12, 600, 16)
LABEL = Font("label", 13, 400, 17)
NAME = Font("name", 13, 600, 17)
BODY = Font("body", 15, 400, 22)
SECTION = Font("section", 16, 600, 22)
TITLE = Font("title", 22, 600, 28)
FIGURE = Font("figure", 24, 600, 28)
FONTS = (CAPTION, CAPTION_BOLD, LABEL, NAME, BODY, SECTION, TITLE, FIGURE)


def printable(text: str) -> str:
    """Return text in which what XML cannot hold has become a replacement character."""
    return _ILLEGAL.sub("\ufffd", text)


def width_of(text: str, font: Font) -> float:
    """Return how wide a text is, in pixels."""
    table = WIDTHS[font.weight]
    return sum([table.get(each) or _fallback(each) for each in text]) * font.size / 1000


@lru_cache(maxsize=4096)
def _fallback(character: str) -> int:
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    if unicodedata.east_asian_width(character) not in {"W", "F"}:
        return _OTHER
    return _EMOJI if category == "So" else _WIDE


@lru_cache(maxsize=8192)
def wrapped(text: str, font: Font, width: float) -> tuple[str, ...]:
    """Return the printable lines of a text in a width; joined, they are it with single spaces.

    A line keeps the space it was broken at. Words are broken only when a line cannot hold them.
    """
    lines: list[str] = []
    line = ""
    for word in printable(text).split():
        if line and width_of(f"{line} {word}", font) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(f"{line} ")
        *full, line = _pieces(word, font, width)
        lines += full
    return (*lines, line) if line else tuple(lines)


def balanced(text: str, font: Font, width: float) -> tuple[str, ...]:
    """Return the lines of a text, as few as the width allows and about equally long."""
    fewest = len(wrapped(text, font, width))
    least, most = width / 2, width
    while most - least > 8:
        middle = (least + most) / 2
        if len(wrapped(text, font, middle)) > fewest:
            least = middle
        else:
            most = middle
    return wrapped(text, font, most)


def _pieces(word: str, font: Font, width: float) -> list[str]:
    """Break a word that is too long for a line: after a hyphen or slash, else anywhere."""
    if width_of(word, font) <= width:
        return [word]
    pieces = [""]
    for part in _SOFT_BREAK.split(word):
        if pieces[-1] and width_of(pieces[-1] + part, font) > width:
            pieces.append("")
        for cluster in _clusters(part):
            if pieces[-1] and width_of(pieces[-1] + cluster, font) > width:
                pieces.append("")
            pieces[-1] += cluster
    return pieces


def _clusters(text: str) -> Iterator[str]:
    """Yield characters, each with the marks that belong to it."""
    cluster = ""
    for character in text:
        belongs = unicodedata.category(character)[0] == "M" or _JOINER in {character, cluster[-1:]}
        if cluster and not belongs:
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def widest(texts: Iterator[str], font: Font) -> float:
    """Return the width of the widest text, in pixels; 0 without any."""
    return max((width_of(each, font) for each in texts), default=0)
