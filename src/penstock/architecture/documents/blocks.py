"""The parts of a document that carry meaning, each with its line.

They are tuples because a large folder has hundreds of thousands of them.
"""

from collections.abc import Callable
from typing import NamedTuple

from penstock.kernel.making import maker


class Heading(NamedTuple):
    """A heading: `## 1. Context`."""

    level: int
    text: str
    line: int
    column: int


new_heading: Callable[[tuple[int, str, int, int]], Heading] = maker(Heading)


class Field(NamedTuple):
    """A named value: `**Scope:** Enterprise-wide`."""

    name: str
    value: str
    line: int
    column: int


new_field: Callable[[tuple[str, str, int, int]], Field] = maker(Field)


class Item(NamedTuple):
    """One point of a list, without its bullet; depth 0 is the outermost list."""

    text: str
    line: int
    column: int
    depth: int


class Paragraph(NamedTuple):
    """Running text that is neither field, table nor list."""

    text: str
    line: int
    column: int


class Code(NamedTuple):
    """A code block; `line` and `offset` are those of its first line of content."""

    language: str
    text: str
    line: int
    offset: int


class Row(NamedTuple):
    """A table row: its cells without the white space around them, and where each begins."""

    cells: tuple[str, ...]
    columns: tuple[int, ...]
    line: int


new_row: Callable[[tuple[tuple[str, ...], tuple[int, ...], int]], Row] = maker(Row)


class Table(NamedTuple):
    """A table with its header; rows may have more or fewer cells than the header."""

    header: Row
    rows: tuple[Row, ...]


class Link(NamedTuple):
    """A link or picture: where it leads, and which characters of the text hold the target.

    `start` and `end` are equal when the target is not written inline (reference links).
    """

    target: str
    text: str
    line: int
    column: int
    start: int
    end: int


class Comment(NamedTuple):
    """An HTML comment, without its marks."""

    text: str
    line: int


Block = Heading | Field | Item | Paragraph | Code | Table
