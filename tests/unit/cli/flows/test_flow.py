"""`penstock flow`: what it says of a log in a folder, in words and as JSON."""

import json
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.logs import BEGIN, ORDER, STREAM, log_of

HOUR = timedelta(hours=1)


def _run(*words: str) -> Result:
    return CliRunner().invoke(penstock, ["flow", *words])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a log: thirty cases of two stages, five of them reopened, and one that is open."""
    made = tmp_path_factory.mktemp("log")
    visits = [row for number in range(30) for row in _case(number)]
    held = [
        {"case_id": f"C-{number:02}", "stage": ORDER[1], "seq": 2, "reason": "the authority"}
        | {"began": BEGIN + 3 * HOUR, "ended": BEGIN + 10 * HOUR}
        for number in range(30)
    ]
    log = log_of(visits, open_visits=[{"case_id": "C-30", "stage": ORDER[0]}], holds=held)
    for name, file in (
        *(("visits", "visits/month=2026-01/part-00000001.parquet"), ("open", "open.parquet")),
        *(
            (each, f"{each}/part-00000001.parquet")
            for each in ("cases", "holds", "paths", "models")
        ),
    ):
        (made / file).parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(log.arrow(name), made / file)
    return made


def _case(number: int) -> list[dict[str, object]]:
    ways = (0, 1, 0, 1) if number < 5 else (0, 1)
    rows: list[dict[str, object]] = [
        {"case_id": f"C-{number:02}", "stage": ORDER[place], "resource": f"worker {place}"}
        for place in ways
    ]
    rows[1]["started"] = BEGIN + 13 * HOUR
    rows[-1]["closes"] = True
    return rows


@pytest.fixture(scope="module")
def said(folder: Path) -> str:
    """Return what the command prints of the log."""
    return _said(folder)


def _said(folder: Path, *words: str) -> str:
    result = _run(STREAM, "--log", str(folder), *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_slowest_stage_is_told_first_with_what_it_waits_for(said: str) -> None:
    sentence = next(line for line in said.splitlines() if line.startswith("Slowest: "))
    assert ORDER[1] in sentence
    assert "holds cases 12 hours in the median" in sentence
    assert "on hold: “the authority”" in sentence
    assert "(35 visits; " in sentence


def test_all_tables_come_with_their_numbers(said: str) -> None:
    assert "31 cases: 30 closed, 0 cancelled, 1 open; " in said
    assert "  1 › 2 › 1 › 2" in said
    assert "  26 of 31 cases (84 %) did nothing of that." in said
    assert f"  {ORDER[1]}  {ORDER[0]}      5      5" in said
    assert "  worker 0  worker 1      35" in said


def test_a_map_of_most_cases_says_what_it_leaves_out(folder: Path) -> None:
    assert "  Moves of 25 of 31 cases." in _said(folder, "--at", "80")


def test_the_json_has_the_same_numbers(folder: Path) -> None:
    told = json.loads(_said(folder, "--json"))
    assert (told["stream"], told["map"]["cases"], told["conformance"]["conforming"]) == (
        *(STREAM, 31),
        26,
    )
    assert told["sentences"][0].startswith(ORDER[1])
    assert all(
        sum(value for name, value in each.items() if name.endswith("_us")) == 2 * each["wait_us"]
        for each in told["waiting"]
    )


def test_cases_behind_a_number_are_listed_page_by_page(folder: Path) -> None:
    first = _said(folder, "--cases", "reopened", "--most", "3")
    assert first.splitlines() == ["C-00", "C-01", "C-02", "", "reopened: 5 cases."]
    second = _said(folder, "--cases", "reopened", "--after", "C-02", "--json")
    assert json.loads(second) == {"cases": ["C-03", "C-04"], "count": 5}


def test_a_group_that_does_not_exist_is_a_wrong_use(folder: Path) -> None:
    result = _run(STREAM, "--log", str(folder), "--cases", ">")
    assert (result.exit_code, "names no group of cases" in result.stderr) == (2, True)


def test_a_stream_that_neither_documents_nor_log_have_is_not_found(folder: Path) -> None:
    result = _run("NCV-33", "--log", str(folder))
    assert (result.exit_code, "There is no value stream “NCV-33”" in result.stderr) == (3, True)


def test_a_stream_without_cases_says_so(folder: Path) -> None:
    assert _run("NCV-01", "--log", str(folder)).stdout.endswith("The log has no cases of it.\n")


def test_a_folder_that_is_no_log_is_refused(tmp_path: Path) -> None:
    result = _run(STREAM, "--log", str(tmp_path))
    assert (result.exit_code, "is no log" in result.stderr) == (1, True)
