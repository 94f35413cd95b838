import pytest

from penstock.architecture.checks.model.attributes import IncompleteStage
from tests.rules import found
from tests.unit.architecture.checks.model.texts import COLUMNS, stage, stage_model, table


@pytest.mark.parametrize(
    ("row", "lacks"),
    [
        ("| NCV-03.1 | | Do it. | 1 Solar | In | Out | Days |", "name"),
        ("| NCV-03.1 | Work | | 1 Solar | In | Out | Days |", "description"),
        ("| NCV-03.1 | Work | Do it. | | In | Out | Days |", "enabling capabilities"),
        ("| NCV-03.1 | Work | Do it. | 1 Solar | | Out | Days |", "expected inputs"),
        ("| NCV-03.1 | Work | Do it. | 1 Solar | In | | Days |", "expected outputs"),
        ("| NCV-03.1 | Work | Do it. | 1 Solar | In | Out | |", "key metrics"),
    ],
)
def test_an_empty_cell_is_reported_by_name(row: str, lacks: str) -> None:
    [finding] = found(IncompleteStage, table(COLUMNS, row))

    assert finding.place == ("a.md", 4, 3, 1)
    assert f"has no {lacks}." in finding.message


def test_stages_that_lack_the_same_share_a_cause() -> None:
    text = table("| Stage ID | Stage Name |", "| NCV-03.1 | Sell |", "| NCV-03.2 | Build |")

    sentences = {
        finding.cause.sentence for finding in found(IncompleteStage, text) if finding.cause
    }

    assert sentences == {
        f"{{count}} stages have no {words}"
        for words in (
            "description",
            "enabling capabilities",
            "expected inputs",
            "expected outputs",
            "key metrics",
        )
    }


def test_what_another_document_says_is_not_missing() -> None:
    outline = table("| Stage ID | Stage Name |", "| NCV-03.1 | Sell |")

    assert found(IncompleteStage, outline, stage_model("NCV-03 Solar", stage("NCV-03.1"))) == []


def test_a_whole_stage_is_silent() -> None:
    assert found(IncompleteStage, stage_model("NCV-03 Solar", stage("NCV-03.1"))) == []
