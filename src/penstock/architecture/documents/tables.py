"""Finding tables in the lines of a paragraph, however broken they are.

Markdown parsers drop surplus cells and pad missing ones; a checker must see both. Rules: GitHub
Flavored Markdown 0.29, section 4.10, except that rows keep the number of cells they were written
with.
"""

import re
from collections.abc import Sequence

from penstock.architecture.documents.blocks import Row, Table, new_row

_DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_COMMENT = re.compile(r"\\.|(<!--(?:(?!<!--).)*?-->)")
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


def is_delimiter(line: str) -> bool:
    """Tell whether a line parts a table's header from its rows."""
    return "|" in line and "-" in line and _DELIMITER.fullmatch(line.strip()) is not None


def split_row(line: str, *, number: int) -> Row:
    """Return the cells of a line without comments, with the column each begins at."""
    if "<!--" in line:
        # Blanks in their place keep the columns, and a `|` in a comment parts no cells.
        line = _COMMENT.sub(lambda match: " " * len(match[0]) if match[1] else match[0], line)
    start = len(line) - len(line.lstrip())
    body = line.strip()
    if body.startswith("|"):
        start, body = start + 1, body[1:]
    if body.endswith("|") and not body.endswith("\\|"):
        body = body[:-1]
    parts = _UNESCAPED_PIPE.split(body) if "\\" in body else body.split("|")
    cells: list[str] = []
    columns: list[int] = []
    for part in parts:
        words = part.lstrip()
        start += len(part) + 1
        cells.append(words.rstrip())
        columns.append(start - len(words))
    return new_row((tuple(cells), tuple(columns), number))


def header_index(lines: Sequence[str]) -> int | None:
    """Return the index of the first line that is a table's header, if there is one."""
    for index, line in enumerate(lines[1:]):
        if "|" in line and "|" in lines[index] and is_delimiter(line):
            return index
    return None


def read_table(lines: Sequence[str], *, first_line: int) -> Table:
    """Return the table that begins with the first of the lines and takes all of them."""
    header = split_row(lines[0], number=first_line)
    rows = [split_row(line, number=number) for number, line in enumerate(lines[2:], first_line + 2)]
    return Table(header, tuple(rows))
