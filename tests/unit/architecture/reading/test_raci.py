"""Responsibility matrices are read with letters in cells and with a column for each letter."""

import pytest

from penstock.architecture.model import Architecture, Kind, RelationKind, Stage
from tests.statements import model_of, related, table

LISTS = table(
    "Stage ID | Responsible | Accountable | Consulted | Informed",
    "NCV-03.1 | Seller; Planner, roof | Head of Solar | City | ",
)
LETTERS = table("Stage ID | Stage Name | Seller | Head of Solar", "NCV-03.1 | Survey | R/C | **A**")


def letters(architecture: Architecture) -> list[tuple[str, str]]:
    return [pair for row in architecture.raci_rows for pair in row.letters]


def test_a_column_for_each_letter_names_the_roles() -> None:
    assert letters(model_of(LISTS)) == [
        ("R", "Seller"),
        ("R", "Planner, roof"),
        ("A", "Head of Solar"),
        ("C", "City"),
    ]


def test_letters_in_cells_belong_to_the_roles_in_the_header() -> None:
    assert letters(model_of(LETTERS)) == [("R", "Seller"), ("C", "Seller"), ("A", "Head of Solar")]


def test_a_matrix_with_stage_names_states_no_stages() -> None:
    assert model_of(LETTERS).stated(Stage) == ()


def test_each_letter_is_a_relation() -> None:
    architecture = model_of(LISTS)

    assert related(architecture, RelationKind.ACCOUNTABLE) == [("Head of Solar", "NCV-03.1")]
    assert related(architecture, RelationKind.RESPONSIBLE)[0] == ("Seller", "NCV-03.1")
    assert related(architecture, RelationKind.CONSULTED) == [("City", "NCV-03.1")]
    assert related(architecture, RelationKind.INFORMED) == []


def test_words_in_a_matrix_of_letters_are_no_letters() -> None:
    text = table("Activity | Description | Seller | Planner", "Sign | Approves it | R | A")

    assert letters(model_of(text)) == [("R", "Seller"), ("A", "Planner")]


def test_an_activity_belongs_to_the_stream_around_it() -> None:
    text = "**Value Stream ID:** NCV-03\n\n" + table("Activity | Seller | Head", "Sign | R | A")

    (row,) = model_of(text).raci_rows

    assert (row.subject.kind, row.subject.id) == (Kind.STAGE, "NCV-03: Sign")


def test_a_stream_may_be_what_a_row_is_about() -> None:
    (row,) = model_of(table("Value Stream | Seller | Head", "NCV-03 Solar | R | A")).raci_rows

    assert (row.subject.kind, row.subject.id) == (Kind.VALUE_STREAM, "NCV-03")


def test_a_role_that_is_a_stakeholder_is_found() -> None:
    stakeholders = table("Stakeholder | Description", "City | It permits.")

    relations = model_of(LISTS, stakeholders).of_kind(RelationKind.CONSULTED)

    assert [relation.source.kind for relation in relations] == [Kind.STAKEHOLDER]


@pytest.mark.parametrize("cell", ["A", "R", "C, I", "r / a", "RACI"])
def test_a_register_of_short_words_is_no_matrix_of_letters(cell: str) -> None:
    architecture = model_of(table("Stakeholder | Side | Description", f"{cell} | {cell} | {cell}"))

    assert [element.id for element in architecture.elements] == [cell]
