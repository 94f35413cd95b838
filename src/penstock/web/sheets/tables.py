"""Tables of a page: rows under groups, cells that span several rows, and where rows lead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from penstock.app.sheets.sheet import GROUP, Table

_BLANKS = re.compile(r"\s+")
_BEFORE = re.compile(r" (?=[,.;:)]( |$|\d))")


def plain(words: str) -> str:
    """Return words with single blanks, and none before a mark that ends what stands before it."""
    return _BEFORE.sub("", _BLANKS.sub(" ", words)).strip()


@dataclass
class _Cell:
    """A cell in the making."""

    is_head: bool
    columns: int
    rows: int
    text: list[str] = field(default_factory=list)


@dataclass
class _Row:
    """A row in the making."""

    is_head: bool
    is_group: bool
    cells: list[_Cell] = field(default_factory=list)
    address: str = ""


class TableReader:
    """Keeps the words of one table."""

    def __init__(self) -> None:
        self._title: list[str] = []
        self._in_title = False
        self._in_head = False
        self._rows: list[_Row] = []

    def begin(self, tag: str, said: Mapping[str, str], address: str) -> None:
        """Begin an element of the table; the address is where it leads, if it is a link."""
        match tag:
            case "caption":
                self._in_title = True
            case "thead":
                self._in_head = True
            case "tr":
                is_group = "group" in said.get("class", "").split()
                self._rows.append(_Row(is_head=self._in_head, is_group=is_group))
            case "td" | "th" if self._rows:
                spans = (_number(said.get(name, "")) for name in ("colspan", "rowspan"))
                columns, rows = spans
                cell = _Cell(is_head=tag == "th", columns=columns, rows=rows)
                self._rows[-1].cells.append(cell)
            case "a" if self._rows and said.get("href", "#")[0] != "#":
                self._rows[-1].address = self._rows[-1].address or address
            case "li":
                self.words("; ")
            case _ if "said" in said.get("class", "").split():
                self.words(" ")
            case _:
                pass

    def end(self, tag: str) -> None:
        """End an element of the table."""
        if tag == "caption":
            self._in_title = False
        elif tag == "thead":
            self._in_head = False
        elif tag in {"p", "div", "li", "ul", "ol"}:
            self.words(" ")

    def words(self, data: str) -> None:
        """Keep words of the title or of the last cell."""
        if self._in_title:
            self._title.append(data)
        elif self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1].text.append(data)

    def table(self) -> Table:
        """Return the table."""
        head = next((_texts(row) for row in self._rows if row.is_head), [])
        rows, group, is_grouped = [], "", False
        for row, cells in zip(self._rows, self._spread(len(head)), strict=True):
            if row.is_group:
                group, is_grouped = cells[0] if cells else "", True
            elif not row.is_head:
                rows.append((group, cells, row.address))
        columns = [*([GROUP] if is_grouped else []), *head]
        return Table(
            title=plain("".join(self._title)),
            columns=_once(columns),
            rows=tuple((*([name] if is_grouped else []), *cells) for name, cells, _ in rows),
            addresses=tuple(address for _, _, address in rows),
        )

    def _spread(self, width: int) -> list[list[str]]:
        """Return the texts of each row, where cells that span several rows stand in each."""
        found: list[list[str]] = []
        below: dict[int, tuple[int, str]] = {}
        for row in self._rows:
            texts, cells = [], iter(row.cells)
            for column in count():
                left, words = below.pop(column, (0, ""))
                if not left:
                    cell = next(cells, None)
                    if cell is None and not any(each > column for each in below):
                        break
                    left, words = (cell.rows, _text(cell)) if cell else (1, "")
                    texts += [words, *([""] * (cell.columns - 1 if cell else 0))]
                else:
                    texts.append(words)
                if left > 1:
                    below[column] = (left - 1, words)
            found.append((texts + [""] * width)[:width] if width else texts)
        return found


def _texts(row: _Row) -> list[str]:
    return [_text(cell) for cell in row.cells]


def _text(cell: _Cell) -> str:
    return plain("".join(cell.text)).removeprefix("; ").removeprefix(";").strip()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 1


def _once(columns: list[str]) -> tuple[str, ...]:
    """Return names of columns of which none is empty and none comes twice."""
    found: list[str] = []
    for number, name in enumerate(columns, 1):
        said = name or ("Name" if number < 3 else f"Column {number}")
        found.append(said if said not in found else f"{said} {number}")
    return tuple(found)
