"""Somebody makes a link for a customer, looks at it, and takes it back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `penstock` in a folder with a case."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    runner = CliRunner()
    opened = runner.invoke(penstock, ["case", "open", "NCV-03", "--id", "SOL-1", "--as", "Sal"])
    assert opened.exit_code == 0, opened.output
    return lambda *words: runner.invoke(penstock, ["link", *words, "--as", "Sal"])


def test_a_link_is_made_and_its_address_told_once(run: Run) -> None:
    told = run("make", "SOL-1", "--to", "Ada").output.splitlines()
    listed = json.loads(run("list", "SOL-1", "--json").output)

    assert told[0].startswith("LINK-1 for Ada, open until ")
    assert told[1].startswith("/my/1.")
    assert told[1].partition(".")[2] not in json.dumps(listed)


def test_a_link_that_is_taken_back_says_by_whom_and_why(run: Run) -> None:
    run("make", "SOL-1", "--opens", "proposal", "--to", "Ada")
    run("revoke", "SOL-1", "LINK-1", "--reason", "wrong address")

    listed = run("list", "SOL-1").output
    assert " ".join(listed.split()) == "LINK-1 proposal Ada revoked by Sal: wrong address"


def test_a_link_for_no_case_is_not_found(run: Run) -> None:
    assert run("make", "SOL-9", "--to", "Ada").exit_code == 3


def test_a_link_of_another_case_is_not_found(run: Run) -> None:
    assert run("revoke", "SOL-1", "LINK-7", "--reason", "none").exit_code == 3


def test_a_link_for_blanks_alone_is_a_misuse(run: Run) -> None:
    assert run("make", "SOL-1", "--to", " ").exit_code == 2
