from penstock.architecture.checks.measuring import naming
from tests.unit.architecture.checks.measuring.metrics import WHOLE, found, record

RULE = naming.RecordWithoutMetric


def test_names_that_the_documents_have_are_right() -> None:
    assert found(RULE, *WHOLE) == []


def test_a_name_that_is_spelled_otherwise_is_told_with_the_right_one() -> None:
    (finding,) = found(RULE, record("Tiles breakage"))

    assert finding.place.document == "a.md"
    assert finding.message == (
        "performance/key-metrics/TST-01.toml:3 records “Tiles breakage” for stage TST-01.1 of "
        "TST-01, and the documents name no such key metric there. Did you mean “Tile breakage”, "
        "at TST-01.1?"
    )


def test_a_name_of_the_stage_is_none_of_the_indicators() -> None:
    (finding,) = found(RULE, record("Tile breakage", stage_id=""))

    assert "for the indicators of TST-01" in finding.message
    assert finding.message.endswith("Did you mean “Tile breakage”, at TST-01.1?")
