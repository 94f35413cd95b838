import pytest

from penstock.architecture.checks.model.metrics import MetricOfUnknownStream
from tests.rules import found
from tests.unit.architecture.checks.model.texts import stream_catalogue, table

STREAMS = stream_catalogue("RCV-01: Customer Acquisition")


def metric(stream: str) -> str:
    header = "| KPI | Value Stream | Baseline | Target | Unit |"
    return table(header, f"| Bill Accuracy | {stream} | 97.2% | 99.5% | % |")


@pytest.mark.parametrize("stream", ["RCV-09", "Customer Happiness"])
def test_a_stream_that_nobody_describes_is_reported(stream: str) -> None:
    [finding] = found(MetricOfUnknownStream, metric(stream), streams=STREAMS)

    assert finding.place == ("a.md", 4, 19, 2)
    assert f"belongs to the value stream “{stream}”, which no document describes" in (
        finding.message
    )


@pytest.mark.parametrize(
    "stream", ["RCV-01", "RCV-01: Acquisition", "Customer Acquisition", "All value streams", ""]
)
def test_known_streams_and_none_at_all_are_silent(stream: str) -> None:
    assert found(MetricOfUnknownStream, metric(stream), streams=STREAMS) == []


def test_without_described_streams_the_rule_is_silent() -> None:
    assert found(MetricOfUnknownStream, metric("RCV-09")) == []
