"""What somebody who studies the work does with the logs of cases."""

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from penstock.cli.main import penstock
from penstock.governance.service_levels.calendars import WEEKDAYS

pytestmark = pytest.mark.usefixtures("by_hand")

ENTRY = ("has asked for solar", "looks suitable", "can finance")
Case = Callable[..., Result]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return a function that runs `penstock case` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    runner = CliRunner()
    return lambda *words: runner.invoke(penstock, ["case", *words])


@pytest.fixture
def worked(case: Case) -> Case:
    """Return the same, with a case that waits in its second stage for another."""
    customer = ("--customer", "Rivera", "--id", "SOL-1001", "--as", "Sam")
    _done(case("open", "NCV-03", "--product", "NONREG-DG-001", *customer))
    for words in ENTRY:
        _done(case("attest", "SOL-1001", words, "--evidence", "Rivera says so", "--as", "Sam"))
    for item in ("Customer inquiry", "Customer energy bills"):
        _done(case("record", "SOL-1001", item, "--text", "as asked", "--as", "Sam"))
    _done(case("claim", "SOL-1001", "--as", "Dora"))
    for item in ("Qualified lead", "Preliminary energy analysis"):
        _done(case("record", "SOL-1001", item, "--text", "as seen", "--as", "Dora"))
    _done(case("complete", "SOL-1001", "--as", "Dora"))
    _done(case("pass", "SOL-1001", "--evidence", "Rivera agrees", "--as", "Vera"))
    _done(case("link", "SOL-1001", "--open", "AOV-04", "--as", "Sam"))
    return case


def _done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def _log(file: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(Path(file).read_text(encoding="utf-8"))
    return log


def test_the_log_names_what_happened_to_which_cases_items_and_people(worked: Case) -> None:
    told = _done(worked("export", "-o", "log.json"))

    log = _log("log.json")
    assert told.startswith(f"log.json: 2 cases, {len(log['events'])} events, ")
    kinds = Counter(each["type"] for each in log["objects"])
    assert kinds["NCV-03 case"] == kinds["AOV-04 case"] == 1
    assert kinds["information item version"] == 4
    assert {each["id"] for each in log["objects"] if each["type"] == "actor"} == {
        "actor:Sam",
        "actor:Dora",
        "actor:Vera",
    }


def test_the_log_has_every_event_that_the_case_shows(worked: Case) -> None:
    shown = json.loads(_done(worked("show", "SOL-1001", "--json")))
    _done(worked("export", "-o", "log.json"))

    events = [each["id"] for each in _log("log.json")["events"]]
    assert [each for each in events if each.startswith("SOL-1001:")] == [
        f"SOL-1001:{each['seq']}" for each in shown["log"]
    ]


def test_both_forms_of_the_log_say_the_same(worked: Case) -> None:
    _done(worked("export", "-o", "log.json"))
    _done(worked("export", "--format", "ocel-sqlite", "-o", "log.db"))

    log = _log("log.json")
    with closing(sqlite3.connect("log.db")) as connection:
        events = connection.execute("select ocel_id, ocel_type from event").fetchall()
        pairs = connection.execute("select count(*) from event_object").fetchone()
        links = connection.execute("select count(*) from object_object").fetchone()
    assert events == [(each["id"], each["type"]) for each in log["events"]]
    assert pairs == (sum(len(each["relationships"]) for each in log["events"]),)
    assert links == (sum(len(each["relationships"]) for each in log["objects"]),)


@pytest.mark.parametrize("name", ["log.json", "log.sqlite", "log.xes", "log.csv"])
def test_no_customer_is_named(worked: Case, name: str) -> None:
    _done(worked("export", "-o", name))

    assert b"Rivera" not in Path(name).read_bytes()


@pytest.mark.parametrize("name", ["log.json", "log.sqlite", "log.xes", "log.csv"])
def test_exporting_again_gives_the_same_bytes(worked: Case, name: str) -> None:
    _done(worked("export", "-o", name))
    before = Path(name).read_bytes()

    _done(worked("export", "-o", name))
    assert Path(name).read_bytes() == before


def test_visits_are_rows(worked: Case) -> None:
    told = _done(worked("export", "-o", "visits.csv"))

    with Path("visits.csv").open(encoding="utf-8", newline="") as file:
        first, second, asked = csv.DictReader(file)
    assert told == "visits.csv: 2 cases, 3 visits\n"
    assert asked["stage"] == "AOV-04.1"
    assert (first["stage"], first["resource"], first["outcome"]) == ("NCV-03.1", "Dora", "passed")
    waited, worked_for = int(first["wait_us"]), int(first["work_us"])
    assert int(first["exited"]) - int(first["entered"]) == waited + worked_for
    assert (second["prev_stage"], second["exited"], second["closes"]) == ("NCV-03.1", "", "0")


def test_a_trace_is_a_case_and_its_visits_are_events(worked: Case) -> None:
    told = _done(worked("export", "-o", "log.xes"))

    assert told == "log.xes: 2 cases, 3 visits, 5 events\n"
    assert Path("log.xes").read_text(encoding="utf-8").count("<trace>") == 2


def test_a_folder_of_visits_grows_with_what_is_new(worked: Case) -> None:
    first = _done(worked("export", "--format", "parquet", "-o", "log"))
    again = _done(worked("export", "--format", "parquet", "-o", "log"))
    _done(worked("cancel", "SOL-1001", "--reason", "moved", "--as", "Sam"))
    later = _done(worked("export", "--format", "parquet", "-o", "log"))

    assert first == "log: 1 new visit in 5 new files; 1 visit in all\n"
    assert again == "log: 0 new visits in 0 new files; 1 visit in all\n"
    assert later == "log: 1 new visit in 1 new file; 2 visits in all\n"
    told = parquet.read_table("log/visits").select(["stage", "resource", "outcome"]).to_pylist()
    assert [(row["stage"], row["outcome"]) for row in told] == [
        ("NCV-03.1", "passed"),
        ("NCV-03.2", "cancelled"),
    ]
    assert told[0]["resource"] == "Dora"


def test_a_folder_of_visits_counts_business_time_by_a_calendar(worked: Case) -> None:
    always = {
        "id": "always",
        "version": 1,
        "zone": "UTC",
        "first_year": 2020,
        "last_year": 2090,
        "week": {day: ["00:00-24:00"] for day in WEEKDAYS},
        "holidays": [],
    }
    Path("always.json").write_text(json.dumps(always), encoding="utf-8")
    _done(worked("export", "--format", "parquet", "-o", "log", "--calendar", "always.json"))

    [row] = parquet.read_table("log/visits").to_pylist()
    assert (row["wait_business_us"], row["work_business_us"]) == (row["wait_us"], row["work_us"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--format", "parquet", "-o", "penstock.db"), "penstock.db is a file. Name a folder"),
        (("--format", "csv", "-o", "penstock.db.blobs"), "penstock.db.blobs is a folder. Name a"),
        (("-o", "log.csv", "--calendar", "penstock.db"), "Only the format parquet has business"),
        (
            ("--format", "parquet", "-o", "log", "--calendar", "penstock.db"),
            "penstock.db is no calendar",
        ),
        (("-o", "log.csv", "--in", "."), "Only the format parquet has numbers of key metrics"),
    ],
)
def test_what_cannot_be_exported_so_is_a_sentence(
    worked: Case, words: tuple[str, ...], sentence: str
) -> None:
    refused = worked("export", *words)

    assert refused.exit_code == 2
    assert sentence in refused.output


def test_a_database_of_cases_is_not_written_over(worked: Case) -> None:
    refused = worked("export", "--format", "csv", "-o", "penstock.db")

    assert refused.exit_code == 2
    assert "penstock.db is a database that holds something else" in refused.output
    assert _done(worked("explain", "SOL-1001")).startswith("SOL-1001 for Rivera: open")


def test_an_ending_that_tells_no_format_is_asked_about(worked: Case) -> None:
    refused = worked("export", "-o", "log.txt")

    assert refused.exit_code == 2
    assert "tells no format. Choose one with --format." in refused.output


def test_a_folder_that_is_not_there_is_named(worked: Case) -> None:
    refused = worked("export", "-o", "nowhere/log.json")

    assert refused.exit_code == 2
    assert "nowhere/log.json cannot be written: No such file or directory." in " ".join(
        refused.output.split()
    )


def test_without_cases_there_is_nothing_to_export(case: Case, tmp_path: Path) -> None:
    refused = case("export", "-o", "log.json")

    assert refused.exit_code == 3
    assert "There are no cases here" in refused.output
    assert list(tmp_path.iterdir()) == []
