from penstock.architecture.checks.model.duplicates import StreamTwice
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stage, stage_model, stream_catalogue


def test_a_second_entry_of_a_stream_is_reported() -> None:
    [finding] = found(StreamTwice, stream_catalogue("NCV-03: Solar", "NCV-03: Wind"))

    assert finding.place == ("a.md", 8, 5, 0)
    assert finding.message.startswith("Value stream NCV-03 is catalogued a second time; the first")


def test_a_stage_model_is_no_second_entry() -> None:
    model = stage_model("NCV-03 Solar", stage("NCV-03.1"))

    assert found(StreamTwice, stream_catalogue("NCV-03: Solar"), model) == []
