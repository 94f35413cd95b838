from penstock.architecture.checks.model.duplicates import ProductTwice
from tests.rules import found
from tests.unit.architecture.checks.model.texts import product_mapping, products

ROW = "| NONREG-DG-001 | Home Solar | x |"


def test_a_second_entry_of_a_product_is_reported() -> None:
    [finding] = found(ProductTwice, products(ROW, "| NONREG-DG-001 | Farm Solar | x |"))

    assert finding.place == ("a.md", 6, 3, 1)
    assert finding.message.startswith(
        "Product NONREG-DG-001 is catalogued a second time; the first"
    )


def test_a_mapping_is_no_second_entry() -> None:
    mapping = product_mapping("| NONREG-DG-001 | Home Solar | NCV-03: Solar | |")

    assert found(ProductTwice, products(ROW), mapping) == []
