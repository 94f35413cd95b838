from penstock.architecture.checks.model.mappings import NoProductCatalogue
from tests.rules import found
from tests.unit.architecture.checks.model.texts import product_mapping, products

MAPPING = product_mapping(
    "| NONREG-DG-001 | Home | NCV-03: Solar | |", "| NONREG-DG-002 | Farm | NCV-03: Solar | |"
)


def test_products_without_a_catalogue_are_reported_once() -> None:
    [finding] = found(NoProductCatalogue, MAPPING)

    assert finding.place == ("a.md", 5, 3, 1)
    assert finding.message.startswith("2 products are mapped to value streams from here on, but no")


def test_a_catalogue_of_products_is_enough() -> None:
    assert found(NoProductCatalogue, MAPPING, products("| NONREG-DG-001 | Home | x |")) == []


def test_no_mapping_needs_no_catalogue() -> None:
    assert found(NoProductCatalogue, "# Nothing\n") == []
