"""Cross-maps are read as matrices, both ways round, as lists, and with stakeholders."""

import pytest

from penstock.architecture.model import RelationKind
from tests.statements import model_of, reading_of, related, table


def test_a_matrix_of_capabilities_and_streams_has_strengths() -> None:
    text = table("Capability | RCV-01 | NCV-03", "1. Strategy | P | ", "2. Sales | S | P")

    relations = model_of(text).of_kind(RelationKind.TAKES_PART)

    assert [(each.source.id, each.target.id, each.strength) for each in relations] == [
        ("1", "RCV-01", "P"),
        ("2", "RCV-01", "S"),
        ("2", "NCV-03", "P"),
    ]


def test_a_matrix_may_have_its_capabilities_in_the_header() -> None:
    text = table("Value Stream | 1. Strategy | 2. Sales", "NCV-03 Solar | S | P")

    relations = model_of(text).of_kind(RelationKind.TAKES_PART)

    assert [(each.source.id, each.target.id, each.strength) for each in relations] == [
        ("1", "NCV-03", "S"),
        ("2", "NCV-03", "P"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        table("Product | AOV-04 | RCV-01", "ELEC-RES-001 Home | P | S"),
        table("Stream | ELEC-RES-001 | GAS-RES-001", "AOV-04 | P | ", "RCV-01 | S | "),
    ],
)
def test_streams_deliver_products_whichever_stands_in_the_header(text: str) -> None:
    architecture = model_of(text)

    assert related(architecture, RelationKind.DELIVERS) == [("AOV-04", "ELEC-RES-001")]
    assert related(architecture, RelationKind.SUPPORTS) == [("RCV-01", "ELEC-RES-001")]


@pytest.mark.parametrize(
    ("cell", "strength"),
    [("P", "P"), ("**primary**", "P"), ("●", "P"), ("s", "S"), ("○", "S"), ("x", ""), ("✓", "")],
)
def test_a_strength_is_written_in_many_ways(cell: str, strength: str) -> None:
    text = table("Capability | RCV-01 | NCV-03", f"1. Strategy | {cell} | ")

    (relation,) = model_of(text).of_kind(RelationKind.TAKES_PART)

    assert relation.strength == strength


def test_each_filled_cell_is_the_place_of_its_relation() -> None:
    text = table("Capability | RCV-01 | NCV-03", "1. Strategy | P | S")

    places = [each.place for each in model_of(text).of_kind(RelationKind.TAKES_PART)]

    assert [(place.line, place.column, place.cell) for place in places] == [(3, 17, 2), (3, 21, 3)]


def test_a_name_in_the_header_is_mentioned_once_where_it_stands() -> None:
    text = table("Capability | RCV-01 Start | NCV-03 Solar", "1. A | P | P", "2. B | P | P")

    mentions = [m for m in model_of(text).mentions if m.ref.id == "RCV-01"]

    assert [(each.name, each.place.line) for each in mentions] == [("Start", 1)]


def test_a_row_with_a_cell_nobody_knows_is_not_understood() -> None:
    text = table("Capability | RCV-01 | NCV-03", "1. A | P | –", "2. B | P | maybe")

    assert reading_of(text).understood["a.md"] == {3}


def test_columns_named_after_years_make_no_matrix() -> None:
    text = table("Capability | 2025 Plan | 2026 Plan", "1. Strategy | P | P")

    assert model_of(text).relations == ()


def test_a_list_of_pairs_has_strengths_too() -> None:
    text = table(
        "Capability | Value Stream | Relationship",
        "2. Sales; 3. Service | NCV-03: Solar, NCV-01, 02 | Supporting",
    )

    relations = model_of(text).of_kind(RelationKind.TAKES_PART)

    assert [(each.source.id, each.target.id) for each in relations] == [
        *(("2", "NCV-03"), ("2", "NCV-01"), ("2", "NCV-02")),
        *(("3", "NCV-03"), ("3", "NCV-01"), ("3", "NCV-02")),
    ]
    assert {each.strength for each in relations} == {"S"}


def test_a_pair_without_any_id_is_not_understood() -> None:
    text = table("Capability | Value Stream", "Sales | Solar", "Sales | NCV-03")

    assert reading_of(text).understood["a.md"] == {4}


def test_streams_are_mapped_to_their_stakeholders() -> None:
    text = table(
        "Value Stream | Triggering Stakeholder | Receiving Stakeholder | Participants",
        "NCV-03 Solar | Homeowner | Homeowner; Grid, local | City<br>Installer",
    )
    architecture = model_of(text)

    assert related(architecture, RelationKind.TRIGGERS) == [("Homeowner", "NCV-03")]
    assert related(architecture, RelationKind.RECEIVES) == [
        ("Homeowner", "NCV-03"),
        ("Grid, local", "NCV-03"),
    ]
    assert related(architecture, RelationKind.PARTICIPATES) == [
        ("City", "NCV-03"),
        ("Installer", "NCV-03"),
    ]
