from penstock.architecture.checks.model.names_of_elements import OtherName
from tests.rules import found
from tests.unit.architecture.checks.model.texts import (
    product_mapping,
    products,
    stage,
    stage_model,
    stream_catalogue,
)

CATALOGUE = stream_catalogue("NCV-01: Smart Home Delivery", "NCV-03: Rooftop Solar Provision")


def test_the_name_of_something_else_is_reported_and_what_it_names_is_said() -> None:
    mapping = product_mapping("| NONREG-DG-001 | Home Solar | NCV-03: Smart Home Delivery | |")

    [finding] = found(OtherName, mapping, streams=CATALOGUE)

    assert finding.place == ("a.md", 5, 32, 3)
    assert finding.message == (
        "NCV-03 is called “Smart Home Delivery” here, but its name is “Rooftop Solar Provision” "
        "(streams.md:8); “Smart Home Delivery” is NCV-01. Write that name, or the ID of what is "
        "meant."
    )


def test_a_stage_model_with_another_name_is_reported() -> None:
    [finding] = found(
        OtherName, stage_model("NCV-03 Wind Farms", stage("NCV-03.1")), streams=CATALOGUE
    )

    assert finding.place.line == 4


def test_a_product_with_another_name_is_reported() -> None:
    mapping = product_mapping("| NONREG-DG-001 | Gas Heating | NCV-03 | |")

    [finding] = found(OtherName, mapping, products=products("| NONREG-DG-001 | Home Solar | x |"))

    assert "Product NONREG-DG-001 is called “Gas Heating” here" in finding.message


def test_without_a_catalogue_the_usual_name_counts() -> None:
    rows = [f"| NONREG-DG-00{n} | P{n} | NCV-03: Rooftop Solar | |" for n in (1, 2)]
    other = product_mapping("| NONREG-DG-003 | P3 | NCV-03: Wind Farms | |")

    [finding] = found(OtherName, product_mapping(*rows), other)

    assert finding.place.document == "b.md"


def test_qualifiers_short_forms_and_ids_alone_are_silent() -> None:
    mapping = product_mapping(
        "| NONREG-DG-001 | Home | NCV-03: Rooftop Solar Provision (Interconnection) | NCV-01 |",
        "| NONREG-DG-002 | Farm Solar | NCV-03: Rooftop Solar | NCV-01 (Value Stream) |",
    )

    assert found(OtherName, mapping, streams=CATALOGUE) == []
