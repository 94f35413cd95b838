"""Tables by the meaning of their columns, and rows that go on in the next line."""

import re
import sys
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from penstock.architecture.documents.blocks import Row, Table
from penstock.architecture.documents.document import Document
from penstock.architecture.model import Stated, new_stated
from penstock.architecture.reading.words import plain
from penstock.kernel.places import new_place

_BRACKETS = re.compile(r"\([^()]*\)")
# The index of a column that a table has not: no row is so long.
_NOWHERE = sys.maxsize
_SYNONYMS = {
    "stage": "stage name",
    "enabling capability": "enabling capabilities",
    "capabilities": "enabling capabilities",
    "inputs": "expected inputs",
    "outputs": "expected outputs",
    "metrics": "key metrics",
    "sla": "service level",
    "segregation of duties": "separation of duties",
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
        *("former id", "present id"),
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


class Grid(NamedTuple):
    """A table whose columns are known by meaning.

    Args:
        document: The document it stands in.
        table: Its rows as written.
        path: The document's path.
        columns: Columns by meaning; of two with one meaning, the first.
    """

    document: Document
    table: Table
    path: str
    columns: Mapping[str, int]

    @classmethod
    def of(cls, document: Document, table: Table) -> "Grid":
        """Return a table of a document with what its columns mean."""
        return cls(document, table, document.path, _index(table.header.cells))

    @property
    def meanings(self) -> tuple[str, ...]:
        """What each column means."""
        return tuple(map(column_name, self.table.header.cells))

    def has(self, names: Set[str]) -> bool:
        """Tell whether all these columns are there."""
        return self.columns.keys() >= names

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
        found = self.cell(*names)
        return found.text if found else ""

    def cell(self, *names: str) -> Stated | None:
        """Return the text of the first column that has one, without markup, or None."""
        (_, _, path, columns), rows = self
        for name in names:
            index = columns.get(name, _NOWHERE)
            for cells, begins, line in rows:
                if index < len(cells) and cells[index]:
                    place = new_place((path, line, begins[index], index + 1))
                    return new_stated((plain(cells[index]), place))
        return None

    def cells(self, name: str) -> list[Stated]:
        """Return the text of a column in each row where there is one, as written."""
        (_, _, path, columns), rows = self
        index = columns.get(name, _NOWHERE)
        found: list[Stated] = []
        for cells, begins, line in rows:
            if index < len(cells) and cells[index]:
                place = new_place((path, line, begins[index], index + 1))
                found.append(new_stated((cells[index], place)))
        return found
