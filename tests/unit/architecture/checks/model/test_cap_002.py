from penstock.architecture.checks.model.capability_numbers import CapabilityNumberWithTwoNames
from tests.rules import found, repaired
from tests.unit.architecture.checks.model.texts import capability_catalogue, stage, stage_model

CATALOGUE = capability_catalogue("2 Market", "2.1 Market Research & Analysis", "2.2 Strategy")


def model(*capabilities: str, stream: str = "NCV-03") -> str:
    rows = (stage(f"{stream}.{n}", capabilities=each) for n, each in enumerate(capabilities, 1))
    return stage_model(f"{stream} Solar", *rows)


def test_a_name_that_clashes_with_the_catalogue_is_reported_with_both_places() -> None:
    [finding] = found(
        CapabilityNumberWithTwoNames, model("2.2 Solar Marketing (L2)"), capabilities=CATALOGUE
    )

    assert finding.place == ("a.md", 8, 38, 4)
    assert finding.others == (("capabilities.md", 11, 6, 0),)
    assert finding.message == (
        "Stage NCV-03.1 calls capability 2.2 “Solar Marketing”, but the catalogue calls it "
        "“Strategy” (capabilities.md:11). Write number and name of the capability that is meant or "
        "add it to the catalogue."
    )


def test_a_name_that_stands_under_another_number_is_said_to() -> None:
    [finding] = found(
        CapabilityNumberWithTwoNames,
        model("2.2 Market Research and Analysis"),
        capabilities=CATALOGUE,
    )

    assert "That is the name of 2.1; write 2.1 or the right name." in finding.message


def test_two_documents_clash_without_a_catalogue() -> None:
    [finding] = found(
        CapabilityNumberWithTwoNames,
        model("2.2 Strategy", "2.2 Strategy"),
        model("2.2 Solar Marketing", stream="NCV-04"),
    )

    assert finding.place.document == "b.md"
    assert finding.others == (("a.md", 8, 38, 4),)
    assert "no catalogue says which is right" in finding.message


def test_forms_of_a_name_do_not_clash_without_a_catalogue() -> None:
    text = model("2.2 Rate Design & Cost Recovery", "2.2 Rate Design")

    assert found(CapabilityNumberWithTwoNames, text) == []


def test_two_definitions_with_two_names_are_reported() -> None:
    other = capability_catalogue("2 Market", "2.2 Bidding")

    [finding] = found(CapabilityNumberWithTwoNames, other, capabilities=CATALOGUE)

    assert finding.place.document == "capabilities.md"
    assert "as “Strategy” here and as “Bidding” in a.md:7" in finding.message


def test_a_row_of_a_matrix_is_reported_once_at_its_name() -> None:
    matrix = "# Map\n\n| Capability | NCV-01 | NCV-03 |\n| - | - | - |\n| 2.2 Bids | P | S |\n"

    [finding] = found(CapabilityNumberWithTwoNames, matrix, capabilities=CATALOGUE)

    assert (finding.place.line, finding.place.column) == (5, 3)


def test_a_number_with_the_name_of_another_is_repaired_where_nothing_else_is_wrong() -> None:
    text = model("2.1 Market Research & Analysis", "2.2 Strategy", "2.2 Market Research & Analysis")

    mended = repaired(CapabilityNumberWithTwoNames, text, capabilities=CATALOGUE)["a.md"]

    assert mended.count("2.1 Market Research & Analysis") == 2
    assert found(CapabilityNumberWithTwoNames, mended, capabilities=CATALOGUE) == []


def test_a_number_is_not_repaired_beside_references_of_another_numbering() -> None:
    text = model("2.1 Market Research", "2.2 Market Research & Analysis", "2.2 Solar Marketing")

    assert repaired(CapabilityNumberWithTwoNames, text, capabilities=CATALOGUE)["a.md"] == text


def test_qualifiers_and_ways_of_writing_and_are_no_other_name() -> None:
    text = model(
        "2.1 Market Research and Analysis (if segment specific)", "2.2 STRATEGY (L2)", "2.2"
    )

    assert found(CapabilityNumberWithTwoNames, text, capabilities=CATALOGUE) == []
