import pytest

from penstock.architecture.checks.model.mappings import PrimaryStream
from tests.rules import found
from tests.unit.architecture.checks.model.texts import product_mapping, table

HOME = "| NONREG-DG-001 | Home | NCV-03: Solar | AOV-04: Grid |"


def test_a_product_without_a_primary_stream_is_reported() -> None:
    [finding] = found(PrimaryStream, product_mapping(HOME, "| ELEC-RES-001 | Power | | AOV-04 |"))

    assert finding.place == ("a.md", 6, 3, 1)
    assert finding.message.startswith("Product ELEC-RES-001 Power has no primary value stream.")


def test_a_product_with_two_primary_streams_is_reported_at_the_second() -> None:
    mapping = product_mapping("| ELEC-RES-001 | Power | AOV-04: Grid, AOV-05: Gas | |")

    [finding] = found(PrimaryStream, mapping)

    assert finding.place == ("a.md", 5, 40, 3)
    assert "has 2 primary value streams: AOV-04 and AOV-05. Keep one" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        product_mapping(HOME),
        product_mapping("| ELEC-RES-001 | Power | | AOV-04: Grid |"),
        table("| Product | NCV-03 | AOV-04 |", "| NONREG-DG-001 | P | S |"),
    ],
)
def test_one_primary_stream_and_mappings_that_mark_none_are_silent(text: str) -> None:
    assert found(PrimaryStream, text) == []
