"""Reading key metrics: what a file says, what the documents say, and every fault at once."""

from decimal import Decimal
from pathlib import Path

import pytest

from penstock.app.loading import load
from penstock.app.measuring.records import Records, read_records
from penstock.app.tabular import UnfitFileError
from penstock.measurement.metrics.records import (
    At,
    BetweenMoments,
    FromItems,
    Kind,
    Moment,
    OwnerRule,
    Target,
    Versions,
)

STAGES = """# Roofs

**Value Stream ID:** TST-01

| Stage ID | Stage Name | Key Metrics |
| :--- | :--- | :--- |
| **TST-01.1** | **Lay** | Laying time, Tile breakage |

| Stage ID | Responsible | Accountable | Consulted | Informed |
| :--- | :--- | :--- | :--- | :--- |
| TST-01.1 | Roofer | Foreman | | |
"""
INDICATORS = """# Indicators

| KPI | Value Stream | Baseline | Target 2030 | Unit |
| :--- | :--- | :--- | :--- | :--- |
| Average Time to a Roof | TST-01: Roofs | 14 | <7 | Days |
"""


def _records(folder: Path, text: str) -> Records:
    (folder / "stages.md").write_text(STAGES, encoding="utf-8")
    (folder / "kpis.md").write_text(INDICATORS, encoding="utf-8")
    files = folder / "performance" / "key-metrics"
    files.mkdir(parents=True)
    (files / "TST-01.toml").write_text(text, encoding="utf-8")
    return read_records(folder, load(folder).architecture)


def _faults(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(UnfitFileError) as raised:
        _records(folder, text)
    return raised.value.reasons


def test_a_record_takes_its_numbers_from_two_moments(tmp_path: Path) -> None:
    records = _records(
        tmp_path,
        """
        stream = "TST-01"
        [[metric]]
        name = "Laying time"
        stage = "TST-01.1"
        kind = "duration"
        unit = "days"
        from = { at = "entered" }
        to = { at = "exited", outcome = "passed", last = true }
        within = "30 business days"
        target = "<= 3.5"
        meaning = "How long it takes."
        """,
    )

    (metric,) = records.of("TST-01")
    assert metric.kind is Kind.DURATION
    assert metric.source == BetweenMoments(
        begin=Moment(at=At.ENTERED, stage_id="TST-01.1"),
        end=Moment(at=At.EXITED, stage_id="TST-01.1", outcome="passed", last=True),
        within="30 business days",
    )
    assert metric.target == Target(value=Decimal("3.5"), at_least=False)
    assert metric.place == "performance/key-metrics/TST-01.toml:3"


def test_a_record_takes_its_numbers_from_items(tmp_path: Path) -> None:
    records = _records(
        tmp_path,
        """
        stream = "TST-01"
        [[metric]]
        name = "Tile breakage"
        stage = "TST-01.1"
        kind = "ratio"
        scale = "100"
        item = "Roof"
        numerator = "tiles[].broken"
        denominator = "1"
        where = { "tiles[].kind" = "slate | clay" }
        versions = "every"
        meaning = "How many tiles break."
        """,
    )

    (metric,) = records.of("TST-01")
    assert metric.source == FromItems(
        item="Roof",
        numerator="tiles[].broken",
        denominator="1",
        where=(("tiles[].kind", "slate | clay"),),
        versions=Versions.EVERY,
    )
    assert metric.scale == 100


def test_who_answers_for_a_stage_owns_its_metrics(tmp_path: Path) -> None:
    text = 'stream = "TST-01"\n[[metric]]\nname = "Laying time"\nstage = "TST-01.1"\n'
    text += 'kind = "mean"\nneeds = "a watch"\nmeaning = "How long it takes."\n'

    records = _records(tmp_path, text)

    (metric,) = records.of("TST-01")
    assert (metric.owner, metric.owner_rule) == ("Foreman", OwnerRule.STAGE)


def test_an_indicator_has_its_baseline_and_target_from_the_documents(tmp_path: Path) -> None:
    text = 'stream = "TST-01"\n[[metric]]\nname = "Average Time to a Roof"\n'
    text += 'kind = "mean"\nneeds = "a watch"\nmeaning = "How long it takes."\n'

    (metric,) = _records(tmp_path, text).of("TST-01")

    assert metric.baseline == 14
    assert metric.target == Target(value=Decimal(7), at_least=False, is_beyond=True)


def test_a_folder_without_key_metrics_has_no_records(tmp_path: Path) -> None:
    (tmp_path / "stages.md").write_text(STAGES, encoding="utf-8")

    assert read_records(tmp_path, load(tmp_path).architecture) == Records()


def test_every_fault_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    text = """stream = "TST-01"
[[metric]]
name = "Laying time"
stage = "TST-01.1"
kind = "mean"
from = { at = "entered" }
meaning = "How long it takes."
[[metric]]
name = "Tile breakage"
stage = "TST-01.1"
kind = "ratio"
item = "Roof"
zone = "Moon/Sea of Tranquility"
target = "few"
meaning = "How many tiles break."
[[metric]]
name = "Tile  Breakage"
stage = "TST-01.1"
kind = "count"
meaning = "The same again."
"""

    assert _faults(tmp_path, text) == (
        "line 5: Laying time: mean does not come from moments; these do: conversion, count, "
        "duration, first pass, on time, retention.",
        "line 6: Laying time: mean needs a second moment. Write to.",
        "line 11: Tile breakage: ratio needs a denominator.",
        "line 13: Tile breakage: no time zone is called “Moon/Sea of Tranquility”; take one such "
        "as America/New_York.",
        "line 14: Tile breakage: “few” is no bound. Write <, <=, > or >= before a number, such as "
        ">= 35.",
        "line 17: Tile  Breakage: nothing says where its numbers come from. Write from, item or "
        "needs.",
        "line 17: Tile  Breakage: there is another record of this name. Keep one.",
    )


def test_an_unknown_key_is_told_with_its_line(tmp_path: Path) -> None:
    text = """stream = "TST-01"
[[metric]]
name = "Laying time"
knid = "mean"
meaning = "How long it takes."
"""

    assert _faults(tmp_path, text) == (
        "line 2: metric[0].kind: is missing.",
        'line 4: metric[0].knid: "mean" does not fit: Extra inputs are not permitted.',
    )


def test_a_file_that_is_no_toml_is_told_as_it_is(tmp_path: Path) -> None:
    (reason,) = _faults(tmp_path, "stream = = 1")

    assert reason.startswith("it cannot be read: ")
    assert "line 1" in reason
