from pathlib import Path
from urllib.parse import unquote

import pytest

from penstock.app.cases import By
from penstock.app.cases.opening import NoDatabaseError, database_of, documents, opened, person_of
from penstock.store import StoreError

ADA = By(actor="Ada", key="one")


@pytest.mark.parametrize("name", ["a b.db", "a%20b.db", "a#b.db", "ä.db"])
def test_contents_lie_beside_a_file_however_it_is_called(tmp_path: Path, name: str) -> None:
    address = f"sqlite:///{tmp_path / name}"
    with opened(address, create=True) as use:
        use.open("NCV-03", ADA, case_id="SOL-1")

    with opened(address) as use:
        use.record("SOL-1", "Customer inquiry", b"please", By(actor="Ada", key="two"))

    folders = [each.name for each in tmp_path.iterdir() if each.is_dir()]
    assert folders == [f"{unquote(name)}.blobs"]


def test_a_file_is_made_only_for_those_who_begin_something(tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseError), opened(f"sqlite:///{tmp_path / 'x.db'}"):
        pass

    assert list(tmp_path.iterdir()) == []


def test_what_is_no_address_is_said_to_be_none() -> None:
    with pytest.raises(StoreError, match="is no address"), opened("penstock.db"):
        pass


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENSTOCK_DATABASE", "sqlite:///office.db")

    assert database_of(None) == "sqlite:///office.db"
    assert database_of("sqlite:///mine.db") == "sqlite:///mine.db"


def test_who_is_logged_in_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ada")

    assert (person_of(None), person_of("Bob")) == ("ada", "Bob")


def test_a_folder_without_streams_runs_cases_of_the_reference_company(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.md").write_text("# Notes", encoding="utf-8")

    assert len(documents(None).stages_by_stream) == 29
    assert len(documents(tmp_path).stages_by_stream) == 0
