"""What stands on a page as PDF, for those who have installed what that takes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import find_spec
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from penstock.app.clock import now
from penstock.app.pdf import as_pdf
from penstock.app.sheets.sheet import GROUP, Block, Drawing, Heading, Sheet, Table, Words

_TEMPLATE = Path(__file__).with_name("sheet.typ")
_MOST_CELLS = 60_000
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


class LongSheetError(Exception):
    """A page says more than is set on paper while somebody waits."""

    def __init__(self, cells: int) -> None:
        self.cells = cells
        super().__init__(
            f"The page has {cells:,} cells, more than are set on paper while somebody waits "
            f"({_MOST_CELLS:,}). Narrow it down, or take its table as CSV."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """By whom a page was asked for, where, and when.

    Args:
        company: Whose page it is.
        address: Where the page lies.
        person: Who asked; empty for somebody who is not signed in.
        note: What everybody should know who looks at it, such as that its cases were played.
        at: When.
    """

    company: str
    address: str
    person: str
    note: str = ""
    at: datetime = field(default_factory=now)


def can_print() -> bool:
    """Tell whether what sets PDF is installed."""
    return bool(find_spec("typst") and find_spec("fontTools"))


def printed(sheet: Sheet, asked: Asked) -> bytes:
    """Return a page as a tagged PDF (PDF/UA-1), the same bytes for the same page and moment.

    Raises:
        LongSheetError: It is too long.
        NoTypesetterError: What sets it is not installed.
    """
    tables = [each for each in sheet.blocks if isinstance(each, Table)]
    cells = sum(len(each.rows) * len(each.columns) for each in tables)
    if cells > _MOST_CELLS:
        raise LongSheetError(cells)
    return as_pdf(_TEMPLATE, _data(sheet, asked))


def _data(sheet: Sheet, asked: Asked) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "identifier": sheet.identifier,
        "meaning": sheet.meaning,
        "facts": sheet.facts,
        "company": asked.company,
        "address": asked.address,
        "note": asked.note,
        "asked": _asked(asked),
        "blocks": list(_blocks(sheet.blocks)),
    }


def _asked(asked: Asked) -> str:
    who = f"for {asked.person}" if asked.person else "for somebody who is not signed in"
    return f"Made {who} on {asked.at:%-d %b %Y at %H:%M} UTC"


def _blocks(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        match block:
            case Heading(level=level, words=words):
                yield {"kind": "heading", "level": level, "words": words}
            case Words(words=words, is_entry=is_entry):
                yield {"kind": "entry" if is_entry else "words", "words": words}
            case Drawing():
                yield _drawn(block)
            case Table():
                yield _table(block)


def _grouped(
    groups: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[tuple[str, list[Sequence[str]]]]:
    """Yield each group with its rows, in their order."""
    for group, several in groupby(zip(groups, rows, strict=True), key=itemgetter(0)):
        yield group, [row for _, row in several]


def _drawn(drawing: Drawing) -> dict[str, Any]:
    size = _SIZE.search(drawing.svg)
    width, height = (float(size[1]), float(size[2])) if size else (4.0, 3.0)
    return {
        "kind": "drawing",
        "title": drawing.title or "Picture",
        "svg": drawing.svg,
        "width": width,
        "height": height,
    }


def _table(table: Table) -> dict[str, Any]:
    """Return a table with the share of the width that each column needs for its words."""
    is_grouped = table.columns[0] == GROUP
    columns = table.columns[is_grouped:]
    rows = [row[is_grouped:] for row in table.rows]
    longest = [
        max([len(name), *(len(row[index]) for row in rows)]) for index, name in enumerate(columns)
    ]
    groups = [row[0] if is_grouped else "" for row in table.rows]
    return {
        "kind": "table",
        "title": table.title,
        "columns": columns,
        "groups": [{"words": group, "rows": rows} for group, rows in _grouped(groups, rows)],
        # Long words take more room than short ones, and not as much more as they are longer.
        "shares": [max(3.0, min(each, 160) ** 0.7) for each in longest],
    }
