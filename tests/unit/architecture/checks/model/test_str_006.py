from penstock.architecture.checks.model.stream_drift import ValuePropositionDrift
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model, stream_catalogue


def texts(one: str, other: str) -> tuple[str, str]:
    return (
        stream_catalogue("NCV-03: Solar", fields=f"**Value Proposition:** {one}\n"),
        stage_model("NCV-03 Solar", stage("NCV-03.1"), fields=f"**Value Proposition:** {other}\n"),
    )


def test_two_promises_are_reported_at_the_stage_model() -> None:
    [finding] = found(ValuePropositionDrift, *texts("Own power.", "Low price."))

    assert finding.place == ("b.md", 5, 24, 0)
    assert "gives “Low price.” as value proposition, the catalogue gives “Own power.”" in (
        finding.message
    )


def test_case_and_punctuation_do_not_count() -> None:
    assert found(ValuePropositionDrift, *texts("Own power, always.", "Own power always")) == []
