"""A folder of Parquet is a log: what counts is in its tables, and what is not there is empty."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from penstock.measurement.tables import TABLES
from penstock.store.logs import NoLogError, OtherColumnsError, open_log
from penstock.store.parquet import UnreadableBookmarkError
from penstock.store.parquet.bookmark import Bookmark
from tests.log_folders import PLACES, write
from tests.logs import BEGIN, Row, SmallLog, log_of
from tests.random_logs import logs


def rows_of(folder: Path) -> dict[str, list[Row]]:
    with open_log(folder) as log:
        read = {
            "visits": log.visits(),
            "open": log.open_visits(),
            "cases": log.cases(),
            "facts": log.facts(),
            "holds": log.holds(),
            "paths": log.paths(),
            "models": log.models(),
        }
        return {name: table.to_pyarrow().to_pylist() for name, table in read.items()}


@settings(max_examples=15)
@given(logs())
def test_what_was_written_is_read(log: SmallLog) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder), log)

        assert rows_of(Path(folder)) == {name: log.arrow(name).to_pylist() for name in TABLES}


def test_tables_that_are_not_there_are_empty(tmp_path: Path) -> None:
    write(tmp_path, log_of([{}]), ["visits"])

    counts = {name: len(rows) for name, rows in rows_of(tmp_path).items()}
    assert counts == {**dict.fromkeys(TABLES, 0), "visits": 1}


def test_months_begin_in_utc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    late = datetime(2026, 1, 1, 1, tzinfo=UTC)
    write(tmp_path, log_of([{"exited": late}]))

    with open_log(tmp_path) as log:
        month = log.visits().exited.truncate("M").as_scalar().to_pyarrow().as_py()
    assert (month.year, month.month) == (2026, 1)


def test_a_log_tells_up_to_its_newest_moment(tmp_path: Path) -> None:
    written = log_of([{}], open_visits=[{"case_id": "C-2"}], as_of=BEGIN.replace(month=3))
    write(tmp_path, written)

    with open_log(tmp_path) as log:
        assert log.as_of == BEGIN.replace(month=3)


def test_what_the_bookmark_does_not_count_is_no_part_of_the_log(tmp_path: Path) -> None:
    write(tmp_path, log_of([{}]))
    beyond = tmp_path / "visits" / "month=2026-01" / "part-00000002.parquet"
    pq.write_table(log_of([{}]).arrow("visits"), beyond)
    (tmp_path / "bookmark.json").write_text(Bookmark(part=1).to_json(), encoding="utf-8")

    assert len(rows_of(tmp_path)["visits"]) == 1


def test_a_folder_without_a_log_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoLogError, match="is no log: there are no visits in it"):
        open_log(tmp_path / "nowhere")


def test_a_bookmark_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bookmark.json").write_text("{}", encoding="utf-8")

    with pytest.raises(UnreadableBookmarkError, match=r"bookmark\.json cannot be read"):
        open_log(tmp_path)


def test_a_column_of_another_type_is_named(tmp_path: Path) -> None:
    log = log_of([{}])
    write(tmp_path, log)
    seconds = log.arrow("visits").drop_columns(["path"])
    seconds = seconds.set_column(0, "case_id", pa.array([7]))
    pq.write_table(seconds, tmp_path / PLACES["visits"])

    with pytest.raises(OtherColumnsError, match="lacks case_id, path, or has another type"):
        open_log(tmp_path)
