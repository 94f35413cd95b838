"""A folder of visits: it grows by what is new, whatever stops it, and holds what happened."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.app.cases import following
from penstock.app.cases.following import NoParquetError, OtherLogError, export_visits
from penstock.delivery import commands as do
from penstock.delivery.ports import Logged
from penstock.governance.service_levels.calendars import Calendar, weekly
from penstock.governance.service_levels.open_time import BeyondCalendarError
from penstock.store.memory import MemoryStore
from penstock.store.parquet import FolderInUseError, UnreadableBookmarkError, open_folder
from tests.unit.app.cases.histories import (
    FORWARD,
    HISTORIES,
    Steps,
    keep,
    lived,
    open_row_by_hand,
    rows_by_hand,
)
from tests.unit.delivery.working import MODEL, NOON

LIFE: Steps = [FORWARD] * 20
REWORKED: Steps = [*[FORWARD] * 7, do.Reopen(stage_id=MODEL.stages[0].id, reason="?"), *LIFE]
CANCELLED: Steps = [*[FORWARD] * 4, do.Cancel(reason="moved")]
OFFICE = Calendar(
    id="office",
    version=3,
    zone="UTC",
    week=weekly({day: ["09:00-17:00"] for day in ("monday", "tuesday", "wednesday")}),
    holidays=frozenset(),
    first_year=2026,
    last_year=2028,
)
# To the disk, to its name, and the name to the disk.
STEPS_A_FILE = 3


def table(folder: Path, name: str) -> pa.Table:
    return ds.dataset(folder / name, partitioning="hive").to_table()


def rows(folder: Path) -> list[dict[str, Any]]:
    """Return the visits of a folder, in the order of cases."""
    if not list(folder.glob("visits/*/*.parquet")):
        return []
    return sorted(table(folder, "visits").drop_columns("month").to_pylist(), key=_key)


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["case_id"], row["seq"]


def by_hand(*logs: Sequence[Logged]) -> list[dict[str, Any]]:
    made = [row for log in logs for row in rows_by_hand(log)]
    return sorted(({name: row[name] for name in row if name != "way"} for row in made), key=_key)


def store_of(*logs: Sequence[Logged]) -> MemoryStore:
    store = MemoryStore()
    for log in logs:
        keep(store, log)
    return store


def some_logs() -> list[tuple[Logged, ...]]:
    lives = [LIFE, REWORKED, CANCELLED, LIFE[:5]]
    return [lived(f"SOL-{number}", steps) for number, steps in enumerate(lives)]


def few_logs() -> list[tuple[Logged, ...]]:
    return [lived("SOL-1", LIFE), lived("SOL-2", CANCELLED)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages and parts be small."""
    monkeypatch.setattr(following, "PAGE", 7)
    monkeypatch.setattr(following, "MOST_VISITS", 2)


def test_the_generator_makes_cases_of_every_kind() -> None:
    told = {row["outcome"] for row in by_hand(*some_logs())}

    assert told == {"passed", "reopened", "cancelled"}
    assert sum(row["closes"] for row in by_hand(*some_logs())) == 2


@settings(max_examples=60)
@given(st.lists(HISTORIES, max_size=3))
def test_the_rows_are_those_that_follow_from_the_events(histories: list[Steps]) -> None:
    logs = [lived(f"SOL-{number}", steps) for number, steps in enumerate(histories)]
    with TemporaryDirectory() as folder:
        export_visits(store_of(*logs), Path(folder))

        assert rows(Path(folder)) == by_hand(*logs)


@settings(max_examples=20)
@given(st.lists(HISTORIES, min_size=1, max_size=3), st.data())
def test_many_exports_while_cases_go_on_hold_what_one_holds(
    histories: list[Steps], data: st.DataObject
) -> None:
    logs = [lived(f"SOL-{number}", steps) for number, steps in enumerate(histories)]
    store, kept = MemoryStore(), [0] * len(logs)
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(following, "PAGE", 3)
        for _ in range(4):
            for number, log in enumerate(logs):
                up_to = data.draw(st.integers(kept[number], len(log)))
                keep(store, log, after=kept[number], up_to=up_to)
                kept[number] = up_to
            before = contents(Path(name))
            export_visits(store, Path(name))
            assert contents(Path(name)).items() >= before.items()

        so_far = [log[:number] for log, number in zip(logs, kept, strict=True)]
        assert rows(Path(name)) == by_hand(*filter(None, so_far))


def contents(folder: Path) -> dict[str, bytes]:
    """Return every part of a folder that is never rewritten, by its name."""
    parts = folder.glob("*/**/*.parquet")
    names = {part.relative_to(folder).as_posix(): part for part in parts}
    return {name: part.read_bytes() for name, part in names.items() if name[:5] != "open/"}


class Killed(BaseException):
    """Stands for the end of the program."""


@contextmanager
def killed_at(step: int) -> Iterator[None]:
    """Stop at the disk's step with this number, counted from 0; what was being written is torn."""
    passed = count()

    def torn(act: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(subject: Any, *others: Any) -> Any:
            if next(passed) != step:
                return act(subject, *others)
            if isinstance(subject, int) and (size := os.fstat(subject).st_size) and not others:
                with suppress(OSError):
                    os.ftruncate(subject, size // 2)
            raise Killed

        return stepping

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", torn(os.fsync))
        patch.setattr(Path, "replace", torn(Path.replace))
        patch.setattr(Path, "unlink", torn(Path.unlink))
        yield


@pytest.mark.usefixtures("small")
def test_an_export_that_is_killed_at_any_step_and_run_again_is_the_same(tmp_path: Path) -> None:
    store = store_of(*few_logs())
    export_visits(store, tmp_path / "whole")
    whole, kills = contents(tmp_path / "whole"), 0
    for step in count():
        folder = tmp_path / str(step)
        try:
            with killed_at(step):
                export_visits(store, folder)
            break
        except Killed:
            kills += 1
        export_visits(store, folder)
        assert contents(folder) == whole
        assert not list(folder.glob("**/*.draft"))

    assert kills > STEPS_A_FILE * len(whole)


@pytest.mark.usefixtures("small")
def test_an_export_that_is_killed_over_and_over_comes_to_its_end(tmp_path: Path) -> None:
    store = store_of(*few_logs())
    export_visits(store, tmp_path / "whole")
    for step in range(2, 90, 7):
        with suppress(Killed), killed_at(step % 40):
            export_visits(store, tmp_path / "killed")
    export_visits(store, tmp_path / "killed")

    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")


@pytest.mark.usefixtures("small")
def test_what_a_killed_export_left_is_replaced_when_more_has_happened(tmp_path: Path) -> None:
    log = lived("SOL-1", LIFE)
    for step in range(12):
        store, folder = MemoryStore(), tmp_path / str(step)
        keep(store, log, up_to=15)
        with suppress(Killed), killed_at(step):
            export_visits(store, folder)
        keep(store, log, after=15)
        export_visits(store, folder)

        assert rows(folder) == by_hand(log)


def test_what_a_killed_export_left_is_gone_when_parts_are_cut_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(*few_logs())
    export_visits(store, tmp_path / "whole")
    last_step = STEPS_A_FILE * (len(contents(tmp_path / "whole")) + 1)
    for step in range(0, last_step, 2):
        with suppress(Killed), killed_at(step):
            export_visits(store, tmp_path / str(step))
    monkeypatch.setattr(following, "PAGE", 5)
    monkeypatch.setattr(following, "MOST_VISITS", 1)
    for step in range(0, last_step, 2):
        export_visits(store, tmp_path / str(step))

        assert rows(tmp_path / str(step)) == by_hand(*few_logs())


def test_every_column_has_its_type(tmp_path: Path) -> None:
    export_visits(store_of(*some_logs()), tmp_path)

    moment, text, us = pa.timestamp("us", tz="UTC"), pa.string(), pa.int64()
    [part, *_] = sorted(tmp_path.glob("visits/*/*.parquet"))
    schema = pa.parquet.read_schema(part)
    assert dict(zip(schema.names, schema.types, strict=True)) == {
        **dict.fromkeys(("case_id", "stream", "stage"), text),
        "seq": pa.int32(),
        "visit": pa.int32(),
        "prev_stage": text,
        **dict.fromkeys(("entered", "started", "exited"), moment),
        **dict.fromkeys(("wait_us", "work_us", "step_us"), us),
        **dict.fromkeys(("wait_business_us", "work_business_us"), us),
        **dict.fromkeys(("resource", "prev_resource", "outcome"), text),
        "amount_cents": us,
        "path": us,
        "on_documented_path": pa.bool_(),
        "deviation": text,
        "criteria_met": pa.bool_(),
        "closes": pa.bool_(),
        "recorded_at": moment,
    }


def test_files_lie_by_the_month_in_which_the_stage_was_left(tmp_path: Path) -> None:
    export_visits(store_of(*some_logs()), tmp_path)

    months = table(tmp_path, "visits").select(["month", "exited"]).to_pylist()
    assert len({row["month"] for row in months}) > 1
    assert all(row["month"] == f"{row['exited']:%Y-%m}" for row in months)


def test_the_dictionary_tells_the_stages_of_every_path_once(tmp_path: Path) -> None:
    logs = some_logs()
    store = MemoryStore()
    for log in logs:
        keep(store, log)
        export_visits(store, tmp_path)

    told = {row["path"]: row["stages"] for row in table(tmp_path, "paths").to_pylist()}
    under_way = [row for log in logs if (row := open_row_by_hand(log, NOON))]
    over = [row for log in logs for row in rows_by_hand(log)]
    walked = {row["path"]: row["way"] for row in [*over, *under_way]}
    assert told == walked
    assert table(tmp_path, "paths").num_rows == len(walked)


def test_the_documented_path_of_each_model_is_told_once(tmp_path: Path) -> None:
    store = MemoryStore()
    for log in some_logs():
        keep(store, log)
        export_visits(store, tmp_path)

    [model] = table(tmp_path, "models").to_pylist()
    [whole] = [row for row in rows(tmp_path) if row["case_id"] == "SOL-0" and row["closes"]]
    assert (model["model"], model["stream"]) == (MODEL.fingerprint, MODEL.stream_id)
    assert model["stages"] == [stage.id for stage in MODEL.stages]
    assert model["path"] == whole["path"]


def test_business_time_goes_by_the_calendar_that_the_file_names(tmp_path: Path) -> None:
    export_visits(store_of(*some_logs()), tmp_path, calendar=OFFICE)

    [part, *_] = sorted(tmp_path.glob("visits/*/*.parquet"))
    metadata = pa.parquet.read_schema(part).metadata
    assert metadata[b"penstock.calendar"] == b"office"
    assert metadata[b"penstock.calendar_version"] == b"3"
    assert metadata[b"penstock.calendar_sha256"].decode() == OFFICE.fingerprint
    assert any(row["wait_business_us"] for row in rows(tmp_path))
    assert all(0 <= row["wait_business_us"] <= row["wait_us"] for row in rows(tmp_path))


def test_a_calendar_that_does_not_reach_so_far_stops_the_export(tmp_path: Path) -> None:
    store = store_of(*some_logs())
    short = replace(OFFICE, first_year=2020, last_year=2021)

    with pytest.raises(BeyondCalendarError, match="Make a version of it with more years"):
        export_visits(store, tmp_path, calendar=short)
    export_visits(store, tmp_path, calendar=OFFICE)
    assert len(rows(tmp_path)) == len(by_hand(*some_logs()))


def test_a_folder_of_another_log_is_left_as_it_is(tmp_path: Path) -> None:
    export_visits(store_of(lived("SOL-1", LIFE)), tmp_path)
    before = contents(tmp_path)

    with pytest.raises(OtherLogError, match="holds the visits of another log"):
        export_visits(store_of(lived("SOL-2", LIFE)), tmp_path)
    assert contents(tmp_path) == before


def test_a_database_that_was_set_back_is_noticed(tmp_path: Path) -> None:
    log = lived("SOL-1", LIFE)
    export_visits(store_of(log), tmp_path)

    with pytest.raises(OtherLogError, match="or of a later state of this one"):
        export_visits(store_of(log[:-3]), tmp_path)


@pytest.mark.parametrize("text", ["", "[]", '{"format": 4}', '{"format": 3, "part": 3}', "{}"])
def test_a_bookmark_that_cannot_be_read_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "bookmark.json").write_text(text, encoding="utf-8")

    with pytest.raises(UnreadableBookmarkError, match=r"bookmark\.json cannot be read"):
        export_visits(MemoryStore(), tmp_path)


def test_two_programs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    with open_folder(tmp_path), pytest.raises(FolderInUseError, match="Another program is writing"):
        export_visits(MemoryStore(), tmp_path)


def test_the_bookmark_counts_the_visits(tmp_path: Path) -> None:
    grown = export_visits(store_of(*some_logs()), tmp_path)

    said = json.loads((tmp_path / "bookmark.json").read_text(encoding="utf-8"))
    assert said["visits"] == grown.visits == grown.new_visits == len(rows(tmp_path))


def test_files_of_somebody_else_are_left_where_they_are(tmp_path: Path) -> None:
    own = tmp_path / "visits" / "month=2026-11" / "mine.parquet"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"mine")
    export_visits(store_of(lived("SOL-1", LIFE)), tmp_path)

    assert own.read_bytes() == b"mine"


def test_without_the_package_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(NoParquetError, match=r"pip install 'penstock\[parquet\]'"):
        export_visits(MemoryStore(), tmp_path)
