"""A council changes policies: somebody proposes, two others approve, and nothing else holds."""

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
WHY = ("--owner", "Cid", "--reason", "longer storms", "--source", "ELT of 2026-11-18")


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
    _edit(Path(shutil.copytree("policy", "draft")), "24 * 60", "48 * 60")
    return lambda *words: runner.invoke(penstock, list(words))


def _edit(folder: Path, old: str, new: str) -> None:
    file = folder / "7-emergencies.cedar"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def _propose(run: Run, *words: str) -> Result:
    return run(
        "boundary", "propose", "draft", *WHY, "--effective", "2026-11-20", *words, "--as", "Tom"
    )


def _approve(run: Run, person: str) -> Result:
    return run("boundary", "approve", "POL-1", "--as", person)


def test_council_a_proposal_shows_what_it_decides_otherwise(run: Run) -> None:
    told = _done(_propose(run))

    assert "POL-1 waits for 2 of 2 approvals." in told
    assert "owner      Cid (Chief Information Officer (CIO))" in told
    assert "7-emergencies.cedar" in told
    assert "1 decided otherwise, 0 for another reason." in told
    assert "denied by emergency-too-long, would be allowed by emergency" in told


def test_council_two_others_approve_and_then_nothing_else_holds(run: Run) -> None:
    _done(_propose(run))
    assert "Cid owns POL-1" in _approve(run, "Cid").output
    assert "Cleo has no seat in the Data Governance Council" in _approve(run, "Cleo").output
    _done(_approve(run, "Gen"))
    told = _done(_approve(run, "Pri"))
    line = told.splitlines()[-1]
    _edit(Path("policy"), "24 * 60", "72 * 60")

    refused = run("case", "show", "RCV-03-BILL-1", "--as", "Cleo")

    assert refused.exit_code == 1
    assert "are not those that were approved" in refused.output
    shutil.copytree("draft", "policy", dirs_exist_ok=True)
    assert "RCV-03-BILL-1: open" in _done(run("case", "show", "RCV-03-BILL-1", "--as", "Cleo"))
    with Path("policy", "changes.csv").open("a", encoding="utf-8") as table:
        table.write(f"{line}\n")
    assert "hold on" in _done(run("boundary", "changes", "--as-of", line.split(",")[1]))


def test_council_nobody_stands_in_for_a_member(run: Run) -> None:
    _done(_propose(run))
    seat = (
        "Chief Information Officer (CIO)",
        "--from",
        "Cid",
        "--to",
        "Tia",
        "--until",
        "2099-01-01",
    )
    _done(run("people", "appoint", "Tia", "Regulatory Counsel", "--reason", "joined", "--as", "HR"))
    _done(run("people", "delegate", *seat, "--reason", "leave", "--as", "Cid"))

    assert "Tia has no seat" in _approve(run, "Tia").output


def test_council_the_approvals_are_listed_and_on_record(run: Run) -> None:
    _done(_propose(run))
    _done(_approve(run, "Gen"))

    listed = _done(run("boundary", "proposals"))
    whole = json.loads(_done(run("boundary", "proposals", "POL-1", "--json")))

    assert "1 of 2 approvals" in listed
    assert [each["person"] for each in whole[0]["approvals"]] == ["Gen"]
    assert len(whole[0]["decided_otherwise"]) == 1
    assert "write policy" in _done(run("audit", "log", "--as", "Ida"))


def test_council_nothing_is_proposed_that_changes_nothing_or_that_nobody_answers_for(
    run: Run,
) -> None:
    same = ("boundary", "propose", "policy", *WHY, "--effective", "2026-11-20")
    assert "are the same as those here" in run(*same, "--as", "Tom").output
    assert "Zoe has no role" in _propose(run, "--owner", "Zoe").output
    _edit(Path("draft"), "48 * 60", "48 * minutes")
    broken = _propose(run)

    assert (broken.exit_code, "7-emergencies.cedar:" in broken.output) == (2, True)
    assert _done(run("boundary", "proposals")) == "Nothing was proposed.\n"
