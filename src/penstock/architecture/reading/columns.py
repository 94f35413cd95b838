"""Tables by the meaning of their columns, and rows that go on in the next line."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from penstock.architecture.documents.blocks import Row, Table
from penstock.architecture.documents.document import Document
from penstock.architecture.model import Stated, new_stated
from penstock.architecture.reading.words import plain
from penstock.kernel.places import Place, new_place

_BRACKETS = re.compile(r"\([^()]*\)")
_SYNONYMS = {
    "stage": "stage name",
    "enabling capability": "enabling capabilities",
    "capabilities": "enabling capabilities",
    "inputs": "expected inputs",
    "outputs": "expected outputs",
    "metrics": "key metrics",
    "sla": "service level",
    "stream": "value stream",
    "value streams": "value stream",
    "primary value stream": "primary delivering value stream",
    "supporting value stream": "supporting value streams",
    "organisation unit": "organization unit",
    "unit name": "organization unit",
    "role name": "role",
    "system name": "system",
    "application": "system",
    "partner name": "partner",
    "stakeholder name": "stakeholder",
    "kpi name": "kpi",
    "key performance indicator": "kpi",
    "trigger": "triggering stakeholder",
    "receiver": "receiving stakeholder",
    "participants": "participating stakeholders",
    "relationship": "strength",
    "segment": "side",
    "scope": "side",
}

# What columns of the recognised tables mean; any other column may be named after a role.
MEANINGS = frozenset(
    {
        *_SYNONYMS.values(),
        *("accountable", "activity", "applies to", "baseline", "capability", "capability id"),
        *("capability name", "consulted", "customer", "definition", "description", "group"),
        *("information item", "informed", "kind", "kpi id", "maturity", "metric", "name"),
        *("parent", "process", "product", "product id", "product name", "provided by", "purpose"),
        *("reports to", "responsible", "rule", "rule id", "stage id", "statement", "supports"),
        *("target", "unit", "used by"),
    }
)


@lru_cache(maxsize=4096)
def column_name(header: str) -> str:
    """Return what a header cell means: lower case, without brackets, one word for each meaning."""
    name = " ".join(_BRACKETS.sub("", plain(header)).casefold().split())
    if name.startswith("target"):
        return "target"
    return _SYNONYMS.get(name, name)


@lru_cache(maxsize=256)
def _index(header: tuple[str, ...]) -> Mapping[str, int]:
    """Return the columns of a header by meaning; many tables of a folder have the same."""
    meanings = [*enumerate(map(column_name, header))]
    return {name: index for index, name in reversed(meanings)}


@dataclass(frozen=True)
class Grid:
    """A table whose columns are known by meaning."""

    document: Document
    table: Table

    @cached_property
    def path(self) -> str:
        """The document's path."""
        return self.document.path

    @property
    def meanings(self) -> tuple[str, ...]:
        """What each column means."""
        return tuple(map(column_name, self.table.header.cells))

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Columns by meaning; of two with one meaning, the first."""
        return _index(self.table.header.cells)

    def has(self, names: Set[str]) -> bool:
        """Tell whether all these columns are there."""
        return self.index.keys() >= names

    def place(self, row: Row, index: int) -> Place:
        """Return where the text of a cell begins."""
        return new_place((self.path, row.line, row.columns[index], index + 1))

    def names(self) -> Iterator[Stated]:
        """Yield the header's cells without markup."""
        header = self.table.header
        for index, (cell, column) in enumerate(zip(header.cells, header.columns, strict=True), 1):
            yield Stated(plain(cell), self.document.place(header.line, column, cell=index))

    def records(self) -> Iterator["Record"]:
        """Yield rows, each with the rows that continue it: those whose first cell is empty."""
        begun: list[Row] = []
        for row in self.table.rows:
            if begun and not row.cells[0]:
                begun.append(row)
                continue
            if begun:
                yield Record(self, begun)
            begun = [row]
        if begun:
            yield Record(self, begun)


class Record(NamedTuple):
    """A row of a table with the rows that continue it."""

    grid: Grid
    rows: list[Row]

    def text(self, *names: str) -> str:
        """Return the plain text of the first column that has one, else nothing."""
        found = self._first(names)
        return plain(found[0].cells[found[1]]) if found else ""

    def cell(self, *names: str) -> Stated | None:
        """Return the text of the first column that has one, without markup, or None."""
        found = self._first(names)
        if found is None:
            return None
        return new_stated((plain(found[0].cells[found[1]]), self.grid.place(*found)))

    def cells(self, name: str) -> list[Stated]:
        """Return the text of a column in each row where there is one, as written."""
        index = self.grid.index.get(name)
        if index is None:
            return []
        path, number = self.grid.path, index + 1
        return [
            new_stated((row.cells[index], new_place((path, row.line, row.columns[index], number))))
            for row in self.rows
            if index < len(row.cells) and row.cells[index]
        ]

    def _first(self, names: Iterable[str]) -> tuple[Row, int] | None:
        """Return the first cell with text in the first column that has one, by row and index."""
        for name in names:
            if name in self.grid.index:
                index = self.grid.index[name]
                for row in self.rows:
                    if index < len(row.cells) and row.cells[index]:
                        return row, index
        return None
