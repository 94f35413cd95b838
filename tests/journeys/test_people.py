"""Keeping people and their roles, working cases by them, and reading what they are told."""

import json
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.journeys.solar import done
from tests.journeys.staff import FOUND

pytestmark = pytest.mark.usefixtures("by_hand")

SELLER = "Sales Consultant - AES"
HEAD = "VP, Sales & Marketing - AES"
BECAUSE = ("--reason", "joined", "--as", "HR")


class Run(Protocol):
    """Runs penstock in a folder of its own."""

    def __call__(self, *words: str) -> Result: ...


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs penstock in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    runner = CliRunner()
    return lambda *words: runner.invoke(penstock, list(words))


@pytest.fixture
def staffed(run: Run) -> Run:
    """Return the same, with a seller and the head of sales in their roles."""
    done(run(*FOUND))
    done(run("people", "appoint", "Sal", SELLER, *BECAUSE))
    done(run("people", "appoint", "Hal", HEAD, *BECAUSE))
    return run


def test_before_anybody_is_entered_people_are_told_what_that_means(run: Run) -> None:
    assert "whoever works cases is taken at their word" in done(run("people", "list", "--as", "HR"))


def test_whoever_is_appointed_is_listed_with_their_role(staffed: Run) -> None:
    listed = done(staffed("people", "list", "--as", "HR", "--role", "sales consultant - aes"))

    assert "Sal" in listed
    assert "Hal" not in listed


def test_a_program_reads_the_register_as_json(staffed: Run) -> None:
    held = json.loads(done(staffed("people", "list", "--as", "HR", "--json")))["holdings"]

    assert [(each["person"], each["role"], each["until"]) for each in held] == [
        ("HR", "HR Business Partner", None),
        ("Sal", SELLER, None),
        ("Hal", HEAD, None),
    ]


def test_a_role_that_is_misspelt_is_refused_with_the_one_that_is_meant(run: Run) -> None:
    done(run(*FOUND))

    refused = run("people", "appoint", "Sal", "Sales Consultent - AES", *BECAUSE)

    assert refused.exit_code == 1
    assert f"Did you mean “{SELLER}”" in refused.stderr


def test_nobody_gets_a_role_of_the_other_side_beside_their_own(staffed: Run) -> None:
    refused = staffed("people", "appoint", "Sal", "Meter Technician", *BECAUSE)

    assert refused.exit_code == 1
    assert "Nobody belongs to both sides" in refused.stderr


def test_o6_whoever_moves_across_has_the_new_role_alone_and_is_to_be_posted(staffed: Run) -> None:
    delegated = ("--from", "Hal", "--to", "Sal", "--until", "2999-01-01", "--reason", "leave")
    done(staffed("people", "delegate", HEAD, *delegated, "--as", "Hal"))

    told = done(staffed("people", "move", "Sal", "Meter Technician", *BECAUSE))

    assert "the boundary: all access to the non-regulated side has ended." in told
    assert "post the transfer by" in told
    listed = done(staffed("people", "list", "--as", "HR", "--person", "Sal"))
    assert "Meter Technician" in listed
    assert SELLER not in listed
    assert HEAD not in listed


def test_what_has_ended_is_shown_to_who_asks_for_it(staffed: Run) -> None:
    done(staffed("people", "end", "Sal", "--reason", "left", "--as", "HR"))

    assert (
        done(staffed("people", "list", "--as", "HR", "--person", "Sal"))
        == "There is nobody like that.\n"
    )
    assert "until" in done(staffed("people", "list", "--as", "HR", "--all", "--person", "Sal"))


def test_r6_roles_that_nobody_has_are_listed_with_what_they_block(staffed: Run) -> None:
    vacant = json.loads(done(staffed("people", "vacant", "--as", "HR", "--json")))

    by_role = {each["role"]: each for each in vacant}
    assert HEAD not in by_role
    assert "NCV-03.2" in by_role["VP, Operations & Delivery - AES"]["accountable"]


def test_a_list_of_people_is_entered_whole(run: Run) -> None:
    done(run(*FOUND))
    Path("people.csv").write_text(f'person,role\nSal,{SELLER}\nHal,"{HEAD}"\n', encoding="utf-8")

    assert done(run("people", "import", "people.csv", *BECAUSE)) == "2 roles were given.\n"


def test_a_list_with_faults_is_refused_with_all_of_them(run: Run) -> None:
    done(run(*FOUND))
    Path("people.csv").write_text(
        "person,role\nSal,Nobody\nHal,Sales Consultant - AES\nHal,Meter Technician\n",
        encoding="utf-8",
    )

    refused = run("people", "import", "people.csv", *BECAUSE)

    assert refused.exit_code == 1
    assert "line 2: The documents know no role “Nobody”" in refused.stderr
    assert "line 4: Hal has the role" in refused.stderr
    assert "Hal" not in done(run("people", "list", "--as", "HR"))


def test_a_list_that_is_not_there_is_told_in_words(run: Run) -> None:
    refused = run("people", "import", "people.csv", *BECAUSE)

    assert refused.exit_code == 1
    assert "it cannot be read: No such file or directory" in refused.stderr


def test_a_case_is_worked_and_closed_by_who_answers_for_it(staffed: Run) -> None:
    done(staffed("case", "open", "NCV-03", "--id", "NCV-03-SOL-1", "--as", "Sal"))
    for criterion in ("supplied energy bills", "looks suitable", "can finance"):
        done(staffed("case", "attest", "NCV-03-SOL-1", criterion, "--as", "Sal"))
    for item in ("Customer inquiry", "Customer energy bills"):
        done(staffed("case", "record", "NCV-03-SOL-1", item, "--text", "x", "--as", "Sal"))
    assert staffed("case", "claim", "NCV-03-SOL-1", "--as", "Hal").exit_code == 1
    done(staffed("case", "claim", "NCV-03-SOL-1", "--as", "Sal"))
    for item in ("Qualified lead", "Preliminary energy analysis"):
        done(staffed("case", "record", "NCV-03-SOL-1", item, "--text", "x", "--as", "Sal"))
    done(staffed("case", "complete", "NCV-03-SOL-1", "--as", "Sal"))

    refused = staffed("case", "pass", "NCV-03-SOL-1", "--evidence", "call", "--as", "Sal")
    passed = staffed("case", "pass", "NCV-03-SOL-1", "--evidence", "call", "--as", "Hal")

    assert f"closed by {HEAD}, which is Hal, not Sal" in refused.stderr
    assert "NCV-03.2" in done(passed)


def test_r5_who_is_informed_reads_it_once(staffed: Run) -> None:
    done(staffed("people", "appoint", "Pam", "Product Manager - AES", *BECAUSE))
    test_a_case_is_worked_and_closed_by_who_answers_for_it(staffed)

    first = done(staffed("notice", "read", "--as", "Pam"))
    second = done(staffed("notice", "list", "--as", "Pam"))

    assert f"of case NCV-03-SOL-1 was closed by {HEAD}." in first
    assert second == "There is nothing new for you.\n"


def test_notices_are_for_people_of_the_register(staffed: Run) -> None:
    refused = staffed("notice", "list", "--as", "Zoe")

    assert refused.exit_code == 2
    assert "Zoe is not in the register of people" in refused.stderr


def test_a_stand_in_is_recalled_before_the_time_is_over(staffed: Run) -> None:
    between = ("--from", "Hal", "--to", "Sal", "--reason", "leave", "--as", "Hal")
    done(staffed("people", "delegate", HEAD, "--until", "2999-01-01", *between))

    told = done(staffed("people", "recall", HEAD, *between))
    again = staffed("people", "recall", HEAD, *between)

    assert told == f"Sal acts as {HEAD} for Hal no longer.\n"
    assert (again.exit_code, "does not stand in as" in again.output) == (1, True)
    assert HEAD not in done(staffed("people", "list", "--as", "HR", "--person", "Sal"))


def test_nobody_ends_the_last_who_enters_people(staffed: Run) -> None:
    between = ("--from", "HR", "--to", "Cleo", "--reason", "leave", "--as", "HR")
    done(staffed("people", "appoint", "Cleo", "Customer Service Representative", *BECAUSE))
    done(staffed("people", "delegate", "HR Business Partner", "--until", "2999-01-01", *between))

    refused = staffed("people", "end", "HR", "--reason", "left", "--as", "Cleo")

    assert (refused.exit_code, "the last who enters people" in refused.output) == (1, True)
