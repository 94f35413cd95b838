"""Capabilities are read from numbered headings and from tables."""

import pytest

from penstock.architecture.model import Architecture, Capability, RelationKind
from penstock.kernel.sides import Side
from tests.statements import model_of, related, table

CATALOGUE = """# STRATEGIC CAPABILITIES (Total L1: 1, Total L2: 2)

## 1. Strategy & Performance (Ent)

**Definition:** To set direction.

#### 1.1. Strategic Planning

**Definition:** To plan.
**Maturity:** 3

#### 1.2. Pricing (Reg)

**Definition:** To price.
"""


def capabilities(*texts: str) -> dict[str, Capability]:
    return {each.id: each for each in model_of(*texts).stated(Capability)}


def test_headings_with_a_definition_are_capabilities() -> None:
    found = capabilities(CATALOGUE)

    assert {number: (each.name, each.level) for number, each in found.items()} == {
        "1": ("Strategy & Performance", 1),
        "1.1": ("Strategic Planning", 2),
        "1.2": ("Pricing", 2),
    }


def test_a_capability_knows_its_group() -> None:
    assert {each.group for each in capabilities(CATALOGUE).values()} == {"Strategic"}


def test_a_capability_has_the_side_of_the_one_above_unless_it_has_its_own() -> None:
    found = capabilities(CATALOGUE)

    assert (found["1.1"].side, found["1.2"].side) == (Side.ENTERPRISE, Side.REGULATED)


def test_a_capability_is_part_of_the_one_above() -> None:
    assert related(model_of(CATALOGUE), RelationKind.PART_OF) == [("1.1", "1"), ("1.2", "1")]


def test_a_third_level_is_read_too() -> None:
    found = capabilities("##### 1.2.3 Tariff design\n\n**Definition:** To design.\n")

    assert (found["1.2.3"].level, found["1.2.3"].parent_id) == (3, "1.2")


def test_a_numbered_heading_without_definition_is_a_chapter() -> None:
    assert capabilities("## 1. Introduction\n\nText.\n") == {}


def test_a_maturity_is_kept() -> None:
    maturity = capabilities(CATALOGUE)["1.1"].maturity

    assert maturity is not None
    assert maturity.text == "3"


@pytest.mark.parametrize("column", ["Capability Name", "Capability", "Name"])
def test_a_table_states_capabilities(column: str) -> None:
    text = table(
        f"Capability ID | {column} | Side | Group | Definition",
        "2.1 | Metering | Regulated | Core | To meter.",
    )

    found = capabilities(text)["2.1"]

    assert (found.name, found.side, found.group) == ("Metering", Side.REGULATED, "Core")


def reference(words: str, *catalogue: str) -> Architecture:
    rows = table("Capability ID | Capability Name", *catalogue) if catalogue else ""
    stages = table("Stage ID | Stage Name | Capabilities", f"NCV-01.1 | A | {words}")
    return model_of(f"{rows}\n{stages}")


@pytest.mark.parametrize(
    ("words", "resolved"),
    [
        ("2.1 Meter Reading", "2.1"),
        ("2.1 Smart Meter Reading", "2.1"),
        ("2.1 Meter Reading (Gas)", "2.1"),
        ("2.1 Fuel trading", "2.1 Fuel trading"),
        ("meter reading", "2.1"),
        ("Fuel trading (L2)", "Fuel trading"),
    ],
)
def test_words_lead_to_the_capability_they_name(words: str, resolved: str) -> None:
    architecture = reference(words, "2.1 | Meter Reading")

    assert related(architecture, RelationKind.ENABLES) == [(resolved, "NCV-01.1")]


def test_without_a_catalogue_the_number_alone_names_the_capability() -> None:
    assert related(reference("2.1 Fuel trading"), RelationKind.ENABLES) == [("2.1", "NCV-01.1")]


def test_a_reference_mentions_number_and_name_where_it_stands() -> None:
    (mention,) = reference("2.1 Fuel trading").mentions

    assert (mention.ref.id, mention.name, mention.place.cell) == ("2.1", "Fuel trading", 3)
