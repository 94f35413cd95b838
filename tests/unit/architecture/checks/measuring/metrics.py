"""A stage table and an indicator, and records of key metrics to hold them against."""

from dataclasses import replace
from typing import Any

from penstock.architecture.checks import Rule, run
from penstock.architecture.checks.metric_records import WrittenMetric, WrittenMetrics
from penstock.kernel.findings import Finding
from tests.rules import subject_of

STAGES = """# Roofs

**Value Stream ID:** TST-01

| Stage ID | Stage Name | Expected Inputs | Expected Outputs | Key Metrics |
| :--- | :--- | :--- | :--- | :--- |
| **TST-01.1** | **Lay** | Tiles | Roof | Laying time, Tile breakage |
"""
INDICATORS = """# Indicators

| KPI | Value Stream | Baseline | Target 2030 | Unit |
| :--- | :--- | :--- | :--- | :--- |
| Average Time to a Roof | TST-01: Roofs | 14 | <7 | Days |
"""
ROLES = """# Roles

| Role | Organization Unit |
| :--- | :--- |
| Foreman | Building |
"""
CATALOGUE = """# Value streams

### TST-01: Roofs

**Description:** Lays roofs.
"""


def record(name: str, *, stage_id: str = "TST-01.1", **said: Any) -> WrittenMetric:
    """Return a record of the stream TST-01."""
    place = "performance/key-metrics/TST-01.toml:3"
    return WrittenMetric(name=name, stream_id="TST-01", stage_id=stage_id, place=place, **said)


WHOLE = (
    record("Laying time"),
    record("Tile breakage"),
    record("Average Time to a Roof", stage_id=""),
)


def found(rule: type[Rule], *metrics: WrittenMetric, **said: Any) -> list[Finding]:
    """Return what a rule finds when these records lie beside the documents."""
    written = WrittenMetrics(metrics={"TST-01": metrics} if metrics else {}, **said)
    subject = subject_of(STAGES, INDICATORS, ROLES, CATALOGUE)
    return run(replace(subject, metrics=written), [rule])


def found_without_files(rule: type[Rule]) -> list[Finding]:
    """Return what a rule finds when no records lie beside the documents."""
    return run(subject_of(STAGES, INDICATORS), [rule])
