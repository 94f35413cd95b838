from penstock.architecture.checks.model.duplicates import CapabilityTwice
from tests.rules import found
from tests.unit.architecture.checks.model.texts import capability_catalogue


def test_a_number_that_is_defined_twice_is_reported_at_the_second_place() -> None:
    [finding] = found(CapabilityTwice, capability_catalogue("8 Grid", "9 Gas", "8 Grid"))

    assert finding.place == ("a.md", 11, 4, 0)
    assert finding.message == (
        "Capability 8 is catalogued a second time; the first entry is line 3. "
        "Keep one entry, or give the other an ID of its own."
    )


def test_a_whole_catalogue_that_is_there_twice_has_one_cause() -> None:
    catalogue = capability_catalogue("8 Grid", "9 Gas")

    causes = {finding.cause for finding in found(CapabilityTwice, catalogue, catalogue)}

    assert [cause.sentence for cause in causes if cause] == [
        "{count} entries of b.md are catalogued in a.md already"
    ]


def test_another_name_is_left_to_the_rule_about_names() -> None:
    assert found(CapabilityTwice, capability_catalogue("8 Grid", "8 Gas")) == []


def test_numbers_that_are_defined_once_are_silent() -> None:
    assert found(CapabilityTwice, capability_catalogue("8 Grid", "9 Gas")) == []
