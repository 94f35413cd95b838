from dataclasses import replace

import pytest

from penstock.architecture.checks import run
from penstock.architecture.checks.code.streams import StageCode, StreamCode
from penstock.architecture.checks.measuring.using import RecordOfTheUnknown
from penstock.architecture.checks.metric_records import WrittenMetric, WrittenMetrics
from tests.rules import subject_of
from tests.unit.architecture.checks.measuring.metrics import (
    CATALOGUE,
    ROLES,
    STAGES,
    found,
    record,
)

RULE = RecordOfTheUnknown


def test_what_the_documents_have_may_be_named() -> None:
    said = record("Laying time", stages=("TST-01.1",), items=("Roof", "Tiles"), owner="Foreman")

    assert found(RULE, said) == []


@pytest.mark.parametrize(
    ("said", "ending"),
    [
        (
            record("Laying time", stages=("TST-01.7",)),
            "names stage “TST-01.7”, which the documents do not have. Did you mean “TST-01.1”?",
        ),
        (
            record("Laying time", items=("Rooof",)),
            "names the item “Rooof”, which the documents do not have. Did you mean “Roof”?",
        ),
        (
            record("Laying time", owner="Forman"),
            "names the role “Forman”, which the documents do not have. Did you mean “Foreman”?",
        ),
    ],
)
def test_what_nobody_has_is_told_with_what_is_near(said: WrittenMetric, ending: str) -> None:
    (finding,) = found(RULE, said)

    assert finding.message == f"performance/key-metrics/TST-01.toml:3, “Laying time”, {ending}"


def test_papers_of_a_package_may_be_named() -> None:
    code = StreamCode(
        manifest="roofs/stream.toml", stages={"TST-01.1": StageCode(papers={"Sketch": "Sketch"})}
    )
    written = WrittenMetrics(metrics={"TST-01": (record("Laying time", items=("Sketch",)),)})
    subject = replace(subject_of(STAGES, ROLES), metrics=written, code={"TST-01": code})

    assert run(subject, [RULE]) == []


def test_of_a_package_that_cannot_be_used_nobody_knows_the_papers() -> None:
    code = StreamCode(manifest="roofs/stream.toml", unusable="It cannot be imported.")
    written = WrittenMetrics(metrics={"TST-01": (record("Laying time", items=("Sketch",)),)})
    subject = replace(subject_of(STAGES, ROLES), metrics=written, code={"TST-01": code})

    assert run(subject, [RULE]) == []


def test_a_stream_that_nobody_describes_is_told_once() -> None:
    other = [replace(record(name), stream_id="TST-02") for name in ("Laying time", "Tile breakage")]
    written = WrittenMetrics(metrics={"TST-02": tuple(other)})
    subject = replace(subject_of(STAGES, ROLES, CATALOGUE), metrics=written)

    (finding,) = run(subject, [RULE])

    assert "names the value stream “TST-02”" in finding.message
    assert finding.message.endswith("Did you mean “TST-01”?")
