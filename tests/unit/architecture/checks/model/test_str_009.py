import pytest

from penstock.architecture.checks.model.names_of_elements import FormOfName
from tests.rules import found, repaired
from tests.unit.architecture.checks.model.texts import product_mapping, stream_catalogue

NAME = "Distributed Energy Resource (DER) Aggregation & Optimization"
CATALOGUE = stream_catalogue(f"SMV-03: {NAME}", "SMV-01: Energy Supply")


def mapping(written: str) -> str:
    return product_mapping(f"| NONREG-GRID-001 | Grid Services | {written} | |")


@pytest.mark.parametrize(
    "written",
    ["SMV-03: DER Aggregation", "SMV-03: Distrib. Energy Resource Aggregation & Optim."],
)
def test_a_form_of_a_name_is_reported(written: str) -> None:
    [finding] = found(FormOfName, mapping(written), streams=CATALOGUE)

    assert finding.place == ("a.md", 5, 37, 3)
    assert f"in full it is “{NAME}” (streams.md:3). Write the full name." in finding.message


def test_the_repair_writes_the_name_in_full() -> None:
    text = mapping("SMV-03: DER Aggregation")

    mended = repaired(FormOfName, text, streams=CATALOGUE)["a.md"]

    assert mended == text.replace("DER Aggregation", NAME)
    assert found(FormOfName, mended, streams=CATALOGUE) == []


@pytest.mark.parametrize(
    "written", [f"SMV-03: {NAME}", f"SMV-03: {NAME} (for homes)", "SMV-03", "SMV-03: Energy Supply"]
)
def test_full_names_and_other_names_are_silent(written: str) -> None:
    assert found(FormOfName, mapping(written), streams=CATALOGUE) == []
