from penstock.architecture.checks.model.dependencies import UnknownStream
from tests.rules import found
from tests.unit.architecture.checks.model.texts import (
    product_mapping,
    stage,
    stage_model,
    stream_catalogue,
)

CATALOGUE = stream_catalogue("NCV-03: Solar", "AOV-04: Electric Delivery")


def model(sentence: str, stream: str = "NCV-03 Solar") -> str:
    more = f"\n## Dependencies\n\n-   {sentence}\n"
    return stage_model(stream, stage(f"{stream.partition(' ')[0]}.1"), more=more)


def test_a_stream_of_no_catalogue_is_reported_once_where_it_is_named() -> None:
    [finding] = found(UnknownStream, model("It needs **AOV-09 Fleet**."), streams=CATALOGUE)

    assert (finding.place.document, finding.place.line) == ("a.md", 13)
    assert "AOV-09" in finding.message
    assert "Correct the ID, or add the stream to the catalogue." in finding.message


def test_a_stage_model_of_a_stream_that_is_not_catalogued_is_reported() -> None:
    text = model("It needs **AOV-04 Electric Delivery**.", stream="NCV-07 Wind")

    [finding] = found(UnknownStream, text, streams=CATALOGUE)

    assert finding.place == ("a.md", 4, 11, 0)
    assert "the stages of NCV-07 Wind, which the catalogue of value streams does not have" in (
        finding.message
    )


def test_a_heading_of_a_diagram_with_an_unknown_stream_is_reported() -> None:
    [finding] = found(UnknownStream, "# Diagrams\n\n## 2. NCV-08: Wind\n", streams=CATALOGUE)

    assert finding.place.line == 3


def test_known_streams_are_silent_and_mappings_have_a_rule_of_their_own() -> None:
    mapping = product_mapping("| NONREG-DG-001 | Home Solar | NCV-09: Fleet | |")

    assert (
        found(UnknownStream, model("It needs **AOV-04 Delivery**."), mapping, streams=CATALOGUE)
        == []
    )


def test_without_a_catalogue_no_stream_is_unknown() -> None:
    assert found(UnknownStream, model("It needs **AOV-09 Fleet**.")) == []
