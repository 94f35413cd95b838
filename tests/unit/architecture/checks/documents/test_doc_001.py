import pytest

from penstock.architecture.checks.documents.tables import RaggedRow
from tests.rules import found

HEAD = "| Role | Side |\n| :--- | :--- |\n"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("| Planner |", 3, "This row has 1 cell and the table's header 2. Add the missing '|'"),
        ("| Planner | Regulated | x |", 13, "This row has 3 cells and the table's header 2."),
        ("| A | B | or C |", 7, "write a '|' that is text as '\\|'"),
        ("Text that follows", 1, "Put an empty line before it if it is no row."),
    ],
)
def test_a_row_with_another_number_of_cells_is_reported(row: str, column: int, words: str) -> None:
    [finding] = found(RaggedRow, f"{HEAD}| Trader | Regulated |\n{row}\n")

    assert (finding.place.line, finding.place.column) == (4, column)
    assert words in finding.message


@pytest.mark.parametrize(
    "row", ["| A | |", "A | B", "| A \\| B | C |", "|  |  |", "| A | B | ", "| `a\\|b` | c |"]
)
def test_a_row_with_as_many_cells_as_the_header_is_fine(row: str) -> None:
    assert found(RaggedRow, f"{HEAD}{row}\n") == []


def test_text_behind_an_empty_line_is_no_row() -> None:
    assert found(RaggedRow, f"{HEAD}| A | B |\n\nText that follows\n") == []
