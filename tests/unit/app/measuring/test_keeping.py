"""The log of a database is kept beside it: brought up to date, opened, and begun anew."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from penstock.app.cases.opening import opened
from penstock.app.measuring import keeping
from penstock.app.measuring.engines import NoMeasuringError
from penstock.app.measuring.keeping import kept_log, log_folder
from penstock.delivery import commands as do
from penstock.measurement.metrics.records import FromItems, Kind, MetricRecord
from penstock.store.logs import FolderLog
from penstock.store.parquet import FolderInUseError, open_folder
from tests.unit.app.cases.histories import keep, lived, rows_by_hand
from tests.unit.app.cases.test_following import CANCELLED, LIFE, REWORKED
from tests.unit.delivery import working


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a database with a case in it, that nobody named a folder for."""
    monkeypatch.delenv(keeping.LOG_VARIABLE, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    address = f"sqlite:///{tmp_path / 'cases.db'}"
    with opened(address, create=True) as cases:
        keep(cases.store, lived("SOL-1", LIFE))
    return address


@contextmanager
def measured(address: str) -> Iterator[FolderLog]:
    with opened(address) as cases, kept_log(cases, address) as log:
        yield log


def visits(address: str) -> int:
    with measured(address) as log:
        return int(log.visits().count().to_pyarrow().as_py())


def test_what_is_new_is_in_the_log_that_is_opened(address: str) -> None:
    before = visits(address)
    with opened(address) as cases:
        keep(cases.store, lived("SOL-2", CANCELLED))

    assert visits(address) > before > 0


def test_numbers_are_taken_out_of_what_was_recorded_and_no_words(tmp_path: Path) -> None:
    source = FromItems(item="Inquiry", numerator="score")
    metric = MetricRecord(name="Score", stream_id="NCV-03", kind=Kind.MEAN, source=source)
    address = f"sqlite:///{tmp_path / 'own.db'}"
    with opened(address, create=True) as cases:
        bench = working.opened()
        content = cases.blobs.put(b'{"score": 9.5, "said": "Rivera is content"}')
        bench.do(do.Record(item="Inquiry", sha256=content))
        keep(cases.store, working.logged(bench))
        with kept_log(cases, address, records=[metric]) as log:
            [row] = log.facts().to_pyarrow().to_pylist()

    assert row["numerator"] == 9_500_000
    assert not any("Rivera" in str(value) for value in row.values())


def test_the_log_of_a_file_lies_beside_it(address: str, tmp_path: Path) -> None:
    visits(address)

    assert (tmp_path / "cases.db.log" / "bookmark.json").exists()
    assert log_folder(address) == tmp_path / "cases.db.log"


def test_a_named_folder_has_a_place_for_each_database(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keeping.LOG_VARIABLE, str(tmp_path / "logs"))
    visits(address)

    assert len(list((tmp_path / "logs").glob("*.log/bookmark.json"))) == 1
    assert log_folder(address) != log_folder("postgresql://host/other")


def test_the_log_of_a_server_lies_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(keeping.LOG_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = log_folder("postgresql://host/cases")

    assert folder is not None
    assert folder.parent == tmp_path / "penstock"


def test_cases_in_memory_leave_no_log_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(keeping.LOG_VARIABLE, raising=False)
    with opened("memory:") as cases:
        keep(cases.store, lived("SOL-1", LIFE))
        with kept_log(cases, "memory:") as log:
            assert log.visits().count().to_pyarrow().as_py() > 0

    assert log_folder("memory:") is None


def test_a_database_that_was_set_back_has_its_log_begun_anew(address: str, tmp_path: Path) -> None:
    before = visits(address)
    (tmp_path / "cases.db").unlink()
    with opened(address, create=True) as cases:
        keep(cases.store, lived("SOL-9", REWORKED))

    assert visits(address) == len(rows_by_hand(lived("SOL-9", REWORKED))) != before


def test_a_log_of_another_version_is_begun_anew(address: str, tmp_path: Path) -> None:
    before = visits(address)
    (tmp_path / "cases.db.log" / "bookmark.json").write_text('{"format": 1}', encoding="utf-8")

    assert visits(address) == before


def test_whoever_comes_second_waits(address: str, tmp_path: Path) -> None:
    before = visits(address)
    held = open_folder(tmp_path / "cases.db.log")
    held.__enter__()
    Timer(0.2, lambda: held.__exit__(None, None, None)).start()

    assert visits(address) == before


def test_whoever_waits_too_long_is_told(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits(address)
    monkeypatch.setattr(keeping, "PATIENCE_S", 0.1)

    with (
        open_folder(tmp_path / "cases.db.log"),
        pytest.raises(FolderInUseError, match="Another program is writing visits to"),
    ):
        visits(address)


def test_without_the_packages_a_sentence_says_what_to_install(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)

    with pytest.raises(NoMeasuringError, match=r"pip install 'penstock\[measurement\]'"):
        visits(address)
