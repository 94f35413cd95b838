import pytest

from penstock.architecture.checks.model.metrics import MetricWithoutValues
from tests.rules import found
from tests.unit.architecture.checks.model.texts import table

HEADER = "| KPI | Value Stream | Baseline | Target 2030 | Unit |"


@pytest.mark.parametrize(
    ("row", "lacks"),
    [
        ("| Bill Accuracy | RCV-01 | | 99.5% | % |", "no baseline."),
        ("| Bill Accuracy | RCV-01 | 97.2% | TBD | % |", "no target."),
        ("| Bill Accuracy | RCV-01 | – | n/a | % |", "no baseline or target."),
    ],
)
def test_a_metric_without_a_value_is_reported(row: str, lacks: str) -> None:
    [finding] = found(MetricWithoutValues, table(HEADER, row))

    assert finding.place == ("a.md", 4, 3, 1)
    assert finding.message == (
        f"The metric “Bill Accuracy” of RCV-01 has {lacks} State the value, with its unit."
    )


@pytest.mark.parametrize("row", ["| A | RCV-01 | 0 | <1.5% | % |", "| B | | 8.9% vs 9.5% | 9 | |"])
def test_metrics_with_both_values_are_silent(row: str) -> None:
    assert found(MetricWithoutValues, table(HEADER, row)) == []
