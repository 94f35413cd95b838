import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from penstock.store import open_store
from penstock.store.errors import StoreError, UnknownOptionError, UnreachableStoreError
from penstock.store.sqlite import SqliteDatabase, cautions
from penstock.store.sqlite_driver import driver
from tests.unit.delivery.working import MODEL


@pytest.fixture
def database(tmp_path: Path) -> SqliteDatabase:
    return SqliteDatabase(tmp_path / "cases.db", address="sqlite:///cases.db")


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_a_version_with_the_race_in_its_log_is_warned_of(version: tuple[int, ...]) -> None:
    (caution,) = cautions(version)

    assert caution.startswith(f"SQLite {'.'.join(map(str, version))} can damage a file")


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 0), (4, 0, 0)])
def test_a_version_without_the_race_is_not_warned_of(version: tuple[int, ...]) -> None:
    assert cautions(version) == ()


def test_a_store_passes_the_caution_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver(), "sqlite_version_info", (3, 40, 1))

    with closing(open_store(f"sqlite:///{tmp_path}/cases.db")) as store:
        assert store.cautions == cautions((3, 40, 1))


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put a package where Python finds it, that is called pysqlite3 and tells a newer version."""
    package = tmp_path / "packages" / "pysqlite3"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    said = "from sqlite3.dbapi2 import *\nsqlite_version_info = (3, 53, 4)\n"
    (package / "dbapi2.py").write_text(said)
    monkeypatch.syspath_prepend(str(package.parent))
    before = {name: sys.modules.pop(name) for name in PYSQLITE if name in sys.modules}
    yield
    for name in PYSQLITE:
        sys.modules.pop(name, None)
    sys.modules.update(before)


PYSQLITE = ("pysqlite3", "pysqlite3.dbapi2")


@pytest.mark.usefixtures("newer")
def test_a_newer_sqlite_is_used_where_it_is_installed(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/cases.db")) as store:
        assert store.cautions == ()


def test_a_version_that_lacks_what_is_needed_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver(), "sqlite_version_info", (3, 31, 0))

    with pytest.raises(UnreachableStoreError, match=r"SQLite 3\.31\.0 is older than 3\.37"):
        open_store(f"sqlite:///{tmp_path}/cases.db")


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("mmap_size", 0)]
)
def test_what_is_committed_is_on_the_disk(
    database: SqliteDatabase, pragma: str, value: str | int
) -> None:
    with closing(database), database.writer.unit() as session:
        assert session.first(text(f"pragma {pragma}"), {}) == (value,)


def test_who_asks_for_it_does_not_wait_for_the_disk_each_time(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/cases.db"
    database = SqliteDatabase(tmp_path / "cases.db", address=address, synchronous="normal")

    with closing(database), database.writer.unit() as session:
        assert session.first(text("pragma synchronous"), {}) == (1,)


def test_what_may_be_lost_is_said(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path}/cases.db?synchronous=normal")) as store:
        assert "may be lost when the power fails" in store.cautions[-1]


@pytest.mark.parametrize("option", ["synchronous=off", "mode=ro"])
def test_an_address_that_asks_for_something_else_is_a_sentence(tmp_path: Path, option: str) -> None:
    with pytest.raises(UnknownOptionError, match="There is synchronous=full"):
        open_store(f"sqlite:///{tmp_path}/cases.db?{option}")

    assert list(tmp_path.iterdir()) == []


def test_a_reader_cannot_write(database: SqliteDatabase) -> None:
    def write() -> None:
        with database.reading() as connection:
            connection.exec_driver_sql("delete from job")

    with closing(database), pytest.raises(OperationalError, match="readonly database"):
        write()


def test_a_closed_file_is_one_file(database: SqliteDatabase, tmp_path: Path) -> None:
    with database.reading() as connection:
        connection.exec_driver_sql("select * from job").all()

    database.close()

    assert [path.name for path in tmp_path.iterdir()] == ["cases.db"]


def test_a_worker_that_finds_no_work_writes_nothing(tmp_path: Path) -> None:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    log = tmp_path / "cases.db-wal"

    with closing(open_store(f"sqlite:///{tmp_path}/cases.db")) as store:
        before = log.read_bytes()
        assert store.claim(worker="w", now=now, until=now, limit=20) == ()
        assert log.read_bytes() == before


def test_who_only_reads_sees_what_another_writes_and_is_refused_to_write(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'cases.db'}"
    with closing(open_store(address)) as writing:
        with writing.transaction() as transaction:
            transaction.keep_model(MODEL)
        found = open_store(address, only_reads=True)

        assert found.model(MODEL.fingerprint) == MODEL
        with pytest.raises(StoreError, match="readonly"), found.transaction() as transaction:
            transaction.keep_model(MODEL)
        found.close()


def test_who_only_reads_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "cases.db"

    with pytest.raises(StoreError, match="unable to open"):
        open_store(f"sqlite:///{file}", only_reads=True)

    assert not file.exists()
