import sys
from contextlib import closing
from pathlib import Path

import pytest

from penstock.delivery.ports import Wanted
from penstock.store import StoreError, open_store
from penstock.store.errors import (
    MissingDriverError,
    NotAStoreError,
    UnknownAddressError,
    UnreachableStoreError,
)


@pytest.mark.parametrize(
    "address",
    ["", "cases.db", "sqlite://", "sqlite:///:memory:", "mysql://db", "postgresql://h:port/db"],
)
def test_an_address_that_names_no_store_comes_with_those_that_do(address: str) -> None:
    with pytest.raises(UnknownAddressError, match="Write sqlite:///FILE, postgresql://"):
        open_store(address)


@pytest.mark.parametrize("address", ["mysql://me:secret@db/x", "mysql://me:secret@db:port/x"])
def test_no_sentence_shows_a_password(address: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(address)

    assert "secret" not in str(caught.value)


def test_a_store_in_memory_is_opened_empty() -> None:
    assert open_store("memory:").find(Wanted()) == ()


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "Fälle 100% #1.db"

    with closing(open_store(f"sqlite:///{file}")) as store:
        assert store.find(Wanted()) == ()

    assert list(tmp_path.iterdir()) == [file]


def test_a_file_in_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreachableStoreError, match="cannot be opened: unable to open database"):
        open_store(f"sqlite:///{tmp_path}/none/cases.db")


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "cases.db"
    file.write_text("Dear diary, " * 100, encoding="utf-8")

    with pytest.raises(NotAStoreError, match="file is not a database"):
        open_store(f"sqlite:///{file}")

    assert file.read_text(encoding="utf-8").startswith("Dear diary")
    assert list(tmp_path.iterdir()) == [file]


def test_a_server_that_does_not_answer_is_a_sentence() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")

    with pytest.raises(UnreachableStoreError, match="See whether the folder or the server is"):
        open_store("postgresql://me@127.0.0.1:1/cases")


def test_a_driver_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(MissingDriverError, match=r"pip install 'penstock\[postgresql\]'"):
        open_store("postgresql://me@localhost/cases")
