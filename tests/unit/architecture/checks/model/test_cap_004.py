from penstock.architecture.checks.model.capability_names import CapabilityNameUnderTwoNumbers
from tests.rules import found
from tests.unit.architecture.checks.model.texts import capability_catalogue


def test_a_name_under_a_second_number_is_reported_there() -> None:
    catalogue = capability_catalogue(
        "8 Electric Distribution",
        "8.1 Service Connections",
        "9 Gas Distribution",
        "9.1 Service Connections",
    )

    [finding] = found(CapabilityNameUnderTwoNumbers, catalogue)

    assert finding.place == ("a.md", 15, 6, 0)
    assert finding.others == (("a.md", 7, 6, 0),)
    assert finding.message == (
        "Capabilities 8.1 and 9.1 are both called “Service Connections”. Let each name say what "
        "sets it apart, for instance that it belongs to Electric Distribution or to Gas "
        "Distribution."
    )


def test_names_that_differ_are_silent() -> None:
    catalogue = capability_catalogue("8 Electric", "8.1 Electric Lines", "9 Gas", "9.1 Gas Lines")

    assert found(CapabilityNameUnderTwoNumbers, catalogue) == []
