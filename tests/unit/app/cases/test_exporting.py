"""Writing logs: whole files, or none."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from penstock.app.cases.exporting import LogFormat, export
from penstock.delivery.ports import Logged
from penstock.store.errors import StoreError, StoreFailedError
from penstock.store.memory import MemoryStore
from tests.contract.desk import Desk


class _LosingStore(MemoryStore):
    """A store whose connection is gone when the logs are read."""

    def log(self, case_id: str) -> tuple[Logged, ...]:
        raise StoreFailedError(case_id, because="the connection is gone")


class _BackwardStore(MemoryStore):
    """A store with a log of a machine whose clock was put back after each event."""

    def log(self, case_id: str) -> tuple[Logged, ...]:
        return tuple(
            replace(each, stamp=replace(each.stamp, at=each.stamp.at - timedelta(hours=each.seq)))
            for each in super().log(case_id)
        )


@pytest.mark.parametrize("form", LogFormat)
def test_a_file_stays_as_it_was_when_the_cases_cannot_be_read(
    form: LogFormat, tmp_path: Path
) -> None:
    store, file = _LosingStore(), tmp_path / "log"
    Desk(store).open()
    file.write_text("the log of yesterday", encoding="utf-8")

    with pytest.raises(StoreError, match="the connection is gone"):
        export(store, form, file)
    assert file.read_text(encoding="utf-8") == "the log of yesterday"
    assert list(tmp_path.iterdir()) == [file]


def test_cases_of_all_pages_are_written(tmp_path: Path) -> None:
    store = MemoryStore()
    desk = Desk(store)
    for number in range(501):
        desk.open(f"SOL-{number:03}")

    assert export(store, LogFormat.CSV, tmp_path / "visits.csv").cases == 501


def test_no_span_is_shorter_than_nothing(tmp_path: Path) -> None:
    store = _BackwardStore()
    desk = Desk(store)
    desk.open()
    desk.begin_first_stage()
    export(store, LogFormat.CSV, tmp_path / "visits.csv")

    with (tmp_path / "visits.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert int(row["started"]) < int(row["entered"])
    assert row["wait_us"] == "0"
