"""Products come from catalogues and from mappings to the streams that deliver them."""

import pytest

from penstock.architecture.model import Origin, Product, RelationKind
from penstock.kernel.sides import Side
from tests.statements import model_of, reading_of, related, table

CATALOGUE = "# Products\n\n## 2.1. Electric Products (1)\n\n" + table(
    "Product ID | Product Name | Description | Side | Customer",
    "**ELEC-RES-001** | Home Power | Power at home. | Regulated | Household",
)
MAPPING = "# Mapping\n\n## 2. Electric Products - Value Stream Mapping\n\n" + table(
    "Product ID | Product Name | Primary Delivering Value Stream | Supporting Value Streams (e.g.)",
    "ELEC-RES-001 | Home Power | AOV-04: Delivery | RCV-01: Start, RCV-02: Service",
)


def product(text: str) -> Product:
    (found,) = model_of(text).stated(Product)
    return found


def test_a_catalogue_states_products() -> None:
    found = product(CATALOGUE)

    assert (found.id, found.name, found.group, found.side, found.origin) == (
        *("ELEC-RES-001", "Home Power", "Electric Products"),
        *(Side.REGULATED, Origin.CATALOGUE),
    )
    assert found.customer is not None
    assert found.customer.text == "Household"


def test_a_mapping_states_products_too() -> None:
    found = product(MAPPING)

    assert (found.group, found.origin) == ("Electric Products", Origin.MAPPING)


def test_a_mapping_relates_streams_to_the_product() -> None:
    architecture = model_of(MAPPING)

    assert related(architecture, RelationKind.DELIVERS) == [("AOV-04", "ELEC-RES-001")]
    assert related(architecture, RelationKind.SUPPORTS) == [
        ("RCV-01", "ELEC-RES-001"),
        ("RCV-02", "ELEC-RES-001"),
    ]


def test_each_stream_of_a_cell_has_its_own_place() -> None:
    relations = model_of(MAPPING).of_kind(RelationKind.SUPPORTS)

    assert [relation.place.column for relation in relations] == [50, 65]


def test_streams_may_go_on_in_further_rows() -> None:
    text = MAPPING + "| | | | RCV-03: Billing |\n"

    reading = reading_of(text)

    assert related(reading.architecture, RelationKind.SUPPORTS)[-1] == ("RCV-03", "ELEC-RES-001")
    assert 8 in reading.understood["a.md"]


def test_a_stream_without_an_id_is_kept_by_its_words() -> None:
    text = table("Product ID | Product | Primary Value Stream", "ELEC-RES-001 | Home | Delivery")

    assert related(model_of(text), RelationKind.DELIVERS) == [("Delivery", "ELEC-RES-001")]


@pytest.mark.parametrize("heading", ["# Gas Products", ""])
def test_a_table_under_the_title_alone_has_no_group(heading: str) -> None:
    assert product(f"{heading}\n\n" + table("Product ID | Name", "GAS-RES-001 | Gas")).group == ""
