"""The model as an Excel workbook: sheets that filter, with every statement's place."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from penstock.architecture.exchange.characters import legal_in_xml
from penstock.architecture.exchange.sheets import Cell, Sheet, sheets
from penstock.architecture.model import Architecture

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# A workbook says when it was made; the same model shall give the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_CELL = 32_767
_NARROWEST, _WIDEST = 8, 60
_WIDTHS_FROM_ROWS = 2_000
Note = tuple[str, str]
_NOTES: tuple[Note, ...] = (
    ("Places", "Document and line say where the documents state what the row says."),
    ("Statements", "What two documents state has two rows, however much they disagree."),
    ("Cells", "Several items in a cell stand in lines below each other."),
)


def to_workbook(architecture: Architecture) -> bytes:
    """Return the model as XLSX: a guide, a sheet for each kind of element, one for relations.

    Each statement is a row, so an element that two documents state has two. Text stays text: a
    name that begins with `=` is no formula.
    """
    return sheets_to_workbook(
        list(sheets(architecture)), title="Business architecture", notes=_NOTES
    )


def sheets_to_workbook(found: list[Sheet], *, title: str, notes: Sequence[Note] = ()) -> bytes:
    """Return sheets as XLSX, behind one that says what they hold: the same sheets, the same bytes.

    Args:
        found: The sheets.
        title: What the workbook is called.
        notes: What to know of them, each by a word.
    """
    from xlsxwriter import Workbook  # a server that writes none need not hold it

    buffer = BytesIO()
    # Rows go to disk as they are written, so that memory does not limit a large model.
    with Workbook(buffer, {"constant_memory": True}) as book:
        book.set_properties({"title": title, "created": _MADE})
        bold = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        text = book.add_format({"valign": "top", "text_wrap": True})
        _write_guide(book.add_worksheet("Read me"), [*_guide(found, notes)], bold, text)
        for sheet in found:
            _write_sheet(book.add_worksheet(sheet.title), sheet, bold, text)
    return buffer.getvalue()


def _guide(found: list[Sheet], notes: Sequence[Note]) -> Iterator[tuple[Cell, ...]]:
    yield ("Sheet", "Rows", "What a row is")
    yield from ((sheet.title, len(sheet.rows), sheet.about) for sheet in found)
    yield ()
    yield from ((word, "", sentence) for word, sentence in notes)


def _write_guide(
    page: "Worksheet", lines: list[tuple[Cell, ...]], bold: "Format", text: "Format"
) -> None:
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 8)
    page.set_column(2, 2, 80)
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            _write(page, row, column, cell, text if row else bold)


def _write_sheet(page: "Worksheet", sheet: Sheet, bold: "Format", text: "Format") -> None:
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
    for column, title in enumerate(sheet.header):
        _write(page, 0, column, title, bold)
    for row, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells):
            _write(page, row, column, cell, text)


def _write(page: "Worksheet", row: int, column: int, cell: Cell, look: "Format") -> None:
    if isinstance(cell, int):
        page.write_number(row, column, cell, look)
        return
    words = legal_in_xml(cell)
    if words:
        cut = words if len(words) <= _LONGEST_CELL else words[: _LONGEST_CELL - 1] + "…"
        page.write_string(row, column, cut, look)


def _widths(sheet: Sheet) -> list[int]:
    """Return the width of each column in characters, from its longest line."""
    rows = (sheet.header, *sheet.rows[:_WIDTHS_FROM_ROWS])
    longest = (
        max(len(line) for cell in column for line in str(cell).split("\n"))
        for column in zip(*rows, strict=True)
    )
    # Three more for the arrow of the filter.
    return [min(max(each + 3, _NARROWEST), _WIDEST) for each in longest]
