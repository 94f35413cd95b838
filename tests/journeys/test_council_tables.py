"""What decides beside the policies is approved with them: functions, data classes, purposes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.journeys.staff import FOUND

Run = Callable[..., Result]
PEOPLE = (
    "person,role\n"
    "Cid,Chief Information Officer (CIO)\n"
    "Gen,General Counsel\n"
    "Pri,Privacy & Consent Officer\n"
    "Cleo,Customer Service Representative\n"
)
WHY = ("--owner", "Cid", "--reason", "traders advise", "--source", "ELT of 2026-11-18")
EDITS = {
    "functions.csv": ("Market Trader - AES,marketing\n", ""),
    "data-classes.csv": ("Deposit requirement,,personal,credit", "Deposit requirement,,,credit"),
    "purposes.csv": ("NCV-03,solar_design", "NCV-03,advertising"),
    "council.toml": ('    "General Counsel",\n', '    "Customer Service Representative",\n'),
    "schema.cedarschema": ("// The sides of the company", "// All sides of the company"),
    "1-hats.cedar": ("Which hat a person may wear", "Which hat somebody may wear"),
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference_company: Path) -> Run:
    """Return a function that runs `penstock` in a copy of the company, which has a council."""
    company = Path(shutil.copytree(reference_company, tmp_path / "company"))
    monkeypatch.chdir(company)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    runner = CliRunner()
    Path("people.csv").write_text(PEOPLE, encoding="utf-8")
    for words in (
        FOUND,
        ("people", "import", "people.csv", "--reason", "joined", "--as", "HR"),
        ("case", "open", "RCV-03", "--id", "RCV-03-BILL-1", "--as", "Cleo"),
    ):
        assert runner.invoke(penstock, words).exit_code == 0
    shutil.copytree("policy", "draft")
    return lambda *words: runner.invoke(penstock, list(words))


def _edit(folder: str, name: str) -> None:
    file = Path(folder, name)
    text = file.read_text(encoding="utf-8")
    old, new = EDITS[name]
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def _propose(run: Run) -> Result:
    words = ("boundary", "propose", "draft", *WHY, "--effective", "2026-11-20")
    return run(*words, "--as", "Tom")


def _approved(run: Run) -> None:
    """Have the folder `policy` as it is approved, a word apart from what was there before."""
    draft = Path("draft", "7-emergencies.cedar")
    draft.write_text(f"// Adopted.\n{draft.read_text(encoding='utf-8')}", encoding="utf-8")
    _done(_propose(run))
    for person in ("Gen", "Pri"):
        _done(run("boundary", "approve", "POL-1", "--as", person))
    shutil.copytree("draft", "policy", dirs_exist_ok=True)


@pytest.mark.parametrize("name", EDITS)
def test_council_an_edit_that_nobody_approved_denies_all_and_is_an_alarm(
    run: Run, name: str
) -> None:
    _approved(run)
    show = ("case", "show", "RCV-03-BILL-1", "--as", "Cleo")
    _done(run(*show))
    _edit("policy", name)

    refused = run(*show)

    assert (refused.exit_code, "are not those that were approved" in refused.output) == (1, True)
    shutil.copytree("draft", "policy", dirs_exist_ok=True)
    _done(run(*show))
    log = json.loads(_done(run("audit", "log", "--as", "Gen", "--json")))
    assert [each["rule"] for each in log].count("policy-error") == 1


def test_council_a_change_of_functions_shows_its_rows_and_what_they_decide(run: Run) -> None:
    _edit("draft", "functions.csv")
    _edit("draft", "data-classes.csv")
    file = Path("draft", "functions.csv")
    text = file.read_text(encoding="utf-8").replace("Sales Consultant - AES,marketing\n", "")
    file.write_text(f"{text}Meter Data Analyst,oversight\n", encoding="utf-8")

    told = _done(_propose(run))

    for line in (
        "functions.csv: no longer “role Market Trader - AES, function marketing”",
        "functions.csv: now “role Meter Data Analyst, function oversight”",
        "data-classes.csv: no longer "
        "“item Deposit requirement, sensitivity personal, data_class credit”",
        "data-classes.csv: now “item Deposit requirement, data_class credit”",
        "denied by no-conduit, would be",
        "Tables: 5 rows changed.",
        "file       functions.csv",
    ):
        assert line in told
    replayed = run("boundary", "replay", "--changed", "draft")
    assert (replayed.exit_code, "Tables: 5 rows changed." in replayed.output) == (1, True)


def test_council_a_changed_row_needs_a_line_of_the_council(run: Run) -> None:
    _edit("policy", "functions.csv")

    done = run("boundary", "changes")

    assert (done.exit_code, "were never adopted" in done.output) == (1, True)


def test_council_nobody_becomes_a_member_by_an_edit(run: Run) -> None:
    _edit("draft", "functions.csv")
    _done(_propose(run))
    _edit("policy", "council.toml")

    refused = run("boundary", "approve", "POL-1", "--as", "Cleo")

    assert refused.exit_code == 1
    assert "POL-1 was compared with" in refused.output


@pytest.mark.parametrize(
    ("name", "row", "sentence"),
    [
        ("data-classes.csv", "Gas,nowhere,,gas\n", "there is no side “nowhere”"),
        ("purposes.csv", "NCV-04,\n", "purpose is empty"),
        ("functions.csv", "Meter Data Analyst,marketer\n", "there is no function marketer"),
        ("council.toml", "x =\n", "it is no TOML"),
    ],
)
def test_council_a_table_that_cannot_be_used_is_not_proposed(
    run: Run, name: str, row: str, sentence: str
) -> None:
    with Path("draft", name).open("a", encoding="utf-8") as table:
        table.write(row)

    refused = _propose(run)

    assert refused.exit_code != 0
    assert sentence in refused.output
    assert _done(run("boundary", "proposals")) == "Nothing was proposed.\n"
