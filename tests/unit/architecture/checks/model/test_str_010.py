from penstock.architecture.checks.model.coverage import StreamWithoutStages
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model, stream_catalogue

CATALOGUE = stream_catalogue("NCV-03: Solar", "NCV-04: Advice")


def test_a_stream_without_stages_is_reported_once_others_have_some() -> None:
    model = stage_model("NCV-03 Solar", stage("NCV-03.1"))

    [finding] = found(StreamWithoutStages, CATALOGUE, model)

    assert finding.place == ("a.md", 8, 5, 0)
    assert "NCV-04 Advice is in the catalogue, but no document has its stages" in finding.message


def test_a_catalogue_alone_is_silent() -> None:
    assert found(StreamWithoutStages, CATALOGUE) == []
