"""An inquiry that came as a file becomes a case, by the use case of form and API."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penstock.cli.main import penstock
from tests.sales_walk import BILLS

ADA = {"name": "Ada Roof", "email": "ada@example.com", "premise": "12 Example Lane"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PENSTOCK_DATABASE", raising=False)
    (tmp_path / "bills.csv").write_bytes(BILLS)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(penstock, [*words, "--as", "Sam"])


def receive(said: object, *more: str) -> Result:
    Path("ada.json").write_text(json.dumps(said), encoding="utf-8")
    return run("inquiry", "receive", "ada.json", *more)


def test_an_inquiry_from_a_file_is_a_case_with_inquiry_and_bills() -> None:
    told = receive(ADA, "--bills", "bills.csv", "--json")

    assert told.exit_code == 0, told.output
    case_id = json.loads(told.stdout)["case_id"]
    asked = json.loads(run("case", "read", case_id, "Customer inquiry").stdout)
    assert (asked["name"], asked["source"]) == ("Ada Roof", "file")
    assert run("case", "read", case_id, "Customer energy bills").stdout_bytes == BILLS
    assert "Sam  recorded “Customer inquiry”" in run("case", "show", case_id).stdout


def test_the_same_file_twice_is_one_case_and_bills_can_come_later() -> None:
    first = json.loads(receive(ADA, "--json").stdout)["case_id"]

    again = receive(ADA, "--bills", "bills.csv", "--json")

    assert json.loads(again.stdout)["case_id"] == first
    assert run("case", "read", first, "Customer energy bills").stdout_bytes == BILLS


def test_another_inquiry_under_a_key_that_was_used_is_refused() -> None:
    receive(ADA, "--key", "letter-7")

    told = receive({**ADA, "wishes": "a car"}, "--key", "letter-7")

    assert told.exit_code == 1
    assert "letter-7" in told.stderr
    assert "was used for another inquiry" in told.stderr


def test_all_that_is_wrong_is_told_at_once_and_no_database_is_made(here: Path) -> None:
    told = receive({"name": "", "colour": "red", "email": "ada"}, "--bills", "ada.json")

    assert told.exit_code == 1
    for sentence in ("name is missing", "premise is missing", "colour is no field of an inquiry"):
        assert sentence in told.stderr
    assert "email is no address" in told.stderr
    assert "bills " in told.stderr
    assert not (here / "penstock.db").exists()


@pytest.mark.parametrize(("said", "sentence"), [([1], "holds no JSON object")])
def test_a_file_that_holds_no_object_is_refused(said: object, sentence: str) -> None:
    told = receive(said)

    assert (told.exit_code, sentence in told.stderr) == (1, True)


def test_a_file_that_is_no_json_is_refused() -> None:
    Path("ada.json").write_text("{name: Ada", encoding="utf-8")

    told = run("inquiry", "receive", "ada.json")

    assert (told.exit_code, "ada.json is no JSON" in told.stderr) == (1, True)
