from penstock.architecture.checks.model.mappings import UncataloguedInMapping
from tests.rules import found
from tests.unit.architecture.checks.model.texts import (
    product_mapping,
    products,
    stream_catalogue,
    table,
)

STREAMS = stream_catalogue("NCV-03: Solar", "AOV-04: Delivery")
PRODUCTS = products("| NONREG-DG-001 | Home Solar | x |")


def test_a_product_that_its_catalogue_lacks_is_reported() -> None:
    mapping = product_mapping("| NONREG-DG-009 | Wind | NCV-03: Solar | |")

    [finding] = found(UncataloguedInMapping, mapping, products=PRODUCTS, streams=STREAMS)

    assert finding.place == ("a.md", 5, 3, 1)
    assert finding.message == (
        "The mapping names the product “NONREG-DG-009 Wind”, which no catalogue has. "
        "Correct the ID, or add the product to its catalogue."
    )


def test_a_stream_that_its_catalogue_lacks_is_reported_where_it_stands() -> None:
    mapping = product_mapping(
        "| NONREG-DG-001 | Home Solar | NCV-03: Solar | AOV-04: Delivery, AOV-09: Fleet |"
    )

    [finding] = found(UncataloguedInMapping, mapping, products=PRODUCTS, streams=STREAMS)

    assert finding.place == ("a.md", 5, 66, 4)
    assert "The mapping names the value stream “AOV-09: Fleet”" in finding.message


def test_a_stream_of_a_map_of_stakeholders_is_looked_up() -> None:
    header = "| Value Stream | Triggering Stakeholder |"

    [finding] = found(
        UncataloguedInMapping, table(header, "| AOV-09 Fleet | Driver |"), streams=STREAMS
    )

    assert finding.place.line == 4


def test_catalogued_products_and_streams_are_silent() -> None:
    mapping = product_mapping("| NONREG-DG-001 | Home Solar | NCV-03: Solar | AOV-04 |")

    assert found(UncataloguedInMapping, mapping, products=PRODUCTS, streams=STREAMS) == []


def test_without_catalogues_the_rule_is_silent() -> None:
    mapping = product_mapping("| NONREG-DG-009 | Wind | NCV-09: Wind | |")

    assert found(UncataloguedInMapping, mapping) == []
