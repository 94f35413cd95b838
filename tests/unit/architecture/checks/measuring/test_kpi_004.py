from penstock.architecture.checks.measuring import naming
from tests.unit.architecture.checks.measuring.metrics import WHOLE, found, found_without_files

RULE = naming.MetricWithoutRecord


def test_documents_and_records_with_the_same_names_have_no_finding() -> None:
    assert found(RULE, *WHOLE) == []


def test_a_key_metric_without_a_record_is_reported_at_its_cell() -> None:
    laying, _, indicator = WHOLE

    (finding,) = found(RULE, laying, indicator)

    assert (finding.place.document, finding.place.line, finding.place.cell) == ("a.md", 7, 5)
    assert finding.message == (
        "The key metric “Tile breakage” of stage TST-01.1 has no record in "
        "performance/key-metrics/TST-01.toml. Write one, or one that says what it needs."
    )


def test_an_indicator_without_a_record_is_reported_in_its_table() -> None:
    (finding,) = found(RULE, *WHOLE[:2])

    assert finding.place.document == "b.md"
    assert "“Average Time to a Roof” of TST-01" in finding.message


def test_documents_without_any_records_are_asked_for_none() -> None:
    assert found_without_files(RULE) == []
    assert found(RULE) == []
