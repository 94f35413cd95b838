from penstock.architecture.checks.model.stream_drift import DescriptionDrift
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model, stream_catalogue

CRITERIA = "**Entry Criteria:**\n-   A roof.\n-   A wish.\n\n"


def model(fields: str) -> str:
    return stage_model("NCV-03 Solar", stage("NCV-03.1"), fields=fields)


def test_other_criteria_are_reported_as_a_list() -> None:
    catalogue = stream_catalogue("NCV-03: Solar", fields=CRITERIA)
    other = model("**Entry Criteria:**\n-   A roof\n-   A loan.\n-   A permit.\n")

    [finding] = found(DescriptionDrift, catalogue, other)

    assert finding.place == ("b.md", 6, 5, 0)
    assert finding.message == (
        "The stage model of NCV-03 and the catalogue (a.md:7) differ in their entry criteria: 1 of "
        "the 3 here stands there, and 1 there is not here. Let both say the same, or keep the "
        "entry criteria in one of them."
    )


def test_another_description_is_reported() -> None:
    [finding] = found(
        DescriptionDrift, stream_catalogue("NCV-03: Solar"), model("**Description:** Something.\n")
    )

    assert "differ in their description. Let both" in finding.message


def test_the_same_text_and_criteria_in_another_order_are_silent() -> None:
    catalogue = stream_catalogue("NCV-03: Solar", fields=CRITERIA)
    fields = "**Description:** What it does\n**Entry Criteria:**\n-   A wish.\n-   A roof.\n"

    assert found(DescriptionDrift, catalogue, model(fields)) == []


def test_what_one_document_leaves_out_is_no_difference() -> None:
    assert (
        found(DescriptionDrift, stream_catalogue("NCV-03: Solar", fields=CRITERIA), model("")) == []
    )
