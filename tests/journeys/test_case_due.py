"""Somebody makes a calendar, opens a case, and asks what is due."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from penstock.cli.main import penstock
from penstock.governance.service_levels.calendars import Calendar

DOCUMENT = """# AOV-04: Electric Energy Delivery - Stages

**Value Stream ID:** AOV-04
**Name:** Electric Energy Delivery

| Stage ID | Stage Name | Description | Expected Outputs | Service Level |
| --- | --- | --- | --- | --- |
| **AOV-04.1** | **Study** | Look at the feeder. | Study | 15 business days, paused on hold |
"""


def _run(*arguments: str) -> str:
    done = CliRunner().invoke(penstock, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "aov-04.md").write_text(DOCUMENT, encoding="utf-8")
    calendar = _run("calendar", "US", "--zone", "America/New_York", "--years", "2026-2035")
    (tmp_path / "calendar.json").write_text(calendar, encoding="utf-8")
    return tmp_path


def test_a_calendar_that_is_printed_can_be_read(here: Path) -> None:
    calendar = Calendar.from_json((here / "calendar.json").read_text(encoding="utf-8"))

    assert (calendar.zone, calendar.first_year, calendar.last_year) == (
        "America/New_York",
        2026,
        2035,
    )


def test_a_case_says_when_it_is_due_and_the_list_has_it(here: Path) -> None:
    opened = _run("case", "open", "AOV-04", "--id", "GRID-1", "--as", "Ada")
    _run("case", "open", "AOV-04", "--id", "GRID-2", "--as", "Ada")
    held = _run("case", "hold", "GRID-2", "--reason", "storm", "--as", "Ada")

    assert "the stage may take 15 business days, paused on hold: due " in opened
    assert "because on hold: storm" in held
    assert [each["case_id"] for each in json.loads(_run("case", "list", "--due", "--json"))] == [
        "GRID-1"
    ]
    assert "GRID-1" in _run("case", "list", "--due-before", "2100-01-01")
    assert _run("case", "list", "--overdue") == "There is no such case.\n"
    assert here.joinpath("penstock.db").exists()


def test_a_calendar_may_know_one_year() -> None:
    calendar = json.loads(_run("calendar", "US", "--zone", "America/New_York", "--years", "2026"))

    assert (calendar["first_year"], calendar["last_year"]) == (2026, 2026)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["calendar", "XX", "--zone", "UTC", "--years", "2026-2027"],
            "No holidays are known for “XX”",
        ),
        (
            ["calendar", "US", "--zone", "Mars", "--years", "2026-2027"],
            "no time zone is called “Mars”",
        ),
        (["calendar", "US", "--zone", "UTC", "--years", "2026-"], "“2026-” are no years"),
        (["calendar", "US", "--zone", "UTC", "--years", "2027-2026"], "cannot be"),
        (
            ["calendar", "US", "--zone", "UTC", "--years", "2026-2027", "--hours", "9"],
            "are no hours",
        ),
        (["case", "list", "--due-before", "soon"], "“soon” is no moment"),
    ],
)
def test_bad_input_is_a_sentence(arguments: list[str], sentence: str) -> None:
    done = CliRunner().invoke(penstock, arguments)

    assert done.exit_code == 2
    assert sentence in done.output


def test_a_file_that_is_no_calendar_is_named(here: Path) -> None:
    (here / "calendar.json").write_text("{}", encoding="utf-8")

    done = CliRunner().invoke(penstock, ["case", "open", "AOV-04", "--as", "Ada"])

    assert done.exit_code == 2
    assert "calendar.json holds no business calendar." in done.output
