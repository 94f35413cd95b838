"""Tables are found however broken they are, and keep every cell with its column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.architecture.documents import Source, scan
from penstock.architecture.documents.blocks import Paragraph, Table
from penstock.architecture.documents.tables import is_delimiter, split_row


def tables(text: str) -> tuple[Table, ...]:
    return scan(Source("a.md", text)).tables


def cells(text: str) -> list[tuple[str, ...]]:
    (table,) = tables(text)
    return [table.header.cells, *(row.cells for row in table.rows)]


def test_a_table_is_read_cell_by_cell() -> None:
    assert cells("| A | B |\n|---|---|\n| 1 | 2 |\n") == [("A", "B"), ("1", "2")]


def test_a_table_needs_no_outer_pipes() -> None:
    assert cells("A | B\n--- | ---\n1 | 2\n") == [("A", "B"), ("1", "2")]


def test_a_row_keeps_surplus_and_missing_cells() -> None:
    assert cells("| A | B |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n")[1:] == [("1",), ("1", "2", "3")]


def test_an_escaped_pipe_does_not_part_cells() -> None:
    assert cells("| A \\| B | C |\n|---|---|\n")[0] == ("A \\| B", "C")


def test_a_comment_that_is_escaped_is_text() -> None:
    assert cells("| A \\<!-- | B --> |\n|---|---|\n")[0] == ("A \\<!--", "B -->")


def test_a_row_may_end_with_an_escaped_pipe() -> None:
    assert cells("| A | B |\n|---|---|\n1 | 2 \\|\n")[1] == ("1", "2 \\|")


def test_empty_cells_are_kept() -> None:
    assert cells("| A | B |\n|---|---|\n| | 2 |\n")[1] == ("", "2")


def test_a_table_may_follow_a_line_of_text() -> None:
    document = scan(Source("a.md", "The stages:\n| A | B |\n|---|---|\n| 1 | 2 |\n"))

    assert [type(block) for block in document.blocks] == [Paragraph, Table]
    assert document.tables[0].rows[0].line == 4


def test_a_rule_right_below_a_table_does_not_hide_it() -> None:
    assert cells("| A | B |\n|---|---|\n| 1 | 2 |\n---\n") == [("A", "B"), ("1", "2")]


@pytest.mark.parametrize("mark", ["> ", ">", "> > ", "- ", "1. ", "- > "])
def test_a_table_is_found_in_quotes_and_list_items(mark: str) -> None:
    more = mark if mark.startswith(">") else mark.replace("-", " ").replace("1.", "  ")
    text = f"{mark}| A | B |\n{more}|---|---|\n{more}| 1 | 2 |\n"

    assert cells(text) == [("A", "B"), ("1", "2")]


def test_a_table_further_down_in_a_list_item_is_found() -> None:
    text = "- As follows:\n\n  | A | B |\n  |---|---|\n  | 1 | 2 |\n"

    assert cells(text) == [("A", "B"), ("1", "2")]


def test_columns_in_a_quote_are_those_of_the_document() -> None:
    (table,) = tables("> | A | B |\n> |---|---|\n> | 1 | 2 |\n")

    assert table.rows[0].columns == (5, 9)


def test_a_table_in_code_is_no_table() -> None:
    assert tables("```\n| A | B |\n|---|---|\n```\n") == ()


def test_windows_line_ends_leave_no_mark_in_the_last_cell() -> None:
    assert cells("| A | B |\r\n|---|---|\r\n| 1 | 2 |\r\n")[1] == ("1", "2")


def test_columns_count_characters_not_bytes() -> None:
    assert split_row("| Zähler – € | b |", number=1).columns == (3, 16)


@pytest.mark.parametrize("line", ["|---|", "--- | ---", "| :-: | --: |", "  |-|-|  "])
def test_a_delimiter_row_is_recognised(line: str) -> None:
    assert is_delimiter(line)


@pytest.mark.parametrize("line", ["---", "| a |", "| - - |", "||", "| --- | b |"])
def test_other_lines_delimit_nothing(line: str) -> None:
    assert not is_delimiter(line)


@given(st.lists(st.text(st.sampled_from("a|\\ é"))))
def test_each_cell_stands_at_its_column(parts: list[str]) -> None:
    line = "|".join(parts)

    row = split_row(line, number=1)

    for cell, column in zip(row.cells, row.columns, strict=True):
        assert line.startswith(cell, column - 1)


def test_a_comment_is_no_part_of_a_cell_and_makes_none() -> None:
    row = split_row("| a <!-- x | y --> | b | <!-- z -->", number=1)

    assert (row.cells, row.columns) == (("a", "b"), (3, 22))
