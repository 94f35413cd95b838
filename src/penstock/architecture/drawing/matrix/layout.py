"""Where rows and columns of a matrix lie; a large one repeats its labels, block by block."""

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

from penstock.architecture.drawing.kit.sheet import MARGIN
from penstock.architecture.drawing.matrix.axes import (
    Axis,
    Column,
    Row,
    axis_of_rows,
    columns_of,
)
from penstock.architecture.drawing.matrix.cells import Span
from penstock.architecture.model import Architecture
from penstock.architecture.tracing.cross_maps import CrossMap
from penstock.kernel.pictures.text import widest

_DENSE = 60
_ROWS_A_BLOCK, _COLUMNS_A_BLOCK = 50, 48
_GROUP_GAP = 6
_BETWEEN = 32
_LINE = 15

_T = TypeVar("_T")


class ColumnBlock(NamedTuple):
    """Columns beside one repetition of the rows' labels."""

    left: float
    columns: Sequence[Column]
    spans: Sequence[Span]

    @property
    def right(self) -> float:
        """Return where the last column ends."""
        return self.spans[-1].start + self.spans[-1].length


class Layout(NamedTuple):
    """A matrix, measured."""

    table: CrossMap
    axis: Axis
    row_blocks: Sequence[Sequence[Row]]
    column_blocks: Sequence[ColumnBlock]
    head: float

    @property
    def right(self) -> float:
        """Return where the last column ends."""
        return self.column_blocks[-1].right if self.column_blocks else MARGIN

    def row_spans(self, rows: Sequence[Row], top: float) -> list[Span]:
        """Return where each row of a block lies whose header begins at `top`."""
        ends = accumulate((row.above + row.height for row in rows), initial=top + self.head)
        return [
            Span(row.ref, end + row.above, row.height) for row, end in zip(rows, ends, strict=False)
        ]


def layout_of(architecture: Architecture, table: CrossMap) -> Layout:
    """Measure a matrix: narrow cells and ids alone from sixty columns upwards."""
    dense = len(table.columns) > _DENSE
    least = 18 if dense or len(table.rows) > _DENSE else 28
    axis = axis_of_rows(architecture, table, least=least)
    columns = columns_of(architecture, table, ids_only=dense)
    cell = max([least, *(len(column.label.lines) * _LINE + 6 for column in columns)])
    tallest = max((_longest(column) for column in columns), default=0)
    blocks: list[ColumnBlock] = []
    for several in _blocks(columns, _COLUMNS_A_BLOCK):
        left = blocks[-1].right + _BETWEEN if blocks else MARGIN
        blocks.append(ColumnBlock(left, several, _spans(several, left + axis.width, cell)))
    rows = [_headed(several) for several in _blocks(axis.rows, _ROWS_A_BLOCK)]
    return Layout(table, axis, rows, blocks, tallest + 10)


def _headed(rows: Sequence[Row]) -> Sequence[Row]:
    """Let a block begin with the name of its first group, even amid that group."""
    return [rows[0]._replace(begins=True), *rows[1:]]


def _longest(column: Column) -> float:
    return widest(iter(column.label.lines), column.label.font)


def _spans(columns: Sequence[Column], left: float, cell: float) -> list[Span]:
    shifts = accumulate(
        _GROUP_GAP if column.first and index else 0 for index, column in enumerate(columns)
    )
    return [
        Span(column.ref, left + shift + index * cell, cell)
        for index, (column, shift) in enumerate(zip(columns, shifts, strict=True))
    ]


def _blocks(items: Sequence[_T], size: int) -> list[Sequence[_T]]:
    """Cut a sequence into blocks; one that fits on a sheet stays whole."""
    if len(items) <= _DENSE:
        return [items] if items else []
    size = math.ceil(len(items) / math.ceil(len(items) / size))
    return [items[start : start + size] for start in range(0, len(items), size)]
