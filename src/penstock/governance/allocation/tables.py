"""Tables as CSV that people edit in a spreadsheet."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from penstock.governance.allocation.problems import Problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table with its line; cells without the space around them."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell of a column."""
        return self.cells[column]


def text_of(document: str, data: bytes, problems: Problems) -> str:
    """Return the text of a file; spreadsheets put a mark before UTF-8, which is dropped."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problems.add(document, line, f"byte {error.start} is no UTF-8; save the file as UTF-8.")
        return ""


def rows_of(
    document: str, data: bytes, columns: Sequence[str], problems: Problems
) -> Iterator[Row]:
    """Yield the rows of a table that has these columns, in any order; empty lines are left out."""
    reader = csv.reader(StringIO(text_of(document, data, problems), newline=""))
    header = [title.strip() for title in next(reader, [])]
    if missing := [column for column in columns if column not in header]:
        found = ", ".join(header) or "nothing"
        problems.add(document, 1, f"no column {', '.join(missing)}; the first line has {found}.")
        return
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            problems.add(document, reader.line_num, _ragged(len(cells), len(header)))
            continue
        found_cells = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        yield Row(line=reader.line_num, cells=found_cells)


def _ragged(cells: int, columns: int) -> str:
    return f"{cells} cells for {columns} columns; put text with a comma between quotation marks."
