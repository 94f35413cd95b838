"""What stands in the cells of a matrix: one path for all marks of a kind, to keep it light."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from penstock.architecture.drawing.kit.sheet import Key
from penstock.architecture.model import Ref
from penstock.architecture.tracing.cross_maps import Cell, CrossMap
from penstock.kernel.pictures.svg import Box, Part, joined, lettering, number, path, rectangle
from penstock.kernel.pictures.text import CAPTION_BOLD

_PRIMARY, _SUPPORTING, _TIED = "P", "S", "•"
_WORDS = {
    "A": "accountable",
    "R": "responsible, or receives value",
    "C": "consulted",
    "I": "informed",
    "T": "triggers",
    "O": "owns",
}


class Span(NamedTuple):
    """A row or a column of cells: its element, where it begins and how far it goes."""

    ref: Ref
    start: float
    length: float


def cells_of(table: CrossMap, rows: Sequence[Span], columns: Sequence[Span]) -> Part:
    """Return the marks where rows and columns meet."""
    shapes: defaultdict[str, list[str]] = defaultdict(list)
    letters = []
    for row in rows:
        for column in columns:
            cell = table.cells.get((row.ref, column.ref))
            if cell is None:
                continue
            box = Box(column.start, row.start, column.length, row.length)
            for class_, data in _shapes(cell, box):
                shapes[class_].append(data)
            if not _is_drawn(cell):
                letters.append(_letters(cell.marks, box))
    order = ("solid", "pale", "dot", "ring", "lozenge", "clash")
    paths = [path("".join(shapes[class_]), class_) for class_ in order if class_ in shapes]
    return joined((*paths, *letters))


def _is_drawn(cell: Cell) -> bool:
    return any(mark in cell.marks for mark in (_PRIMARY, _SUPPORTING, _TIED))


def _shapes(cell: Cell, box: Box) -> Iterator[tuple[str, str]]:
    size = min(box.width, box.height)
    if _PRIMARY in cell.marks:
        yield "solid", _square(box)
        yield "dot", _disc(box, size * 0.27)
    elif _SUPPORTING in cell.marks:
        yield "pale", _square(box)
        yield "ring", _disc(box, size * 0.24)
    elif _TIED in cell.marks:
        yield "lozenge", _disc(box, size * 0.16)
    if _PRIMARY in cell.marks and _SUPPORTING in cell.marks:
        yield "clash", _square(box)


def _square(box: Box) -> str:
    width, height = number(box.width - 1), number(box.height - 1)
    return f"M{number(box.x + 0.5)} {number(box.y + 0.5)}h{width}v{height}h-{width}z"


def _disc(box: Box, radius: float) -> str:
    # Half a pixel at a time: an arc rounded on its own would not close as a circle.
    half = round(2 * radius) / 2
    x, y = box.x + box.width / 2, box.y + box.height / 2
    r, d = number(half), number(2 * half)
    return f"M{number(x - half)} {number(y)}a{r} {r} 0 1 1 {d} 0a{r} {r} 0 1 1 -{d} 0z"


def _letters(marks: str, box: Box) -> Part:
    said = lettering(marks, CAPTION_BOLD, width=max(box.width, 60))
    top = box.y + (box.height - said.height) / 2
    return said.at(box.x + box.width / 2, top, anchor="middle")


def grid_lines(rows: Sequence[Span], columns: Sequence[Span]) -> Part:
    """Return the thin lines between cells."""
    left, right = columns[0].start, columns[-1].start + columns[-1].length
    data = [
        f"M{number(left)} {number(y)}H{number(right)}"
        for row in rows
        for y in (row.start, row.start + row.length)
    ]
    for top, bottom in _runs(rows):
        data += [
            f"M{number(x)} {number(top)}V{number(bottom)}"
            for column in columns
            for x in (column.start, column.start + column.length)
        ]
    return path("".join(dict.fromkeys(data)), "rule")


def _runs(rows: Sequence[Span]) -> list[tuple[float, float]]:
    """Return where rows without a gap between them begin and end."""
    runs: list[tuple[float, float]] = []
    for row in rows:
        end = row.start + row.length
        if runs and abs(runs[-1][1] - row.start) < 1:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((row.start, end))
    return runs


def keys_of(table: CrossMap) -> Iterator[Key]:
    """Yield what the marks mean that the matrix uses."""
    used = {mark for cell in table.cells.values() for mark in cell.marks}
    if _PRIMARY in used:
        yield Key(lambda box: _sample(box, "solid", "dot", 0.27), "primary")
    if _SUPPORTING in used:
        yield Key(lambda box: _sample(box, "pale", "ring", 0.24), "supporting")
    if any({_PRIMARY, _SUPPORTING} <= set(cell.marks) for cell in table.cells.values()):
        yield Key(lambda box: rectangle(box, "clash"), "stated both as primary and as supporting")
    if _TIED in used:
        yield Key(lambda box: _sample(box, "card", "lozenge", 0.16), "tied, strength not stated")
    for letter, words in _WORDS.items():
        if letter in used:
            yield _letter_key(letter, words)
    if set(table.rows) | set(table.columns) > table.known:
        yield _letter_key("?", "named, but defined by no document")


def _sample(box: Box, ground: str, mark: str, part: float) -> Part:
    square = Box(box.x + 4, box.y - 1, 16, 16)
    shape = path(_disc(square, 16 * part), mark)
    return joined((rectangle(square, ground), shape))


def _letter_key(letter: str, words: str) -> Key:
    return Key(lambda box: _letters(letter, box), words)
