from pathlib import Path

import pytest

from penstock.app.auditing.key_file import KEY_VARIABLE, KeyFileError, make_key, read_key
from penstock.app.auditing.opening import secret_of
from penstock.store.audit import AuditBook
from penstock.store.audit.memory import MemoryPages
from tests.unit.governance.audit.logs import READ, SECRET

SERVER = "postgresql://penstock@db/cases"


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the environment says that the key file is; it is not there yet."""
    path = tmp_path / "audit.key"
    monkeypatch.setenv(KEY_VARIABLE, str(path))
    return path


def test_a_server_whose_key_file_nobody_names_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)

    with pytest.raises(KeyFileError, match="name its file with PENSTOCK_AUDIT_KEY"):
        secret_of(SERVER, MemoryPages())


def test_the_first_use_makes_the_key_file_and_the_next_one_reads_it(key: Path) -> None:
    made = secret_of(SERVER, MemoryPages())

    assert key.exists()
    assert secret_of(SERVER, MemoryPages()) == made


def test_no_key_file_is_made_for_a_log_that_was_begun_with_another(key: Path) -> None:
    pages = MemoryPages()
    AuditBook(pages, SECRET).append([READ])

    with pytest.raises(KeyFileError, match="no new one is made"):
        secret_of(SERVER, pages)
    assert not key.exists()


def test_two_who_make_a_key_file_at_once_have_the_same(key: Path) -> None:
    first = make_key(key)

    assert make_key(key) == first == read_key(key)
    assert list(key.parent.iterdir()) == [key]


def test_a_folder_that_is_not_there_is_a_sentence(key: Path) -> None:
    with pytest.raises(KeyFileError, match="cannot be made"):
        make_key(key / "deeper" / "audit.key")
