from penstock.architecture.checks.model.metrics import MetricWithTwoValues
from tests.rules import found
from tests.unit.architecture.checks.model.texts import table

HEADER = "| KPI | Value Stream | Baseline | Target 2030 | Unit |"
ROW = "| Bill Accuracy | RCV-01 | 97.2% | 99.5% | % |"


def test_two_baselines_are_reported_at_the_second() -> None:
    text = table(HEADER, ROW, "| bill accuracy | RCV-01 | 95.0% | 99.5 % | % |")

    [finding] = found(MetricWithTwoValues, text)

    assert finding.place == ("a.md", 5, 28, 3)
    assert finding.others == (("a.md", 4, 28, 3),)
    assert finding.message == (
        "The metric “bill accuracy” of RCV-01 has the baseline 95.0% here and 97.2% in another row "
        "(line 4). Decide which holds, and keep one row."
    )


def test_another_target_in_another_document_is_reported() -> None:
    other = table(HEADER, "| Bill Accuracy | RCV-01 | 97.2% | 98% | % |")

    [finding] = found(MetricWithTwoValues, table(HEADER, ROW), other)

    assert "has the target 98% here and 99.5% in another row (a.md:4)." in finding.message


def test_other_streams_other_metrics_and_restatements_are_silent() -> None:
    text = table(HEADER, ROW, ROW, ROW.replace("RCV-01", "RCV-02").replace("97", "92"))
    other = table(HEADER, ROW.replace("Accuracy", "Delay").replace("97", "1"))

    assert found(MetricWithTwoValues, text, other) == []
