"""Cross-maps: matrices with P and S in their cells, lists of pairs, streams to stakeholders."""

from collections.abc import Iterable
from itertools import product

from penstock.architecture.documents.blocks import Row
from penstock.architecture.model import Kind, RelationKind, Stated
from penstock.architecture.reading.columns import Grid, Record
from penstock.architecture.reading.lists import roles_of, streams_of
from penstock.architecture.reading.notebook import Notebook
from penstock.architecture.reading.words import identified, numbered, plain

_STRENGTHS = {
    "p": "P",
    "primary": "P",
    "●": "P",
    "s": "S",
    "supporting": "S",
    "support": "S",
    "○": "S",
    "x": "",
    "✓": "",
    "✔": "",
}
_EMPTY = {"", "-", "–", "—"}


def is_matrix(grid: Grid) -> bool:
    """Tell whether a table maps what stands in its first column to what stands in its header."""
    headers = grid.table.header.cells
    others = [cell for cell in headers[1:] if cell]
    if len(others) < 2 or not grid.table.rows:
        return False
    named = sum(1 for cell in others if identified(plain(cell)) or numbered(plain(cell)))
    return named == len(others)


def read_matrix(grid: Grid, notes: Notebook) -> None:
    """Read each filled cell of a matrix as a relation."""
    _mention_each(grid.names(), notes)
    for row in grid.table.rows:
        if row.cells[0]:
            _read_matrix_row(grid, row, notes)


def _read_matrix_row(grid: Grid, row: Row, notes: Notebook) -> None:
    document, headers = grid.document, grid.table.header.cells
    name = plain(row.cells[0])
    _mention_each([Stated(name, document.place(row.line, row.columns[0], cell=1))], notes)
    read = [cell for cell in map(plain, row.cells[1:]) if cell not in _EMPTY]
    pairs = 0
    for index, cell in enumerate(row.cells[1 : len(headers)], 1):
        strength = _STRENGTHS.get(plain(cell).casefold())
        if strength is not None:
            place = document.place(row.line, row.columns[index], cell=index + 1)
            other = Stated(plain(headers[index]), place)
            pairs += _pair(Stated(name, place), other, strength, notes)
    if pairs == len(read):
        notes.understood[document.path].add(row.line)


def _mention_each(names: Iterable[Stated], notes: Notebook) -> None:
    for words in names:
        found = identified(words.text)
        if found:
            notes.mention(found[0], found[1], words.place)


def read_pairs(grid: Grid, notes: Notebook) -> None:
    """Read a table with a capability, a stream and the strength between them in each row."""
    for record in grid.records():
        strength = _STRENGTHS.get(record.text("strength").casefold(), "")
        streams = [words for cell in record.cells("value stream") for words in streams_of(cell)]
        capabilities = [words for cell in record.cells("capability") for words in roles_of(cell)]
        _mention_each(streams, notes)
        pairs = product(capabilities, streams)
        paired = [_pair(capability, stream, strength, notes) for capability, stream in pairs]
        if paired and all(paired):
            notes.understand(record)


def _pair(one: Stated, other: Stated, strength: str, notes: Notebook) -> bool:
    """Relate two names and tell whether that could be done: one of them has to bear an id."""
    named = [
        (found[0], words)
        for known, words in ((other, one), (one, other))
        if (found := identified(known.text))
    ]
    if not named:
        return False
    # A stream delivers a product, whichever of the two stands in the header.
    named.sort(key=lambda each: each[0].kind is not Kind.PRODUCT)
    target, words = named[0]
    kind = RelationKind.TAKES_PART
    if len(named) == 2 or target.kind is Kind.PRODUCT:
        kind = RelationKind.DELIVERS if strength == "P" else RelationKind.SUPPORTS
    notes.refer(kind, target=target, words=words, among=(Kind.CAPABILITY,), strength=strength)
    return True


def read_stakeholder_map(grid: Grid, notes: Notebook) -> None:
    """Read who triggers a stream, who receives its value and who takes part."""
    for record in grid.records():
        stream = record.cell("value stream")
        found = identified(stream.text) if stream else None
        if stream is None or found is None:
            continue
        notes.understand(record)
        notes.mention(found[0], found[1], stream.place)
        for column, kind in _PART.items():
            for words in _people(record, column):
                notes.refer(kind, target=found[0], words=words, among=(Kind.STAKEHOLDER,))


_PART = {
    "triggering stakeholder": RelationKind.TRIGGERS,
    "receiving stakeholder": RelationKind.RECEIVES,
    "participating stakeholders": RelationKind.PARTICIPATES,
}


def _people(record: Record, column: str) -> list[Stated]:
    return [words for cell in record.cells(column) for words in roles_of(cell)]
