"""What a seller, a designer and their managers do with cases of the reference company."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.small_company import TEXTS

ENTRY = ("has asked for solar", "looks suitable", "can finance")
EXIT = ("installed and has passed", "permission to operate", "monitoring platform", "warranties")
STAGES = {
    "NCV-03.1": (
        ("Customer inquiry", "Customer energy bills"),
        ("Qualified lead", "Preliminary energy analysis"),
    ),
    "NCV-03.2": (
        ("Site specifics",),
        ("System design", "Financial projections", "Customer proposal", "Bill of materials"),
    ),
    "NCV-03.3": (
        ("Customer approval", "Financing offer"),
        ("Signed contract", "Financing agreement", "Sales order"),
    ),
    "NCV-03.4": ((), ("Approved permits", "Approved interconnection agreement")),
    "NCV-03.5": ((), ("Installed DG/storage system",)),
    "NCV-03.6": (
        ("Inspection result",),
        ("Passed inspection", "Commissioning report", "Permission to operate (PTO)"),
    ),
    "NCV-03.7": ((), ("Activated system", "Trained customer")),
}

Case = Callable[..., Result]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return a function that runs `penstock case` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    runner = CliRunner()
    return lambda *words, **kept: runner.invoke(penstock, ["case", *map(str, words)], **kept)


@pytest.fixture
def sol(case: Case) -> Case:
    """Return the same, with SOL-1001 open."""
    customer = ("--customer", "Rivera", "--id", "SOL-1001")
    assert case("open", "NCV-03", "--product", "NONREG-DG-001", *customer).exit_code == 0
    return case


def _done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def _record(case: Case, *items: str) -> None:
    for item in items:
        _done(case("record", "SOL-1001", item, "--text", f"the {item}", "--as", "Sam"))


def _begin(case: Case) -> None:
    for words in ENTRY:
        _done(case("attest", "SOL-1001", words, "--evidence", "call", "--as", "Sam"))


def _work(case: Case, stage: str) -> str:
    inputs, outputs = STAGES[stage]
    _record(case, *inputs)
    _done(case("claim", "SOL-1001", "--as", "Dora"))
    _record(case, *outputs)
    _done(case("complete", "SOL-1001", "--as", "Dora"))
    return _done(case("pass", "SOL-1001", "--evidence", "all seen", "--as", "Vera"))


def _shown(case: Case, case_id: str = "SOL-1001") -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(_done(case("show", case_id, "--json")))
    return shown


def test_a_case_goes_from_inquiry_to_closed(sol: Case) -> None:
    _begin(sol)
    for stage in STAGES:
        _work(sol, stage)
    for words in EXIT:
        _done(sol("attest", "SOL-1001", words, "--evidence", "file", "--as", "Carl"))

    told = _done(sol("explain", "SOL-1001"))
    assert told.startswith("SOL-1001 for Rivera: closed, version ")
    assert told.endswith("Nothing is left to do.\n")


def test_opening_says_what_comes_next(case: Case) -> None:
    told = _done(case("open", "ncv-03", "--customer", "Rivera"))

    assert told.startswith("NCV-03-1001 for Rivera: open, version 2\n  NCV-03.1 Lead Qualification")
    assert "Stage NCV-03.1 starts when “Customer inquiry” is recorded" in told
    assert "Possible now: attest, record, link, hold, cancel" in told


def test_a_stage_starts_by_itself_when_all_is_there(sol: Case) -> None:
    _begin(sol)

    _record(sol, *STAGES["NCV-03.1"][0])

    told = _done(sol("explain", "SOL-1001"))
    claiming = "Somebody claims the task of stage NCV-03.1 (Sales Consultant - AES or"
    assert f"1. {claiming}" in told


def test_explaining_tells_what_the_last_change_told(sol: Case) -> None:
    told = _done(sol("record", "SOL-1001", "Customer inquiry", "--text", "please"))

    assert _done(sol("explain", "SOL-1001")) == told


def test_a_stage_that_was_done_badly_is_done_again(sol: Case) -> None:
    _begin(sol)
    _work(sol, "NCV-03.1")
    _work(sol, "NCV-03.2")

    told = _done(sol("reopen", "SOL-1001", "NCV-03.2", "--reason", "the roof is smaller"))

    assert "NCV-03.2 System Design & Proposal Generation, visit 2: being worked" in told
    assert "Stage NCV-03.2 ends when “System design” is recorded" in told
    items = _shown(sol)["items"]
    assert items["System design"]["superseded"]
    assert not items["Qualified lead"]["superseded"]


def test_a_manager_sends_work_back(sol: Case) -> None:
    _begin(sol)
    inputs, outputs = STAGES["NCV-03.1"]
    _record(sol, *inputs, *outputs)
    _done(sol("complete", "SOL-1001"))

    told = _done(sol("send-back", "SOL-1001", "--reason", "no bills for winter", "--as", "Vera"))

    assert "because: no bills for winter" in told
    assert "Somebody claims the task of stage NCV-03.1" in told


def test_a_case_on_hold_waits_and_goes_on(sol: Case) -> None:
    held = _done(sol("hold", "SOL-1001", "--reason", "customer travels"))
    refused = sol("record", "SOL-1001", "Customer inquiry", "--text", "x")
    resumed = _done(sol("resume", "SOL-1001", "--reason", "back home"))

    assert "1. The case is on hold: customer travels" in held
    assert refused.exit_code == 1
    assert "it is on hold: customer travels. Now possible: resume, cancel." in refused.stderr
    assert resumed.startswith("SOL-1001 for Rivera: open")


def test_permitting_asks_the_grid_and_waits_for_its_answer(sol: Case) -> None:
    _begin(sol)
    for stage in ("NCV-03.1", "NCV-03.2", "NCV-03.3"):
        _work(sol, stage)

    told = _done(sol("link", "SOL-1001", "--open", "AOV-04", "--id", "INT-7", "--as", "Paul"))
    assert "Stage NCV-03.4 ends when case INT-7 of AOV-04 ends" in told

    _record(sol, *STAGES["NCV-03.4"][1])
    refused = sol("complete", "SOL-1001")
    assert "cannot complete before case INT-7 of AOV-04 ends" in refused.stderr

    _done(sol("cancel", "INT-7", "--reason", "no capacity on the feeder"))
    assert "INT-7 has ended: cancelled: no capacity on the feeder" in _done(sol("show", "SOL-1001"))
    assert "waiting for its gate" in _done(sol("complete", "SOL-1001"))


def test_a_case_that_is_there_is_waited_for(sol: Case) -> None:
    _done(sol("open", "AOV-04", "--id", "INT-7"))

    assert "case INT-7 of AOV-04 ends" in _done(sol("link", "SOL-1001", "--to", "INT-7"))


def test_a_file_comes_back_as_it_was(sol: Case, tmp_path: Path) -> None:
    content = bytes(range(256))
    (tmp_path / "bills.pdf").write_bytes(content)
    _done(sol("record", "SOL-1001", "Customer energy bills", "--file", "bills.pdf"))

    result = sol("read", "SOL-1001", "Customer energy bills", "--output", "again.pdf")

    assert result.exit_code == 0
    assert (tmp_path / "again.pdf").read_bytes() == content


def test_a_content_that_somebody_changed_is_not_handed_out(sol: Case, tmp_path: Path) -> None:
    _record(sol, "Customer inquiry")
    (kept,) = (each for each in (tmp_path / "penstock.db.blobs").rglob("*") if each.is_file())
    kept.write_text("another", encoding="utf-8")

    result = sol("read", "SOL-1001", "Customer inquiry")

    assert result.exit_code == 1
    assert "is no longer what was recorded. Restore it from a backup." in result.stderr


def test_what_was_recorded_by_mistake_is_taken_back(sol: Case) -> None:
    _record(sol, "Customer inquiry")

    told = _done(sol("undo", "SOL-1001"))

    assert "“Customer inquiry” is recorded" in told
    assert "Customer inquiry" not in _shown(sol)["items"]


def test_a_list_shows_the_tasks_of_a_role(sol: Case) -> None:
    _done(sol("open", "NCV-03", "--id", "SOL-1002"))
    _begin(sol)
    _work(sol, "NCV-03.1")
    _record(sol, *STAGES["NCV-03.2"][0])

    told = _done(sol("list", "--role", "solar design engineer"))

    assert told.split()[:2] == ["SOL-1001", "NCV-03.2"]
    assert "SOL-1002" not in told


def test_a_long_list_comes_in_pages(sol: Case) -> None:
    _done(sol("open", "NCV-03", "--id", "SOL-1002"))

    first = sol("list", "--limit", 1)
    second = sol("list", "--limit", 1, "--after", "SOL-1001", "--json")

    assert "There may be more: --after SOL-1001" in first.stderr
    assert [each["case_id"] for each in json.loads(second.stdout)] == ["SOL-1002"]


def test_counts_tell_how_many_cases_stand_where(sol: Case) -> None:
    _done(sol("open", "NCV-03", "--id", "SOL-1002"))
    _done(sol("hold", "SOL-1002", "--reason", "holiday"))
    _done(sol("open", "AOV-04"))

    told = _done(sol("counts", "--stream", "ncv-03")).splitlines()

    assert [" ".join(line.split()) for line in told] == [
        "NCV-03.1 Lead Qualification & Energy Analysis held 1",
        "NCV-03.1 Lead Qualification & Energy Analysis open 1",
        "1 held",
        "1 open",
    ]
    assert [each["cases"] for each in json.loads(sol("counts", "--json").stdout)] == [1, 1, 1]


def test_counts_of_a_stream_that_is_none_name_the_nearest(sol: Case) -> None:
    result = sol("counts", "--stream", "NCV-30")

    assert result.exit_code == 3
    assert "Did you mean “NCV-03”" in result.stderr


def test_the_same_key_twice_counts_once(sol: Case) -> None:
    hold = ("hold", "SOL-1001", "--reason", "holiday", "--key", "k-1", "--json")

    answers = {_done(sol(*hold)) for _ in range(2)}

    assert len(answers) == 1
    assert _shown(sol)["version"] == json.loads(answers.pop())["version"]


def test_a_key_that_meant_something_else_is_refused(sol: Case) -> None:
    _done(sol("hold", "SOL-1001", "--reason", "holiday", "--key", "k-1"))

    result = sol("resume", "SOL-1001", "--reason", "back", "--key", "k-1")

    assert result.exit_code == 1
    assert "The key 'k-1' was used for another command." in result.stderr


def test_who_decides_by_an_old_version_is_told_what_happened(sol: Case) -> None:
    _record(sol, "Customer inquiry")

    result = sol("cancel", "SOL-1001", "--reason", "no news", "--expect", 2)

    assert result.exit_code == 1
    assert "is at version 3, not 2. Meanwhile: Sam: recorded “Customer inquiry”." in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("open", "NCV-30"), 3, "no value stream “NCV-30” in the documents. Did you mean “NCV-03”"),
        (("open", "NCV-03", "--product", "SOLAR"), 3, "There is: NONREG-DG-001; NONREG-DG-002"),
        (("open", "NCV-03", "--id", "a b"), 2, "A case cannot be called 'a b'."),
        (("open", "NCV-03", "--id", "SOL-1001"), 1, "it is open already"),
        (("open", "NCV-03", "--in", "nowhere"), 3, "nowhere does not exist."),
        (("show", "SOL-1010"), 3, "no case 'SOL-1010'. Did you mean SOL-1001?"),
        (("record", "SOL-1001", "Bils", "--text", "x"), 3, "no information item “Bils” in NCV-03"),
        (("record", "SOL-1001", "Sales order"), 2, "Give either --text or --file."),
        (("record", "SOL-1001", "Sales order", "--file", "no.pdf"), 2, "No such file"),
        (("attest", "SOL-1001", "The sun shines"), 3, "There is: The customer has asked"),
        (("reopen", "SOL-1001", "NCV-03.9", "--reason", "x"), 3, "There is: NCV-03.1; NCV-03.2"),
        (("reopen", "SOL-1001", "NCV-03.2", "--reason", "x"), 1, "has not been worked yet"),
        (("claim", "SOL-1001"), 1, "it has no open task. Now possible: attest, record,"),
        (("pass", "SOL-1001", "--evidence", "x"), 1, "waiting to start, so there is nothing"),
        (("hold", "SOL-1001"), 2, "Missing option '--reason'"),
        (("hold", "SOL-1001", "--reason", " "), 2, "Say something."),
        (("link", "SOL-1001"), 2, "Give either --to or --open."),
        (("link", "SOL-1001", "--to", "SOL-1001"), 1, "a case cannot wait for itself"),
        (("undo", "SOL-1001"), 1, "its last act cannot be taken back"),
        (("read", "SOL-1001", "Sales order"), 3, "no recorded item “Sales order” in SOL-1001"),
        (("list", "--stream", "NCV-30"), 3, "Did you mean “NCV-03”"),
        (("list", "--database", "oracle://x"), 1, "is no address of a store"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    sol: Case, words: tuple[str, ...], code: int, sentence: str
) -> None:
    result = sol(*words)

    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr
    assert _shown(sol)["version"] == 2


def test_a_folder_without_cases_stays_without(case: Case, tmp_path: Path) -> None:
    result = case("list")

    assert result.exit_code == 3
    assert "There are no cases here: penstock.db does not exist." in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_something_else_is_left_alone(case: Case, tmp_path: Path) -> None:
    (tmp_path / "penstock.db").write_text("a diary " * 200, encoding="utf-8")

    result = case("list")

    assert result.exit_code == 1
    assert "It is left as it is" in result.stderr


def test_the_environment_names_the_database(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENSTOCK_DATABASE", f"sqlite:///{tmp_path / 'office.db'}")

    _done(case("open", "NCV-03"))

    assert (tmp_path / "office.db").is_file()
    assert not (tmp_path / "penstock.db").exists()


def test_the_documents_that_lie_here_are_worked(case: Case, tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert "Rooftop Solar" in _done(case("open", "NCV-03", "--json"))


def test_people_at_once_take_a_task_once(sol: Case, tmp_path: Path) -> None:
    _begin(sol)
    _record(sol, *STAGES["NCV-03.1"][0])
    run = [sys.executable, "-m", "penstock.cli.main", "case", "claim", "SOL-1001", "--as"]

    claims = [
        subprocess.Popen([*run, name], cwd=tmp_path, stderr=subprocess.PIPE, text=True)
        for name in ("Ada", "Bob", "Cleo")
    ]
    said = [claim.communicate()[1] for claim in claims]

    assert sorted(claim.returncode for claim in claims) == [0, 1, 1]
    assert sum("has the task already" in each for each in said) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("NCV-99",),
        ("NCV-03", "--product", "NONREG-XX"),
        ("NCV-03", "--id", "no id"),
        ("NCV-03", "--as", "\ud800"),
    ],
)
def test_a_first_case_that_is_refused_leaves_nothing_behind(
    case: Case, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert case("open", *words).exit_code in {2, 3}

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_damaged_is_not_printed_in_part(sol: Case, tmp_path: Path) -> None:
    photo = tmp_path / "roof.jpg"
    photo.write_bytes(b"roof" * 1_000_000)
    assert sol("record", "SOL-1001", "Customer inquiry", "--file", photo).exit_code == 0
    (kept,) = (each for each in (tmp_path / "penstock.db.blobs").rglob("*") if each.is_file())
    copy = tmp_path / "copy.jpg"
    whole = sol("read", "SOL-1001", "Customer inquiry", "--output", copy)

    kept.write_bytes(b"roof" * 999_999 + b"door")
    damaged = sol("read", "SOL-1001", "Customer inquiry")

    assert (whole.exit_code, copy.read_bytes()) == (0, photo.read_bytes())
    assert (damaged.exit_code, damaged.stdout_bytes) == (1, b"")
