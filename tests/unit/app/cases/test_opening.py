from io import BytesIO
from pathlib import Path
from time import sleep
from urllib.parse import unquote

import pytest

from penstock.app.cases import By
from penstock.app.cases.opening import (
    NoDatabaseError,
    OneWorkerError,
    database_of,
    opened,
    person_of,
    require_workers,
)
from penstock.app.cases.sources import documents
from penstock.store import StoreError
from tests.small_company import STAGES, TEXTS

ADA = By(actor="Ada", key="one")


@pytest.mark.parametrize("name", ["a b.db", "a%20b.db", "a#b.db", "ä.db"])
def test_contents_lie_beside_a_file_however_it_is_called(tmp_path: Path, name: str) -> None:
    address = f"sqlite:///{tmp_path / name}"
    with opened(address, create=True) as use:
        use.open("NCV-03", ADA, case_id="SOL-1")

    with opened(address) as use:
        use.record("SOL-1", "Customer energy bills", b"please", By(actor="Ada", key="two"))

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


def test_new_cases_take_documents_that_were_edited_and_open_ones_keep_theirs(
    tmp_path: Path,
) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with opened("memory:", folder=tmp_path, follow=True) as use:
        old = use.open("NCV-03", ADA, case_id="SOL-1")
        edited = STAGES.replace("Design Array", "Draw the Array")
        (tmp_path / "stages.md").write_text(edited, encoding="utf-8")
        # The disk is asked at most every half second.
        sleep(0.6)

        use.open("NCV-03", By(actor="Ada", key="two"), case_id="SOL-2")

        names = [use.show(each).model.stages[1].name for each in ("SOL-1", "SOL-2")]
        assert names == ["Design Array", "Draw the Array"]
        assert use.explain("SOL-1").to_json() == old


@pytest.mark.parametrize("address", ["sqlite:///penstock.db", "memory:"])
def test_a_store_of_one_program_takes_one_worker(address: str) -> None:
    require_workers(address, count=1)

    with pytest.raises(OneWorkerError, match="takes one worker, not 2"):
        require_workers(address, count=2)


def test_a_database_server_takes_several_workers() -> None:
    require_workers("postgresql://penstock@db/cases", count=2)


def test_contents_lie_in_a_folder_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENSTOCK_BLOBS", str(tmp_path / "files"))
    with opened(f"sqlite:///{tmp_path / 'x.db'}", create=True) as use:
        use.open("NCV-03", ADA, case_id="SOL-1")
        use.record_from(
            "SOL-1", "Customer energy bills", BytesIO(b"6 kW"), By(actor="Ada", key="two")
        )

        assert use.content("SOL-1", "Customer energy bills") == b"6 kW"

    assert sorted(each.name for each in tmp_path.iterdir()) == ["files", "x.db"]
