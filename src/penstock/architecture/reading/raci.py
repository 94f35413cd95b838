"""Responsibility matrices: roles as columns with letters, or a column for each letter."""

import re
from functools import lru_cache

from penstock.architecture.model import Kind, RaciRow, Ref, RelationKind, Stated
from penstock.architecture.reading.columns import MEANINGS, Grid, Record, column_name
from penstock.architecture.reading.lists import roles_of
from penstock.architecture.reading.notebook import Notebook, Stream
from penstock.architecture.reading.words import identified, plain
from penstock.kernel.places import Place

_KINDS = {
    "R": RelationKind.RESPONSIBLE,
    "A": RelationKind.ACCOUNTABLE,
    "C": RelationKind.CONSULTED,
    "I": RelationKind.INFORMED,
}
_COLUMNS = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}
_SUBJECTS = ("stage id", "stage name", "activity", "value stream", "capability", "process")

# Why whoever does the work may not close it.
_SEPARATION = "separation of duties"
_LETTERS = re.compile(r"[RACI](?:\s*(?:[/,&+]\s*)?[RACI])*", re.IGNORECASE)

Letters = list[tuple[str, Stated]]


def read_raci_lists(grid: Grid, notes: Notebook, stream: Stream | None) -> None:
    """Read a matrix with a column for each of Responsible, Accountable, Consulted and Informed."""
    for record in grid.records():
        subject = _subject(record, stream)
        if subject is not None:
            letters = [
                (letter, role)
                for letter, column in _COLUMNS.items()
                for cell in record.cells(column)
                for role in roles_of(cell)
            ]
            notes.understand(record)
            _write(subject, letters, notes, separation=record.text(_SEPARATION))


def holds_letters(grid: Grid) -> bool:
    """Tell whether most cells are letters in the columns whose names mean nothing else."""
    roles = _role_columns(grid.table.header.cells)
    if not roles:
        return False
    cells = [plain(row.cells[i]) for row in grid.table.rows for i in roles if i < len(row.cells)]
    filled = [cell for cell in cells if cell]
    letters = sum(1 for cell in filled if _LETTERS.fullmatch(cell))
    return letters * 2 > len(filled)


@lru_cache(maxsize=256)
def _role_columns(header: tuple[str, ...]) -> tuple[int, ...]:
    """Return the columns that may be named after a role; many tables have the same header."""
    names = enumerate(map(column_name, header))
    return tuple(index for index, name in names if index and name not in MEANINGS)


def read_raci_letters(grid: Grid, notes: Notebook, stream: Stream | None) -> None:
    """Read a matrix with a column for each role and letters in the cells."""
    header = grid.table.header.cells
    about = {*_SUBJECTS, "description", _SEPARATION}
    roles = [index for index, name in enumerate(grid.meanings) if index and name not in about]
    for record in grid.records():
        row = record.rows[0]
        subject = _subject(record, stream)
        if subject is None:
            continue
        letters: Letters = []
        for index in (index for index in roles if index < len(row.cells)):
            place = grid.document.place(row.line, row.columns[index], cell=index + 1)
            role = Stated(plain(header[index]), place)
            cell = plain(row.cells[index])
            if _LETTERS.fullmatch(cell):
                letters.extend((letter, role) for letter in re.findall("[RACI]", cell.upper()))
        _write(subject, letters, notes, separation=record.text(_SEPARATION))


def _subject(record: Record, stream: Stream | None) -> tuple[Ref, Place] | None:
    """Return what a row is about: a stage or stream by id, or an activity by its words."""
    cell = next((cell for name in _SUBJECTS if (cell := record.cell(name))), None)
    if cell is None:
        row = record.rows[0]
        if not row.cells[0]:
            return None
        place = record.grid.document.place(row.line, row.columns[0], cell=1)
        cell = Stated(plain(row.cells[0]), place)
    found = identified(cell.text)
    if found:
        return found[0], cell.place
    owner = f"{stream.id}: " if stream else ""
    return Ref(Kind.STAGE, owner + cell.text), cell.place


def _write(
    subject: tuple[Ref, Place], letters: Letters, notes: Notebook, *, separation: str
) -> None:
    ref, place = subject
    notes.understood[place.document].add(place.line)
    row = RaciRow(
        subject=ref,
        letters=tuple((letter, role.text) for letter, role in letters),
        place=place,
        separation=separation,
    )
    notes.raci_rows.append(row)
    for letter, role in letters:
        notes.refer(_KINDS[letter], target=ref, words=role, among=(Kind.ROLE, Kind.STAKEHOLDER))
