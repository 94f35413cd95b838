"""People do by a day what the operating model asks of them: postings and incidents."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.journeys.staff import FOUND

Run = Callable[..., Result]
LEAK = ("--what", "usage of a year", "--to", "Sales", "--customer", "Rivera", "--found-by", "Ola")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `penstock` in a folder whose register HR was entered in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    runner = CliRunner()
    _done(runner.invoke(penstock, FOUND))
    return lambda *words: runner.invoke(penstock, list(words))


def _done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def _appoint(run: Run, person: str, role: str) -> None:
    _done(run("people", "appoint", person, role, "--reason", "joined", "--as", "HR"))


def _entries(run: Run, subject: str = "") -> str:
    words = ("who", subject) if subject else ("log",)
    return _done(run("audit", *words, "--as", "Ida"))


def test_o6_a_move_to_the_other_side_opens_a_posting_and_ends_the_old_access(run: Run) -> None:
    _appoint(run, "Dana", "Sales Consultant - AES")
    _done(run("case", "open", "NCV-03", "--id", "NCV-03-SOL-1", "--as", "Dana"))
    moved = _done(
        run("people", "move", "Dana", "Meter Technician", "--reason", "asked", "--as", "HR")
    )

    listed = json.loads(_done(run("posting", "list", "--json", "--as", "HR")))

    assert "Dana crosses the boundary" in moved
    assert "POST-1: post the transfer by" in moved
    assert [(each["kind"], each["overdue"]) for each in listed] == [("transfer", False)]
    assert run("case", "show", "NCV-03-SOL-1", "--as", "Dana").exit_code == 3


def test_o6_a_list_of_people_opens_a_posting_for_each_who_crosses(run: Run) -> None:
    people = ("Ada", "Ben")
    for person in people:
        _appoint(run, person, "Sales Consultant - AES")
        _done(run("people", "end", person, "--reason", "left", "--as", "HR"))
    rows = "\n".join(f"{person},Meter Technician" for person in people)
    Path("back.csv").write_text(f"person,role\n{rows}\n", encoding="utf-8")

    _done(run("people", "import", "back.csv", "--reason", "came back", "--as", "HR"))

    listed = _done(run("posting", "list", "--as", "HR"))
    assert ["POST-1" in listed, "POST-2" in listed, "POST-3" in listed] == [True, True, False]


def test_o5_a_wrongful_disclosure_opens_postings_and_a_case_at_once(run: Run) -> None:
    _appoint(run, "Ola", "Regulatory Compliance Manager")

    told = _done(run("incident", "open", *LEAK, "--waiver", "section 4.2", "--as", "Ola"))

    assert "INC-1: usage of a year, disclosed to Sales." in told
    assert "POST-1: post by" in told
    assert "POST-2: post by" in told
    assert "The case REV-02-INC-1 is open." in told
    assert "REV-02" in _done(run("case", "show", "REV-02-INC-1", "--as", "Ola"))
    assert "case REV-02-INC-1" in _done(run("incident", "list", "--as", "HR"))


def test_o5_the_incident_stays_where_no_case_can_be_opened_by_who_found_it(run: Run) -> None:
    _appoint(run, "Sal", "Sales Consultant - AES")

    told = _done(run("incident", "open", *LEAK, "--as", "Sal"))

    assert "No case was opened for INC-1" in told
    assert "no case" in _done(run("incident", "list", "--as", "HR"))


def test_o5_incidents_are_on_record_under_the_customer_and_listed_without_a_name(run: Run) -> None:
    _appoint(run, "Ola", "Regulatory Compliance Manager")
    _done(run("incident", "open", *LEAK, "--as", "Ola"))

    assert "open incident" in _entries(run, "Rivera")
    assert "open posting" in _entries(run)
    assert "Rivera" not in _done(run("incident", "list", "--as", "HR", "--json"))
    assert "Rivera" not in _done(run("posting", "list", "--as", "HR", "--json"))


def test_o5_an_incident_that_is_yet_to_be_found_is_refused(run: Run) -> None:
    _appoint(run, "Ola", "Regulatory Compliance Manager")

    refused = run("incident", "open", *LEAK, "--found-at", "2099-01-01", "--as", "Ola")

    assert (refused.exit_code, "yet to come" in refused.output) == (1, True)
    assert _done(run("incident", "list", "--as", "HR")) == "There is no incident.\n"


def test_o5_what_is_overdue_is_found(run: Run) -> None:
    _appoint(run, "Ola", "Regulatory Compliance Manager")
    _done(run("incident", "open", *LEAK, "--found-at", "2026-11-02", "--as", "Ola"))

    overdue = run("posting", "list", "--as", "HR", "--overdue")

    assert overdue.exit_code == 1
    assert "OVERDUE since 2026-11-0" in overdue.output


def test_o5_what_was_posted_says_where_and_is_done_once(run: Run) -> None:
    _appoint(run, "Ola", "Regulatory Compliance Manager")
    words = ("--kind", "waiver", "--about", "section 4.2")
    assert "POST-1: post by" in _done(run("posting", "add", *words, "--as", "Ola"))

    _done(run("posting", "done", "post-1", "--where", "example.org/w", "--as", "Ola"))

    again = run("posting", "done", "POST-1", "--where", "elsewhere", "--as", "Ola")
    assert again.exit_code == 1
    assert "POST-1 was done by Ola" in again.output
    assert "Nothing has to be posted." in _done(run("posting", "list", "--as", "HR"))
    assert "example.org/w" in _done(run("posting", "list", "--as", "HR", "--all"))


def test_a_posting_that_is_not_there_is_a_sentence(run: Run) -> None:
    _appoint(run, "Ola", "Regulatory Compliance Manager")
    _done(run("posting", "add", "--kind", "waiver", "--about", "x", "--as", "Ola"))

    missing = run("posting", "done", "POST-9", "--where", "x", "--as", "Ola")

    assert (missing.exit_code, missing.output) == (3, "penstock: There is no posting POST-9.\n")


def _storm(run: Run, *words: str) -> Result:
    return run("emergency", "declare", "--reason", "Ice storm", *words, "--as", "Gus")


@pytest.fixture
def closed(run: Run) -> Run:
    """Return the same, with a case of the utility that Sal of AES may not see."""
    _appoint(run, "Gus", "Interconnection Engineer")
    _appoint(run, "Cleo", "Customer Service Representative")
    _appoint(run, "Sal", "Sales Consultant - AES")
    _appoint(run, "Ida", "Internal Auditor")
    _done(run("case", "open", "RCV-03", "--id", "RCV-03-BILL-1", "--as", "Cleo"))
    item = ("RCV-03-BILL-1", "Validated consumption data (VEE)", "--text", "kWh 1 2 3")
    _done(run("case", "record", *item, "--as", "Cleo"))
    return run


def _read(run: Run, *words: str) -> Result:
    return run(
        "case", "read", "RCV-03-BILL-1", "Validated consumption data (VEE)", *words, "--as", "Sal"
    )


def test_o7_two_people_open_what_is_closed_and_a_third_looks_back_at_it(closed: Run) -> None:
    assert _read(closed).exit_code == 3
    assert "EMG-1 holds until" in _done(_storm(closed, "--confirmed-by", "Cleo"))

    assert _done(_read(closed, "--emergency", "EMG-1")) == "kWh 1 2 3"

    assert "emergency review  what was read in EMG-1 (EMG-1)" in _done(
        closed("posting", "list", "--as", "HR")
    )
    assert "Ice storm; read by Sal" in _done(closed("emergency", "list", "--as", "HR"))
    own = closed("emergency", "review", "EMG-1", "--finding", "fine", "--as", "Sal")
    assert (own.exit_code, "act-not-a-reviewer" in own.output) == (4, True)
    found = ("review", "EMG-1", "--finding", "in order")
    told = _done(closed("emergency", *found, "--as", "Ida"))
    assert told == "EMG-1 is over, and reviewed by Ida.\n"
    assert "Nothing has to be posted." in _done(closed("posting", "list", "--as", "HR"))


def test_o7_one_person_opens_nothing_until_somebody_else_confirms(closed: Run) -> None:
    assert "opens nothing yet" in _done(_storm(closed, "--hours", "2"))
    denied = _read(closed, "--emergency", "EMG-1")
    assert denied.exit_code == 1
    assert "EMG-1 opens nothing (emergency-one-person)" in denied.output

    assert closed("emergency", "confirm", "EMG-1", "--as", "Gus").exit_code == 1
    _done(closed("emergency", "confirm", "EMG-1", "--as", "Cleo"))

    assert _read(closed, "--emergency", "EMG-1").exit_code == 0
    listed = json.loads(_done(closed("emergency", "list", "--as", "HR", "--json")))
    assert [(each["id"], each["holds"], each["used_by"]) for each in listed] == [
        ("EMG-1", True, ["Sal"])
    ]


def test_o7_nothing_is_declared_where_the_second_person_cannot_be_one(closed: Run) -> None:
    assert "takes two people" in _storm(closed, "--confirmed-by", "Gus").output
    assert "Zoe may not confirm an emergency" in _storm(closed, "--confirmed-by", "Zoe").output
    assert _storm(closed, "--hours", "25").exit_code == 2

    assert _done(closed("emergency", "list", "--as", "HR")) == "There was no emergency.\n"
