from penstock.architecture.checks.model.coverage import UnusedCapability
from tests.rules import found
from tests.unit.architecture.checks.model.texts import capability_catalogue, stage, stage_model

CATALOGUE = capability_catalogue("1 Grid", "1.1 Lines", "2 Sales", "9 Gas", "9.1 Mains")


def test_a_capability_that_nothing_needs_is_reported() -> None:
    model = stage_model("NCV-03 Solar", stage("NCV-03.1", capabilities="1.1 Lines; 2 Sales"))

    [finding] = found(UnusedCapability, CATALOGUE, model)

    assert finding.place == ("a.md", 15, 4, 0)
    assert finding.message.startswith("Capability 9 Gas is in the catalogue, but neither it nor a")


def test_a_number_with_the_name_of_another_numbering_is_no_use() -> None:
    model = stage_model(
        "NCV-03 Solar", stage("NCV-03.1", capabilities="1.1 Lines; 2 Sales; 9.1 Metering")
    )

    assert len(found(UnusedCapability, CATALOGUE, model)) == 1


def test_needed_capabilities_and_catalogues_alone_are_silent() -> None:
    model = stage_model("NCV-03 Solar", stage("NCV-03.1", capabilities="1.1 Lines; Sales; 9 Gas"))

    assert found(UnusedCapability, CATALOGUE, model) == []
    assert found(UnusedCapability, CATALOGUE) == []
