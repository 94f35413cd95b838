"""Words as Markdown has to write them so that the reader takes the same words out again.

Most words stand as they are. Where a word would be read differently, marks are escaped, the
least first; each way of writing is tried on the reader itself.
"""

import re
from collections.abc import Callable, Iterable

from penstock.architecture.documents import Source, scan
from penstock.architecture.documents.blocks import Block, Field, Heading, Item, Paragraph
from penstock.architecture.documents.tables import split_row
from penstock.architecture.model import Stated
from penstock.architecture.reading.lists import items_of, roles_of, streams_of
from penstock.architecture.reading.words import plain
from penstock.kernel.places import Place

_MARKS = re.compile(r"[\\`*_\[\]<>|]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# A letter, then letters, digits and harmless signs: read alike everywhere.
_SIMPLE = re.compile(r"[^\W\d_](?:(?:[^\W_]|[ %&/'’.-])*[^\W_])?")
_PLACE = Place("", 1)
_OTHER = "other"


def cell(text: str) -> str:
    """Return words as the only ones in a table's cell."""
    return _written(text, lambda way, words: _in_cell(way) and plain(way) == words)


def items(texts: Iterable[str]) -> str:
    """Return words as items in a cell, parted by commas."""
    return ", ".join(_item(text, ",", items_of) for text in texts)


def names(texts: Iterable[str]) -> str:
    """Return words as names in a cell, parted by semicolons."""
    return "; ".join(_item(text, ";", roles_of) for text in texts)


def streams(texts: Iterable[str]) -> str:
    """Return words as value streams in a cell, parted by semicolons."""
    return "; ".join(_item(text, ";", streams_of) for text in texts)


def value(text: str) -> str:
    """Return words as the value of a field."""
    return _written(text, lambda way, words: _is_read(f"**Field:** {way}", Field, words))


def point(text: str) -> str:
    """Return words as the text of a list item."""
    return _written(text, lambda way, words: _is_read(f"-   {way}", Item, words))


def heading(text: str, *, lead: str = "") -> str:
    """Return words as the end of a heading that begins with `lead`."""
    return _written(text, lambda way, words: _is_read(f"# {lead}{way}", Heading, lead + words))


def paragraph(text: str) -> str:
    """Return words as running text."""
    return _written(text, lambda way, words: _is_read(way, Paragraph, words))


def bold(text: str) -> str:
    """Return words as a name in bold."""
    ways = _MARKS.sub(r"\\\g<0>", _one_line(text))
    return f"**{ways[:-1]}\\:**" if ways.endswith(":") else f"**{ways}**"


def _one_line(text: str) -> str:
    return " ".join(line.strip() for line in re.split(r"[\r\n]+", text)).strip()


def _written(text: str, reads: Callable[[str, str], bool]) -> str:
    """Return the first way of writing words that reads as those words."""
    words = _one_line(text)
    if _SIMPLE.fullmatch(words):
        return words
    marked = _MARKS.sub(r"\\\g<0>", words)
    escaped = _PUNCTUATION.sub(r"\\\g<0>", words)
    # A comment may begin in one word and end in another; alone, the first looks harmless.
    plainest = () if "<!--" in words else (words, words.replace("|", "\\|"))
    ways = (*plainest, marked, escaped)
    # What no escape can help is hidden from the start of its line by bold type.
    return next((way for way in ways if reads(way, words)), f"**{escaped}**")


def _item(text: str, separator: str, read: Callable[[Stated], Iterable[Stated]]) -> str:
    def found(cell: str) -> list[str]:
        return [each.text for each in read(Stated(cell, _PLACE))]

    def reads(way: str, words: str) -> bool:
        before, behind = f"{way}{separator} {_OTHER}", f"{_OTHER}{separator} {way}"
        alike = found(before) == [words, _OTHER] and found(behind) == [_OTHER, words]
        return _in_cell(way) and alike

    return _written(text, reads)


def _in_cell(way: str) -> bool:
    return split_row(f"| {way} | {_OTHER} |", number=1).cells == (way, _OTHER)


def _is_read(line: str, of: type[Block], words: str) -> bool:
    blocks = scan(Source("", f"{line}\n")).blocks
    if len(blocks) != 1 or not isinstance(blocks[0], of):
        return False
    block = blocks[0]
    return plain(block.value if isinstance(block, Field) else getattr(block, "text")) == words  # noqa: B009
