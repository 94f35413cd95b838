"""What people do within a stage, on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.stream_acts import MANIFEST, STAGES
from tests.stream_packages import write_package


@pytest.fixture(autouse=True)
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference_company: Path) -> None:
    write_package(tmp_path, name=f"said_{tmp_path.name}", stages=STAGES, manifest=MANIFEST)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PENSTOCK_DATABASE", f"sqlite:///{tmp_path / 'penstock.db'}")
    monkeypatch.chdir(reference_company)
    run("open", "NCV-03", "--id", "SOL-1", "--customer", "Rivera", "--as", "Ada")


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(penstock, ["case", *words])
    assert result.exit_code == code, result.output
    return result


def test_an_act_is_listed_done_and_read() -> None:
    listed = run("acts", "SOL-1", "--all", "--as", "Ada").output
    run("do", "SOL-1", "order", "--set", "modules=20", "--set", "price_usd=4000", "--as", "Ada")

    assert "order: Order modules from a supplier." in listed
    assert "told: modules, price_usd" in listed
    assert json.loads(run("read", "SOL-1", "Purchase orders").output)["ordered"] == 20
    assert "did “order” of stage NCV-03.1" in run("show", "SOL-1").output


def test_what_cannot_be_done_now_is_listed_with_its_reason_when_all_is_asked_for() -> None:
    now = run("acts", "SOL-1").output
    every = run("acts", "SOL-1", "--all").output

    assert "  order: " in now
    assert "  receive: " not in now
    assert "more cannot be done now; --all lists them" in now
    assert "not now: needs “Purchase orders”" in every
    programs = json.loads(run("acts", "SOL-1", "--all", "--json").output)
    assert {each["is_possible"] for each in programs} == {True, False}


def test_a_case_that_has_ended_says_where_to_read_why_nothing_can_be_done() -> None:
    run("cancel", "SOL-1", "--reason", "sold the house", "--as", "Ada")

    assert "Nothing can be done now" in run("acts", "SOL-1").output
    assert "the case is cancelled" in run("acts", "SOL-1", "--all").output


def test_what_is_said_comes_from_a_file_and_a_file_goes_along(tmp_path: Path) -> None:
    order, note = tmp_path / "order.json", tmp_path / "note.pdf"
    order.write_text('{"modules": 5, "price_usd": "1000"}', encoding="utf-8")
    note.write_bytes(b"%PDF-1.7")

    run("do", "SOL-1", "order", "--say", str(order), "--set", "modules=7")
    run("do", "SOL-1", "receive", "--set", "modules=7", "--attach", str(note))

    assert json.loads(run("read", "SOL-1", "Purchase orders").output)["received"] == 7
    assert run("read", "SOL-1", "Delivery note").output == "%PDF-1.7"


def test_a_dry_run_shows_what_would_be_recorded() -> None:
    words = ["order", "--set", "modules=20", "--set", "price_usd=4000", "--dry-run"]

    assert '"ordered":20' in run("do", "SOL-1", *words).output
    assert "Purchase orders" not in json.loads(run("show", "SOL-1", "--json").output)["items"]


def test_all_that_is_wrong_is_told_and_nothing_recorded() -> None:
    told = run("do", "SOL-1", "order", "--set", "modules=many", code=1).output

    assert 'modules: "many" is no whole number; price_usd: is missing' in told
    assert "Nothing was recorded" in told


def test_a_program_reads_the_same_as_a_person() -> None:
    (order, *_) = json.loads(run("acts", "SOL-1", "--json").output)

    assert (order["name"], order["is_possible"], order["file"]) == ("order", True, "none")
    assert order["fields"] == json.loads(run("items", "NCV-03", "--act", "order").output)


def test_papers_are_listed_with_the_items() -> None:
    listed = run("items", "NCV-03").output

    assert "Purchase orders" in listed
    assert "paper of NCV-03.1" in listed


def test_what_is_no_setting_is_a_wrong_call() -> None:
    assert "is no name=value" in run("do", "SOL-1", "order", "--set", "modules", code=2).output


def test_what_an_act_refuses_is_one_sentence() -> None:
    told = run("do", "SOL-1", "receive", "--set", "modules=1", code=1).output

    assert "needs “Purchase orders”, and none that counts is recorded" in told
