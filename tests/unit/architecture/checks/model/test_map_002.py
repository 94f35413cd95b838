from penstock.architecture.checks.model.mappings import UnmappedProduct
from tests.rules import found
from tests.unit.architecture.checks.model.texts import product_mapping, products

CATALOGUE = products("| NONREG-DG-001 | Home Solar | x |", "| DUAL-RES-001 | Bundle | x |")
HOME = "| NONREG-DG-001 | Home Solar | NCV-03: Solar | |"


def test_a_product_without_a_stream_is_reported_at_the_catalogue() -> None:
    [finding] = found(
        UnmappedProduct, CATALOGUE, product_mapping(HOME, "| DUAL-RES-001 | Bundle | | |")
    )

    assert finding.place == ("a.md", 6, 3, 1)
    assert (
        "Product DUAL-RES-001 Bundle is in the catalogue, but no mapping names" in finding.message
    )


def test_mapped_products_are_silent() -> None:
    mapping = product_mapping(HOME, "| DUAL-RES-001 | Bundle | AOV-04: Delivery | |")

    assert found(UnmappedProduct, CATALOGUE, mapping) == []


def test_without_a_mapping_the_rule_is_silent() -> None:
    assert found(UnmappedProduct, CATALOGUE) == []
