import pytest

from penstock.architecture.checks.model.capability_names import UnknownCapabilityName
from tests.rules import found
from tests.unit.architecture.checks.model.texts import (
    capability_catalogue,
    stage,
    stage_model,
    stream_catalogue,
)

CATALOGUE = capability_catalogue(
    "8 Electric Distribution",
    "8.1 Metering Infrastructure",
    "14 Finance",
    "14.2 General Accounting",
)


def model(capability: str) -> str:
    return stage_model("NCV-03 Solar", stage("NCV-03.1", capabilities=capability))


def test_a_name_that_the_catalogue_lacks_is_reported_at_the_name() -> None:
    [finding] = found(
        UnknownCapabilityName, model("*   Energy Trading (L1)"), capabilities=CATALOGUE
    )

    assert finding.place == ("a.md", 8, 42, 4)
    assert finding.message == (
        "Stage NCV-03.1 refers to a capability “Energy Trading”, which the catalogue does not "
        "have. Write the name of a capability of the catalogue, or add this one there."
    )


def test_places_that_name_the_same_unknown_capability_share_a_cause() -> None:
    fields = "**Participating Capabilities:**\n-   Energy Trading\n"
    streams = stream_catalogue("AOV-01: Assets", "AOV-02: Projects", fields=fields)

    first, second = found(UnknownCapabilityName, streams, capabilities=CATALOGUE)

    assert first.place == ("a.md", 7, 5, 0)
    assert first.cause is not None
    assert first.cause == second.cause


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("14.2 Accounting, General", "calls capability 14.2 “Accounting, General”"),
        ("8.1 Metering Infrastructur", "the catalogue calls it “Metering Infrastructure”"),
        ("8 Elec. Distribution", "Write the catalogue's name."),
        ("Metering Infra.", "If 8.1 Metering Infrastructure is meant, write that"),
    ],
)
def test_a_form_of_a_known_name_is_reported_with_that_name(written: str, expected: str) -> None:
    [finding] = found(UnknownCapabilityName, model(written), capabilities=CATALOGUE)

    assert expected in finding.message


@pytest.mark.parametrize(
    "written",
    [
        "Electric Distribution (Interconnection)",
        "14.2 General Accounting (Credit)",
        "14.2 general accounting (L2)",
        "Finance (Installer Training)",
        "8",
        "8. Electric Distribution",
        "14.6 Something the number rules report",
        "AOV-02 (Value Stream)",
    ],
)
def test_known_names_with_qualifiers_are_silent(written: str) -> None:
    assert found(UnknownCapabilityName, model(written), capabilities=CATALOGUE) == []


def test_without_a_catalogue_no_name_is_unknown() -> None:
    assert found(UnknownCapabilityName, model("Energy Trading")) == []
