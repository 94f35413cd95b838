"""`penstock alert check` on the cases of a database: raised once, by whichever command looks."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.app import clock
from penstock.cli.main import penstock
from penstock.measurement.alerts.judging import LEAST_CASES
from penstock.store import open_store
from tests.unit.app.cases.histories import keep_within, lived
from tests.unit.app.cases.test_following import LIFE
from tests.unit.delivery.working import NOON

STAGES = """# Solar

**Value Stream ID:** NCV-03

| Stage ID | Stage Name | Key Metrics |
| :--- | :--- | :--- |
| **NCV-03.1** | **Qualify Lead** | Qualifying time |

| Stage ID | Responsible | Accountable | Consulted | Informed |
| :--- | :--- | :--- | :--- | :--- |
| NCV-03.1 | Seller | Head of Solar | | |
"""
RECORDS = """
stream = "NCV-03"
[[metric]]
name = "Qualifying time"
stage = "NCV-03.1"
kind = "duration"
unit = "days"
target = "< 1"
meaning = "How long a lead takes."
from = { at = "entered" }
to = { at = "exited" }
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(penstock, words)


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with a stream, a metric with a target, and cases that miss it."""
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(days=120))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENSTOCK_DATABASE", "sqlite:///cases.db")
    Path("stages.md").write_text(STAGES, encoding="utf-8")
    files = Path("performance/key-metrics")
    files.mkdir(parents=True)
    (files / "NCV-03.toml").write_text(RECORDS, encoding="utf-8")
    store = open_store("sqlite:///cases.db")
    with store.transaction() as transaction:
        for number in range(LEAST_CASES):
            keep_within(transaction, lived(f"SOL-{number:02}", LIFE))
    store.close()


@pytest.mark.usefixtures("company")
def test_a_target_that_was_missed_becomes_a_task_once_whichever_command_looks() -> None:
    checked = run("alert", "check", "--json", "--as", "Ada")
    assert checked.exit_code == 0, checked.output
    (found,) = json.loads(checked.stdout)
    (alert,) = found["changed"]
    again = run("measure", "NCV-03", "--alert", "--as", "Ada")
    listed = json.loads(run("alert", "list", "--json", "--as", "Ada").stdout)

    assert (alert["id"], alert["role"]) == ("ALERT-1", "Head of Solar")
    assert alert["sentence"].startswith("Qualifying time of NCV-03.1 Qualify Lead missed its targe")
    assert f"({LEAST_CASES} counted)" in alert["sentence"]
    assert "1 figure judged, 1 not as it should be." in again.output
    assert listed == [alert]


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize("words", [("--log", "."), ("--as-of", "2026-10-01")])
def test_alerts_are_of_the_cases_of_a_database_as_they_are_now(words: tuple[str, ...]) -> None:
    refused = run("measure", "NCV-03", "--alert", *words, "--as", "Ada")

    assert refused.exit_code == 2
    assert f"Leave out {words[0]}." in refused.output
