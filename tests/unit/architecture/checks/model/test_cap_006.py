from penstock.architecture.checks.model.numbering import GapInCapabilityNumbers
from tests.rules import found
from tests.unit.architecture.checks.model.texts import capability_catalogue


def test_a_gap_is_reported_behind_it() -> None:
    catalogue = capability_catalogue("1 Grid", "1.1 Lines", "1.4 Poles", "3 Gas")

    below, top = found(GapInCapabilityNumbers, catalogue)

    assert below.place == ("a.md", 11, 6, 0)
    assert below.message.startswith("Capability 1.4 follows 1.1; 1.2 and 1.3 are missing.")
    assert top.message.startswith("Capability 3 follows 1; 2 is missing.")


def test_numbers_without_a_gap_are_silent_in_any_order_of_groups() -> None:
    catalogue = capability_catalogue("2 Gas", "2.1 Mains", "2.2 Services", "1 Grid")

    assert found(GapInCapabilityNumbers, catalogue) == []
