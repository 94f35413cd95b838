"""What a cost accountant does: charge a month, walk a cent back, take the run back."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.journeys.staff import FOUND

Allocation = Callable[..., Result]


@pytest.fixture
def allocation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference_company: Path
) -> Allocation:
    """Return a function that runs `penstock allocation` beside a copy of the company's manual."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(reference_company / "allocation", tmp_path / "allocation")
    runner = CliRunner()
    return lambda *words: runner.invoke(penstock, ["allocation", *words])


def _done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def _run_of(told: str) -> str:
    return told.split()[1].rstrip(":")


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def _edit(file: str, old: str, new: str) -> None:
    path = Path(file)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_a_month_is_charged_to_the_cent(allocation: Allocation) -> None:
    told = _done(allocation("run", "2026-09"))

    total = next(line for line in told.splitlines() if line.startswith("Total"))
    _, _, amount, *charged = (word.replace(",", "").replace(".", "") for word in total.split())
    assert sum(map(int, charged)) == int(amount) > 0
    assert "each with its mirror" in told
    seal = Path("allocation-runs", _run_of(told), "run.json").read_bytes()
    assert f"Sealed as {sha256(seal).hexdigest()}" in told


def test_s3_running_again_writes_the_same_bytes(allocation: Allocation) -> None:
    run = _run_of(_done(allocation("run", "2026-09")))
    _done(allocation("run", "2026-09", "--runs", "elsewhere"))

    assert _bytes(Path("allocation-runs", run)) == _bytes(Path("elsewhere", run))
    assert "the same to the byte" in _done(allocation("run", "2026-09"))


def test_s2_a_line_is_walked_back_to_its_row_and_its_readings(allocation: Allocation) -> None:
    run = _run_of(_done(allocation("run", "2026-09")))
    _, line = Path("allocation/costs/2026-09.csv").read_text("utf-8").splitlines()[:2]
    name = line.split(",")[0]

    told = _done(allocation("trace", run, name))

    assert f"{run}/inputs/costs/2026-09.csv:2" in told
    assert "manual   version 2026.2, in force from 2026-09-01" in told
    assert "SHA-256" in told


def test_s2_a_trace_for_programs_is_exact(allocation: Allocation) -> None:
    _done(allocation("run", "2026-09"))
    pooled = next(
        row
        for row in Path("allocation/costs/2026-09.csv").read_text("utf-8").splitlines()
        if ",IT-100," in row
    )

    found: dict[str, Any] = json.loads(
        _done(allocation("trace", "2026-09", pooled.split(",")[0], "--json"))
    )

    assert sum(each["cents"] for each in found["charges"]) == found["cents"]
    assert {each["driver"] for each in found["drivers"]} == {"compute-hours", "storage-tb", "users"}
    assert all("/" in each["share"] for each in found["charges"])


@pytest.mark.parametrize("name", ["AES", "S202609-2"])
def test_receivers_and_sales_are_traced_too(allocation: Allocation, name: str) -> None:
    _done(allocation("run", "2026-09"))

    assert name in _done(allocation("trace", "2026-09", name))
    assert json.loads(_done(allocation("trace", "2026-09", name, "--json")))["run"]


def test_s4_a_run_is_taken_back_and_the_month_charged_anew(allocation: Allocation) -> None:
    first = _run_of(_done(allocation("run", "2026-09")))
    _edit("allocation/readings/2026-09.csv", "users,AES,412", "users,AES,422")

    refused = allocation("run", "2026-09")
    told = _done(allocation("reverse", first))
    second = _run_of(_done(allocation("run", "2026-09")))

    assert refused.exit_code == 1
    assert f"penstock allocation reverse {first}" in refused.stderr
    assert "together they leave nothing" in told
    assert second != first


def test_taking_back_twice_is_taking_back_once(allocation: Allocation) -> None:
    run = _run_of(_done(allocation("run", "2026-09")))
    _done(allocation("reverse", run))

    assert "It was taken back before." in _done(allocation("reverse", run))
    refused = allocation("reverse", f"{run}-reversed")
    assert (refused.exit_code, refused.stderr.startswith("penstock: ")) == (1, True)


def test_s5_a_run_that_somebody_changed_is_not_believed(allocation: Allocation) -> None:
    run = _run_of(_done(allocation("run", "2026-09")))
    _edit(f"allocation-runs/{run}/charges.csv", "1", "2")

    traced, repeated = allocation("trace", run, "AES"), allocation("run", "2026-09")

    assert traced.exit_code == repeated.exit_code == 1
    assert f"charges.csv of run {run} was changed after the run." in traced.stderr
    assert "nothing was overwritten" in repeated.stderr


def test_what_is_wrong_with_the_inputs_is_told_by_file_and_row(allocation: Allocation) -> None:
    _edit("allocation/costs/2026-09.csv", ",IT-100,", ",IT-999,")

    refused = allocation("run", "2026-09")

    assert refused.exit_code == 1
    assert "costs/2026-09.csv:" in refused.stderr
    assert "names cost centre “IT-999”" in refused.stderr
    assert not Path("allocation-runs").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("run", "September"), 2),
        (("run", "2026-09", "--in", "nowhere"), 3),
        (("trace", "2025-01", "AES"), 3),
        (("reverse", "2025-01"), 3),
    ],
)
def test_what_is_not_there_is_told(
    allocation: Allocation, words: tuple[str, ...], code: int
) -> None:
    refused = allocation(*words)

    assert refused.exit_code == code
    assert "Traceback" not in refused.output


def test_what_a_run_does_not_have_is_told(allocation: Allocation) -> None:
    _done(allocation("run", "2026-09"))

    refused = allocation("trace", "2026-09", "nothing")

    assert (refused.exit_code, "“nothing”" in refused.stderr) == (3, True)


def test_without_a_manual_of_ones_own_the_reference_company_is_charged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(penstock, ["allocation", "run", "2026-08"])

    assert "2026.1" in _done(result)
    assert "this is the reference company's" in result.stderr


def test_a_report_marks_what_changed_since_the_month_before(allocation: Allocation) -> None:
    before = _run_of(_done(allocation("run", "2026-08")))
    _done(allocation("run", "2026-09"))

    told = _done(allocation("report", "2026-09"))

    assert f"Changes are against run {before}." in told
    assert "The manual, from version 2026.1 to 2026.2" in told
    assert "  procedure\n    - step-down\n    + reciprocal\n" in told


def test_a_report_for_programs_adds_up(allocation: Allocation) -> None:
    _done(allocation("run", "2026-08"))
    _done(allocation("run", "2026-09"))

    found = json.loads(_done(allocation("report", "2026-09", "--format", "json")))

    assert sum(found["totals"].values()) == sum(pool["cents"] for pool in found["pools"])
    for receiver, cents in found["changes"].items():
        assert cents == sum(pool["changes"][receiver] for pool in found["pools"])


def test_a_report_may_stand_alone(allocation: Allocation) -> None:
    _done(allocation("run", "2026-08"))
    _done(allocation("run", "2026-09"))

    assert "against" not in _done(allocation("report", "2026-09", "--alone"))


def test_f4_a_rate_case_has_no_row_of_aes(allocation: Allocation) -> None:
    _done(allocation("run", "2026-09"))

    rows = _done(allocation("report", "2026-09", "--rate-case")).splitlines()[1:-1]

    assert {row.split()[0] for row in rows} == {"ELECTRIC", "GAS"}
    assert not any("AE-500" in row for row in rows)


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "txt", "json"])
def test_a_report_is_the_same_bytes_each_time(allocation: Allocation, ending: str) -> None:
    _done(allocation("run", "2026-08"))
    _done(allocation("run", "2026-09"))

    for name in ("one", "two"):
        _done(allocation("report", "2026-09", "-o", f"{name}.{ending}"))

    assert Path(f"one.{ending}").read_bytes() == Path(f"two.{ending}").read_bytes()


def test_a_reversal_says_what_it_takes_back(allocation: Allocation) -> None:
    run = _run_of(_done(allocation("run", "2026-09")))
    _done(allocation("reverse", run))

    assert f"It takes run {run} back" in _done(allocation("report", f"{run}-reversed"))
    _done(allocation("report", f"{run}-reversed", "-o", "reversal.pdf"))


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "pdf"),
        ("-o", "report.doc"),
        ("-o", "rates.xlsx", "--rate-case"),
        ("--alone", "--against", "2026-08"),
    ],
)
def test_a_report_that_cannot_be_is_a_question_of_usage(
    allocation: Allocation, words: tuple[str, ...]
) -> None:
    _done(allocation("run", "2026-09"))

    assert allocation("report", "2026-09", *words).exit_code == 2


def test_f5_the_redline_of_two_versions_is_shown(allocation: Allocation) -> None:
    told = _done(allocation("diff", "2026.1", "2026.2"))

    assert "pool IT\n  - Information Technology: shared by users 100 %" in told
    assert json.loads(_done(allocation("diff", "2026.1", "2026.2", "--json")))[0]["subject"]
    assert _done(allocation("diff", "2026.1", "2026.1")) == (
        "Versions 2026.1 and 2026.1 say the same.\n"
    )


def test_f5_runs_have_the_redline_of_the_versions_they_used(allocation: Allocation) -> None:
    before = _run_of(_done(allocation("run", "2026-08")))
    after = _run_of(_done(allocation("run", "2026-09")))

    assert _done(allocation("diff", before, after)) == _done(allocation("diff", "2026.1", "2026.2"))


def test_a_month_without_cost_is_charged_and_reported_as_nothing(allocation: Allocation) -> None:
    costs = Path("allocation/costs/2026-09.csv")
    costs.write_text(costs.read_text("utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    shutil.rmtree("allocation/sales")

    run = _run_of(_done(allocation("run", "2026-09")))

    for file in ("report.pdf", "report.xlsx", "report.json"):
        _done(allocation("report", run, "-o", file))
    assert "0.00" in _done(allocation("trace", run, "AES"))
    refused = allocation("diff", run, "2026.1")
    assert (refused.exit_code, "it used no version" in refused.stderr) == (3, True)


def test_a_charge_and_its_reversal_are_in_the_audit_log_with_their_seals(
    allocation: Allocation,
) -> None:
    database = ("--database", "sqlite:///cases.db", "--as", "Ada")
    _open_a_case()
    _answer_for_finance("Ada")

    run = _run_of(_done(allocation("run", "2026-09", *database)))
    _done(allocation("run", "2026-09", *database))
    _done(allocation("reverse", run, *database))

    told = CliRunner().invoke(penstock, ["audit", "log", "--json", *database])
    postings = [each for each in json.loads(told.stdout) if each["kind"] == "posting"]
    seals = [
        sha256(Path("allocation-runs", name, "run.json").read_bytes()).hexdigest()
        for name in (run, f"{run}-reversed")
    ]
    found = {(each["action"], each["object"], each["policy_sha256"]) for each in postings}
    assert found == {("charge", run, seals[0]), ("reverse", f"{run}-reversed", seals[1])}
    assert len(postings) == 2


def test_nothing_is_charged_that_the_audit_log_does_not_take(allocation: Allocation) -> None:
    refused = allocation("run", "2026-09", "--database", "sqlite:///nowhere.db", "--as", "Ada")

    assert refused.exit_code == 3
    assert not Path("allocation-runs").exists()


def test_a_month_is_charged_by_those_who_answer_for_finance(allocation: Allocation) -> None:
    _open_a_case()
    _answer_for_finance("Ada")

    refused = allocation("run", "2026-09", "--database", "sqlite:///cases.db", "--as", "HR")

    assert (refused.exit_code, "act-not-finance" in refused.stderr) == (4, True)
    assert not Path("allocation-runs").exists()


def _answer_for_finance(person: str) -> None:
    appoint = ("people", "appoint", person, "Cost Allocation Manager", "--reason", "joined")
    for words in (FOUND, (*appoint, "--as", "HR")):
        done = CliRunner().invoke(penstock, [*words, "--database", "sqlite:///cases.db"])
        assert done.exit_code == 0, done.output


def _open_a_case() -> None:
    opened = CliRunner().invoke(
        penstock,
        ["case", "open", "ESV-01", "--as", "Ada", "--database", "sqlite:///cases.db"],
    )
    assert opened.exit_code == 0, opened.output
