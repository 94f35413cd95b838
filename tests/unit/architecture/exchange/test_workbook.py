"""The workbook holds every statement as a row that filters, as text and never as a formula."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from penstock.architecture.documents import Folder
from penstock.architecture.exchange import to_workbook
from penstock.architecture.exchange.sheets import TITLES, sheets
from penstock.architecture.model import Architecture, Kind, Stakeholder
from penstock.architecture.reading import read
from penstock.kernel.places import Place
from tests.architectures import ARCHITECTURES
from tests.small_company import small_company
from tests.statements import model_of, table


def book_of(architecture: Architecture) -> Workbook:
    return load_workbook(BytesIO(to_workbook(architecture)))


def page_of(architecture: Architecture, title: str) -> Worksheet:
    page = book_of(architecture)[title]
    assert isinstance(page, Worksheet)
    return page


def rows(page: Worksheet) -> list[dict[str, object]]:
    header, *others = page.iter_rows(values_only=True)
    return [dict(zip(map(str, header), other, strict=True)) for other in others]


def called(name: str) -> Architecture:
    """Return a model of one stakeholder with a name."""
    return Architecture(elements=(Stakeholder(id=name, name=name, place=Place("a.md", 1)),))


def test_there_is_a_sheet_for_each_kind_that_is_stated_and_one_for_relations() -> None:
    assert book_of(small_company()).sheetnames == [
        "Read me",
        *(TITLES[kind] for kind in Kind if any(e.kind is kind for e in small_company().elements)),
        "Relations",
    ]


def test_a_row_holds_an_element_with_its_place() -> None:
    (row,) = [r for r in rows(page_of(small_company(), "Stages")) if r["Id"] == "NCV-03.2"]

    assert (row["Name"], row["Position"], row["Outputs"], row["Line"]) == (
        *("Design Array", 2),
        *("Design\nProposal", 22),
    )


def test_a_row_holds_a_relation_with_the_names_at_its_ends() -> None:
    found = rows(page_of(small_company(), "Relations"))

    (row,) = [
        r for r in found if r["Relation"] == "enables" and r["Written"] == "1.1 Grid Planning"
    ]
    assert (row["Target id"], row["Target name"]) == ("NCV-03.2", "Design Array")


def test_two_statements_about_one_element_are_two_rows() -> None:
    text = "### NCV-03: {}\n\n**Description:** Words.\n"

    found = rows(page_of(model_of(text.format("Solar"), text.format("Wind")), "Value streams"))

    assert [(row["Name"], row["Document"]) for row in found] == [
        ("Solar", "a.md"),
        ("Wind", "b.md"),
    ]


def test_the_first_sheet_counts_the_rows_of_the_others() -> None:
    book = book_of(small_company())

    guide = {row[0]: row[1] for row in book["Read me"].iter_rows(values_only=True)}

    for title in book.sheetnames[1:]:
        assert guide[title] == book[title].max_row - 1


def test_the_header_stays_in_sight_and_filters() -> None:
    page = page_of(small_company(), "Stages")

    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == f"A1:{page.cell(page.max_row, page.max_column).coordinate}"


def test_columns_are_as_wide_as_their_words_within_reason() -> None:
    page = page_of(called("x" * 30), "Stakeholders")
    wide = page_of(called("x" * 300), "Stakeholders")

    assert page.column_dimensions["A"].width == pytest.approx(33, abs=1)
    assert wide.column_dimensions["A"].width == pytest.approx(60, abs=1)


@pytest.mark.parametrize("name", ["=1+1", "+49 30", "-5", "@SUM(A1)", '=HYPERLINK("x")', "{=1}"])
def test_a_name_that_looks_like_a_formula_is_text(name: str) -> None:
    cell = page_of(called(name), "Stakeholders")["A2"]

    assert (cell.value, cell.data_type) in {(name, "s"), (name, "inlineStr")}


@pytest.mark.parametrize("name", ["https://example.org", "007", "1E5", "2026-01-01", "TRUE"])
def test_a_name_that_looks_like_something_else_is_text(name: str) -> None:
    cell = page_of(called(name), "Stakeholders")["A2"]

    assert (cell.value, cell.hyperlink) == (name, None)


def test_a_text_longer_than_a_cell_is_cut_with_a_sign() -> None:
    value = page_of(called("x" * 40_000), "Stakeholders")["A2"].value

    assert (len(str(value)), str(value)[-2:]) == (32_767, "x…")


@given(st.text(min_size=1))
def test_any_name_makes_a_workbook_that_opens(name: str) -> None:
    assert page_of(called(name), "Stakeholders")["B1"].value == "Name"


@given(ARCHITECTURES)
def test_any_model_makes_a_workbook_with_all_its_statements(architecture: Architecture) -> None:
    book = book_of(architecture)

    written = sum(page.max_row - 1 for page in book.worksheets[1:])
    assert written == len(architecture.elements) + len(architecture.relations)


def test_the_same_model_gives_the_same_bytes() -> None:
    data = to_workbook(small_company())

    assert to_workbook(small_company()) == data
    with ZipFile(BytesIO(data)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 31, 0, 0, 0)}


def test_more_rows_than_a_sheet_takes_go_on_in_a_second_one() -> None:
    found = list(sheets(small_company(), most_rows=3))

    stages = [sheet for sheet in found if sheet.title.startswith("Stages")]
    assert [(sheet.title, len(sheet.rows)) for sheet in stages] == [("Stages", 2), ("Stages 2", 1)]


def test_an_empty_model_makes_a_workbook_with_a_guide_alone() -> None:
    assert book_of(Architecture()).sheetnames == ["Read me"]


def test_a_register_comes_back_as_it_was_written() -> None:
    page = page_of(model_of(table("Role | Side", "Planner \\| roofs | AES")), "Roles")

    assert [(row["Name"], row["Side"]) for row in rows(page)] == [
        ("Planner | roofs", "non-regulated")
    ]


def test_the_reference_company_fills_a_sheet_for_every_kind(reference_company: Path) -> None:
    architecture = read(Folder.read(reference_company)).architecture

    assert book_of(architecture).sheetnames == ["Read me", *TITLES.values(), "Relations"]
