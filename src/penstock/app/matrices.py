"""Cross-maps as tables: text, CSV, XLSX and JSON of one and the same matrix."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from penstock.app.tabular import harmless
from penstock.architecture.model import Architecture, Ref
from penstock.architecture.tracing.cross_maps import Cell, CrossMap


def rows_of(table: CrossMap, architecture: Architecture) -> Iterator[list[str]]:
    """Yield header, rows and totals as cells of text."""
    yield ["", *(column.id for column in table.columns), "Total"]
    totals = dict.fromkeys(table.columns, 0)
    for row in table.rows:
        marks = [_marks(table.cells.get((row, column))) for column in table.columns]
        for column, mark in zip(table.columns, marks, strict=True):
            totals[column] += bool(mark)
        yield [label(row, table, architecture), *marks, str(sum(map(bool, marks)))]
    yield ["Total", *map(str, totals.values()), str(sum(totals.values()))]


def label(ref: Ref, table: CrossMap, architecture: Architecture) -> str:
    """Return an element's id and name, with `?` where no document defines it."""
    return architecture.label(ref) + ("" if ref in table.known else " ?")


def _marks(cell: Cell | None) -> str:
    return cell.marks if cell else ""


def as_text(table: CrossMap, architecture: Architecture) -> str:
    """Return the matrix for a terminal: ids stand upright over narrow columns, or as a list."""
    if len(table.columns) > _WIDE or any(len(column.id) > _LONG for column in table.columns):
        return _listed(table, architecture)
    header, *rows = rows_of(table, architecture)
    first = max(len(row[0]) for row in rows)
    widths = [max(len(row[index]) for row in rows) for index in range(1, len(header))]
    return "\n".join(
        _aligned(row, first, widths) for row in (*_upright([*header[:-1], "Total"]), *rows)
    )


_WIDE = 60
_LONG = 16


def _upright(header: list[str]) -> Iterator[list[str]]:
    """Yield the header as rows of single letters, so that narrow columns keep their names."""
    height = max(len(name) for name in header)
    standing = [name.rjust(height) for name in header]
    for index in range(height):
        yield [name[index].strip() for name in standing]


def _aligned(row: list[str], first: int, widths: list[int]) -> str:
    cells = " ".join(cell.center(width) for cell, width in zip(row[1:], widths, strict=True))
    return f"{row[0].ljust(first)}  {cells}".rstrip()


def _listed(table: CrossMap, architecture: Architecture) -> str:
    """Return a matrix too wide for a terminal as a list: each row with what it is tied to."""
    lines = []
    for row in table.rows:
        found = [
            f"{column.id} {cell.marks}"
            for column in table.columns
            if (cell := table.cells.get((row, column)))
        ]
        lines.append(f"{label(row, table, architecture)}: {', '.join(found) or '-'}")
    return "\n".join(lines)


def as_csv(table: CrossMap, architecture: Architecture) -> str:
    """Return the matrix as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([harmless(each) for each in row] for row in rows_of(table, architecture))
    return out.getvalue()


def as_json(table: CrossMap, architecture: Architecture) -> str:
    """Return rows, columns and filled cells with their evidence."""
    cells = [
        {
            "row": row.id,
            "column": column.id,
            "marks": cell.marks,
            "evidence": [{"words": why.words, "place": str(why.place)} for why in cell.evidence],
        }
        for (row, column), cell in table.cells.items()
    ]
    sides = {
        name: [
            {"id": ref.id, "label": architecture.label(ref), "defined": ref in table.known}
            for ref in refs
        ]
        for name, refs in (("rows", table.rows), ("columns", table.columns))
    }
    return json.dumps(sides | {"cells": cells}, indent=2, ensure_ascii=False)


def write_xlsx(table: CrossMap, architecture: Architecture, path: Path) -> None:
    """Write the matrix as a workbook with frozen header and first column."""
    import xlsxwriter  # only this format pays for it

    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Matrix")
        upright = book.add_format({"rotation": 90, "bold": True, "valign": "bottom"})
        bold = book.add_format({"bold": True})
        centred = book.add_format({"align": "center"})
        for index, row in enumerate(rows_of(table, architecture)):
            for column, text in enumerate(row):
                style = upright if index == 0 else bold if column == 0 else centred
                sheet.write_string(index, column, text, style)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 48)
        sheet.set_column(1, len(table.columns) + 1, 4)
