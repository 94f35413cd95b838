from penstock.architecture.checks.model.capability_numbers import UnknownCapabilityNumber
from tests.rules import found, repaired
from tests.unit.architecture.checks.model.texts import capability_catalogue, stage, stage_model

CATALOGUE = capability_catalogue("2 Finance", "2.1 Accounting", "2.2 Treasury", "3 Sales")


def model(*capabilities: str) -> str:
    rows = (stage(f"NCV-03.{n}", capabilities=each) for n, each in enumerate(capabilities, 1))
    return stage_model("NCV-03 Solar", *rows)


def test_a_number_that_the_catalogue_lacks_is_reported_with_its_line_and_cell() -> None:
    [finding] = found(
        UnknownCapabilityNumber, model("*   2.6 Regulatory Strategy"), capabilities=CATALOGUE
    )

    assert finding.place == ("a.md", 8, 42, 4)
    assert finding.message == (
        "Stage NCV-03.1 refers to capability 2.6 Regulatory Strategy, but in the catalogue 2 "
        "Finance has only 2.1 to 2.2. Write number and name of the capability that is meant or add "
        "it to the catalogue."
    )


def test_a_number_without_a_parent_in_the_catalogue_is_reported() -> None:
    [finding] = found(UnknownCapabilityNumber, model("9.1 Metering"), capabilities=CATALOGUE)

    assert "the catalogue has no number 9.1" in finding.message


def test_a_number_without_a_name_is_reported() -> None:
    [finding] = found(UnknownCapabilityNumber, model("3.4"), capabilities=CATALOGUE)

    assert "the catalogue has nothing below 3 Sales" in finding.message


def test_references_that_follow_another_numbering_share_a_cause() -> None:
    first, second = found(
        UnknownCapabilityNumber, model("7.1 Leads", "7.2 Offers"), capabilities=CATALOGUE
    )

    assert first.cause is not None
    assert first.cause == second.cause
    assert first.cause.sentence.startswith("{count} references follow another numbering")


def test_the_likeliest_name_of_the_same_level_is_suggested() -> None:
    catalogue = capability_catalogue("2 Solar Sales & Leads", "2.1 Solar Sales & Offers")

    [finding] = found(UnknownCapabilityNumber, model("7.1 Solar Sales"), capabilities=catalogue)

    assert "perhaps 2.1 Solar Sales & Offers" in finding.message


def test_the_number_is_repaired_when_its_name_and_the_rest_of_the_document_leave_no_doubt() -> None:
    text = model("2.1 Accounting", "2.2 Treasury", "5.3 Treasury")

    assert repaired(UnknownCapabilityNumber, text, capabilities=CATALOGUE)["a.md"] == text.replace(
        "5.3 Treasury", "2.2 Treasury"
    )


def test_the_number_is_not_repaired_in_a_document_with_another_numbering() -> None:
    text = model("2.1 Accounting", "5.1 Marketing", "5.3 Treasury")

    assert repaired(UnknownCapabilityNumber, text, capabilities=CATALOGUE)["a.md"] == text


def test_numbers_of_the_catalogue_are_silent() -> None:
    text = model("2.1 Accounting (Credit)<br>2.2 Treasury", "2. Finance", "Metering (L1)", "2.2")

    assert found(UnknownCapabilityNumber, text, capabilities=CATALOGUE) == []


def test_without_a_catalogue_no_number_is_unknown() -> None:
    assert found(UnknownCapabilityNumber, model("2.6 Regulatory Strategy")) == []
