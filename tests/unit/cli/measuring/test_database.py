"""`penstock measure STREAM` on the cases of a database: what is open counts, and sides are kept."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock


def run(*words: str) -> Result:
    return CliRunner().invoke(penstock, words)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a database with one case of NCV-01 of the reference company."""
    monkeypatch.chdir(tmp_path)
    address = "sqlite:///cases.db"
    opened = run("case", "open", "NCV-01", "--as", "ada", "--database", address)
    assert opened.exit_code == 0, opened.output
    return address


def test_a_case_that_is_open_is_counted_and_has_no_value_yet(database: str) -> None:
    shown = run("measure", "NCV-01", "--stage", "NCV-01.1", "--as", "ada", "--database", database)

    assert shown.exit_code == 0, shown.output
    lines = shown.output.splitlines()
    assert lines[1].startswith("1 case, 0 finished visits, up to ")
    assert lines[-1] == "3 key metrics: 1 no data, 2 not measurable."


def test_a_stream_is_closed_to_the_other_side(database: str) -> None:
    words = ("measure", "NCV-01", "--as", "ada", "--for", "regulated", "--database", database)

    shown = run(*words)

    assert shown.exit_code == 1
    assert "The measurement of NCV-01 is non-regulated, and is closed to ada" in shown.output
