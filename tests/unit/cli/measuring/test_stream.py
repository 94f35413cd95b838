"""`penstock measure STREAM` on a log in a folder, as somebody at a terminal sees it."""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.logs import log_of

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ORDER = tuple(f"TST-01.{number}" for number in (1, 2))
STAGES = """# Roofs

**Value Stream ID:** TST-01

| Stage ID | Stage Name | Key Metrics |
| :--- | :--- | :--- |
| **TST-01.1** | **Sell** | Win rate, Contract value |
| **TST-01.2** | **Lay** | Laying time |
"""
CATALOGUE = """# Value streams

### TST-01: Roofs

**Description:** Lays roofs.
"""
RECORDS = """
stream = "TST-01"
[[metric]]
name = "Win rate"
stage = "TST-01.1"
kind = "conversion"
unit = "%"
scale = "100"
from = { at = "entered" }
to = { at = "exited", outcome = "passed" }
target = ">= 80"
meaning = "How many are won."
[[metric]]
name = "Contract value"
stage = "TST-01.1"
kind = "mean"
needs = "the price of each contract"
[[metric]]
name = "Laying time"
stage = "TST-01.2"
kind = "duration"
unit = "hours"
from = { at = "entered" }
to = { at = "exited", outcome = "passed" }
target = "<= 24"
meaning = "How long it takes."
"""


@pytest.fixture
def company(tmp_path: Path) -> Path:
    folder = tmp_path / "company"
    files = folder / "performance" / "key-metrics"
    files.mkdir(parents=True)
    (folder / "stages.md").write_text(STAGES, encoding="utf-8")
    (folder / "catalogue.md").write_text(CATALOGUE, encoding="utf-8")
    (files / "TST-01.toml").write_text(RECORDS, encoding="utf-8")
    return folder


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return a folder with three cases: two are won, one of them is laid in ten hours."""
    begun = datetime(2026, 5, 4, tzinfo=UTC)
    hours = timedelta(hours=10)
    small = log_of(
        [
            {"case_id": "A", "stream": "TST-01", "stage": ORDER[0], "entered": begun},
            {
                "case_id": "A",
                "stream": "TST-01",
                "stage": ORDER[1],
                "entered": begun + hours,
                "exited": begun + 2 * hours,
            },
            {"case_id": "B", "stream": "TST-01", "stage": ORDER[0], "entered": begun},
            {
                "case_id": "C",
                "stream": "TST-01",
                "stage": ORDER[0],
                "entered": begun,
                "outcome": "cancelled",
            },
        ],
        order=ORDER,
        as_of=NOW,
    )
    for table, place in (("visits", "visits/month=2026-05"), ("cases", "cases")):
        file = tmp_path / "log" / place / "part-00000001.parquet"
        file.parent.mkdir(parents=True)
        pq.write_table(small.arrow(table), file)
    return tmp_path / "log"


def run(*words: object) -> Result:
    return CliRunner().invoke(penstock, ["measure", *map(str, words)])


def test_each_key_metric_stands_at_its_stage_with_what_it_was_made_of(
    company: Path, log: Path
) -> None:
    shown = run("TST-01", "--log", log, "--in", company)

    assert shown.exit_code == 0
    lines = [" ".join(line.split()) for line in shown.output.splitlines()]
    assert lines[0] == "TST-01 Roofs"
    assert lines[1].startswith("3 cases, 4 finished visits, up to 2026-05-04")
    won = lines[lines.index("TST-01.1 Sell") + 1]
    assert won.startswith("✗ Win rate 66.7 % ")
    assert " 2 of 3 " in won
    assert won.endswith(">= 80 missed ▄")
    assert "? Contract value not measurable: needs the price of each contract" in lines
    assert lines[lines.index("TST-01.2 Lay") + 1].startswith("✓ Laying time 10 hours ")
    assert lines[-1] == "3 key metrics: 1 on target, 1 missed, 1 not measurable."


def test_json_has_every_part_of_a_result(company: Path, log: Path) -> None:
    told = json.loads(run("TST-01", "--log", log, "--in", company, "--json").output)

    assert (told["stream"], told["cases"], told["visits"]) == ("TST-01", 3, 4)
    won, value, laying = told["metrics"]
    assert (won["value"], won["numerator"], won["denominator"]) == (200 / 3, 2, 3)
    assert won["target"] == {"bound": ">=", "value": 80}
    assert won["low"] < won["value"] < won["high"]
    assert [each["month"] for each in won["trend"]] == ["2026-05"]
    assert (value["status"], value["value"]) == ("not measurable", None)
    assert laying["record"] == "performance/key-metrics/TST-01.toml:18"


def test_options_in_front_of_the_stream_count_as_well(company: Path, log: Path) -> None:
    shown = run("--json", "--in", company, "tst-01", "--log", log, "--stage", "TST-01.2")

    assert [each["name"] for each in json.loads(shown.output)["metrics"]] == ["Laying time"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["TST-1"], "There is no value stream “TST-1”. Did you mean TST-01?"),
        (["TST-01", "--stage", "TST-01.9"], "There is no stage “TST-01.9”."),
    ],
)
def test_what_does_not_exist_is_told_with_what_is_near(
    company: Path, log: Path, words: list[str], said: str
) -> None:
    shown = run(*words, "--log", log, "--in", company)

    assert shown.exit_code == 3
    assert said in shown.output


def test_a_stream_without_records_says_where_to_write_them(company: Path, log: Path) -> None:
    (company / "performance" / "key-metrics" / "TST-01.toml").unlink()

    shown = run("TST-01", "--log", log, "--in", company)

    assert shown.exit_code == 3
    assert "there is no performance/key-metrics/TST-01.toml" in shown.output


def test_the_list_of_streams_counts_what_can_be_measured(company: Path) -> None:
    shown = run("--in", company)

    assert "TST-01  Roofs            3           2" in shown.output
    assert "2 of 3 key metrics can be measured" in shown.output


def test_an_engine_that_is_not_installed_is_named_with_what_to_install(
    company: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)

    refused = run("TST-01", "--log", log, "--in", company, "--engine", "spark")

    assert refused.exit_code == 1
    assert "pip install 'penstock[spark]'" in refused.output
