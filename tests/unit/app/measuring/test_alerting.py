"""A stream checked for alerts: what is said, to whom, and why."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from penstock.app.measuring.alerting import Checked, checked
from penstock.app.measuring.measured import measured
from penstock.app.measuring.wishes import wished
from tests.logs import SmallLog, log_of
from tests.unit.app.measuring.test_records import INDICATORS, STAGES

DAY = timedelta(days=1)
RECORDS = """
stream = "TST-01"
[[metric]]
name = "Laying time"
stage = "TST-01.1"
kind = "duration"
unit = "days"
target = "<= 10"
meaning = "How long a roof takes."
from = { at = "entered" }
to = { at = "exited" }
"""


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Return a folder of documents with one metric, which the foreman answers for."""
    (tmp_path / "stages.md").write_text(STAGES, encoding="utf-8")
    (tmp_path / "kpis.md").write_text(INDICATORS, encoding="utf-8")
    files = tmp_path / "performance" / "key-metrics"
    files.mkdir(parents=True)
    (files / "TST-01.toml").write_text(RECORDS, encoding="utf-8")
    return tmp_path


def roofs(days: int, *, number: int = 30) -> SmallLog:
    """Return a log of roofs of September that took some days, most of it on hold."""
    begin = datetime(2026, 9, 1, tzinfo=UTC)
    visits: list[dict[str, Any]] = [
        {
            "case_id": f"R-{each}",
            "stream": "TST-01",
            "stage": "TST-01.1",
            "entered": begin,
            "started": begin + (days - 1) * DAY,
            "exited": begin + days * DAY,
            "closes": True,
        }
        for each in range(number)
    ]
    holds = [
        {
            "case_id": each["case_id"],
            "stream": "TST-01",
            "stage": "TST-01.1",
            "began": begin,
            "ended": each["started"],
            "reason": "rain",
        }
        for each in visits
    ]
    return log_of(visits, order=["TST-01.1"], as_of=begin + 45 * DAY, holds=holds)


def check(company: Path, log: SmallLog) -> Checked:
    return checked(measured(wished("TST-01", stage=None, folder=company), log), log)


def sentences(found: Checked) -> Iterator[str]:
    return (each.sentence for each in found.said)


def test_an_alert_says_what_missed_what_by_how_much_and_what_cases_waited_for(
    company: Path,
) -> None:
    assert list(sentences(check(company, roofs(12)))) == [
        "Laying time of TST-01.1 Lay missed its target: 12 days against <= 10 days in 2026-09 "
        "(30 counted). In TST-01.1, 100 % of the waiting was on hold: “rain”."
    ]


def test_what_is_back_says_by_which_figure(company: Path) -> None:
    assert list(sentences(check(company, roofs(9)))) == [
        "Laying time of TST-01.1 Lay met its target: 9 days against <= 10 days in 2026-09 "
        "(30 counted)."
    ]


def test_too_few_cases_say_nothing(company: Path) -> None:
    found = check(company, roofs(12, number=19))

    assert (found.said, [each.record.name for each in found.unjudged]) == ((), ["Laying time"])


def test_a_metric_that_nobody_owns_is_named(company: Path) -> None:
    without = STAGES.replace("| Roofer | Foreman | | |", "| Roofer | | | |")
    (company / "stages.md").write_text(without, encoding="utf-8")

    assert [each.name for each in check(company, roofs(12)).unowned] == ["Laying time"]
