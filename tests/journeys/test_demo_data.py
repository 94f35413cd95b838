"""Somebody plays the company, and is told wherever they look that it was played."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock

SMALL = ("--size", "0.02", "--months", "3", "--until", "2026-06-01")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(penstock, list(arguments))


def test_a_company_is_played_and_everybody_who_looks_is_told() -> None:
    played = _run("demo-data", *SMALL)
    listed = _run("case", "list", "--json", "--as", "Ada")
    first = json.loads(listed.stdout)[0]
    shown = _run("case", "show", first["case_id"], "--as", "Ada")

    assert played.exit_code == 0, played.output
    assert "2026-03-01 to 2026-06-01" in played.stdout
    assert "-SYN-" in first["case_id"]
    assert "These cases are synthetic" in listed.stderr
    assert "These cases are synthetic" in shown.stderr
    assert "(synthetic)" in shown.stdout


def test_the_same_command_again_adds_nothing_and_another_play_is_refused() -> None:
    first = _run("demo-data", *SMALL)
    again = _run("demo-data")
    other = _run("demo-data", *SMALL, "--seed", "8")

    assert again.stdout == first.stdout
    assert other.exit_code == 1
    assert "holds another play already: seed 7" in other.stderr
