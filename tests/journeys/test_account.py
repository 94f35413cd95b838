"""People are let in from the command line, and make tokens for programs of theirs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.app.cases.opening import opened
from penstock.app.signing_in import signing_in_to
from penstock.cli.main import penstock
from tests.journeys.staff import FOUND

Run = Callable[..., Result]
PASSWORD = "seven quiet otters"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `penstock` in a folder whose register HR was entered in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    runner = CliRunner()
    assert runner.invoke(penstock, FOUND).exit_code == 0
    return lambda *words: runner.invoke(penstock, list(words))


def _appoint(run: Run, person: str, role: str) -> None:
    words = ("people", "appoint", person, role, "--reason", "joined", "--as", "HR")
    assert run(*words).exit_code == 0


def test_who_enters_people_is_let_in_first_and_lets_in_the_others(run: Run) -> None:
    _appoint(run, "Sal", "Sales Consultant - AES")

    refused = run("account", "invite", "Sal", "--as", "Sal")
    founded = run("account", "invite", "HR", "--as", "Bea")
    invited = run("account", "invite", "Sal", "--as", "HR")

    assert (refused.exit_code, founded.exit_code, invited.exit_code) == (4, 0, 0)
    assert "their own roles" in refused.output
    assert invited.output.splitlines()[0].startswith("Sal chooses a password here until 20")
    assert invited.output.splitlines()[1].startswith("/sign-in/invitation/")


def test_an_invitation_from_the_command_line_lets_somebody_in_by_the_web(run: Run) -> None:
    told = run("account", "invite", "HR", "--as", "HR").output.splitlines()[1]
    secret = told.rpartition("/")[2]

    with opened("sqlite:///penstock.db") as cases:
        signing_in = signing_in_to(cases)
        keeper = signing_in.doorkeeper
        signing_in.accounts("HR").accept(secret, PASSWORD, passwords=keeper.passwords)
        signed_in = keeper.sign_in("HR", PASSWORD, address="192.0.2.7")

    # A restart loses no session.
    with opened("sqlite:///penstock.db") as cases:
        visitor = signing_in_to(cases).doorkeeper.visitor(signed_in.session_id)
    assert visitor == signed_in.visitor
    (listed,) = json.loads(run("account", "list", "--json", "--as", "HR").output)
    assert (listed["person"], listed["state"], listed["signed_in_at"][:2]) == ("HR", "open", "20")


def test_an_account_that_was_closed_says_by_whom_and_why(run: Run) -> None:
    _appoint(run, "Sal", "Sales Consultant - AES")
    run("account", "invite", "HR", "--as", "HR")
    run("account", "invite", "Sal", "--as", "HR")

    ended = run("account", "end", "Sal", "--reason", "long leave", "--as", "HR")

    assert "Sal signs in no more" in ended.output
    listed = run("account", "list", "--as", "HR").output
    assert " ".join(listed.splitlines()[1].split()) == "Sal ended by HR: long leave"


def test_who_forgot_their_password_is_invited_anew(run: Run) -> None:
    _appoint(run, "Sal", "Sales Consultant - AES")
    run("account", "invite", "HR", "--as", "HR")
    first = run("account", "invite", "Sal", "--as", "HR").output

    again = run("account", "reset", "Sal", "--as", "HR").output

    assert again.splitlines()[1].startswith("/sign-in/invitation/")
    assert again != first


def test_who_is_not_in_the_register_has_no_account_and_no_token(run: Run) -> None:
    invited = run("account", "invite", "Nobody", "--as", "HR")
    ended = run("account", "end", "Nobody", "--reason", "left", "--as", "HR")
    made = run("token", "create", "reports", "--as", "Nobody")

    assert [each.exit_code for each in (invited, ended, made)] == [1, 1, 1]
    assert "penstock people appoint 'Nobody' ROLE" in invited.output
    assert "Nobody has no account" in ended.output
    assert "gets no token" in made.output


def test_a_token_is_told_once_listed_and_ended(run: Run) -> None:
    made = run("token", "create", "reports", "--scope", "work", "--days", "7", "--as", "HR").output
    text = made.splitlines()[1]
    (listed,) = json.loads(run("token", "list", "--json", "--as", "HR").output)

    assert made.startswith(f"{listed['id']} for HR (work), until 20")
    assert text.startswith("pst_")
    assert text not in json.dumps(listed)
    with opened("sqlite:///penstock.db") as cases:
        visitor = signing_in_to(cases).doorkeeper.bearer(text)
    assert visitor is not None
    assert visitor.may_work
    told = run("token", "list", "--as", "HR").output
    assert "reports" in told
    assert "used 20" in told
    assert "lets no program in any more" in run("token", "end", listed["id"], "--as", "HR").output
    assert run("token", "list", "--as", "HR").output == "You have no token.\n"


def test_a_token_of_another_is_not_ended(run: Run) -> None:
    _appoint(run, "Sal", "Sales Consultant - AES")
    made = json.loads(run("token", "create", "reports", "--json", "--as", "HR").output)

    assert run("token", "end", made["id"], "--as", "Sal").exit_code == 1
    assert made["token"].startswith("pst_")


def test_who_enters_people_ends_a_token_of_somebody_and_nobody_else_does(run: Run) -> None:
    _appoint(run, "Sal", "Sales Consultant - AES")
    made = run("token", "create", "export", "--as", "Sal", "--json")
    token = json.loads(made.output)["id"]
    words = ("account", "end-access", token, "--of", "Sal", "--reason", "leaked")

    others = run(*words, "--as", "Sal")
    listed = run("account", "access", "--as", "HR")
    ended = run(*words, "--as", "HR")

    assert (others.exit_code, ended.exit_code) == (4, 0)
    assert token in listed.output
    assert run("account", "access", "--as", "HR", "--json").output.strip() == "[]"
    assert run(*words, "--as", "HR").exit_code == 1
