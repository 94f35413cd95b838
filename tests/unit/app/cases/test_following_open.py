"""What a folder of visits has beside them: cases, what is under way, and times on hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.app.cases import following
from penstock.app.cases.following import export_visits
from penstock.delivery import commands as do
from penstock.delivery.ports import Logged
from penstock.store.logs import FolderLog, open_log
from penstock.store.logs.parts import parts_of
from penstock.store.memory import MemoryStore
from penstock.store.parquet import UnreadableBookmarkError
from tests.unit.app.cases.histories import (
    FORWARD,
    HISTORIES,
    Steps,
    holds_by_hand,
    keep,
    lived,
    open_row_by_hand,
)
from tests.unit.app.cases.test_following import (
    LIFE,
    OFFICE,
    Killed,
    killed_at,
    some_logs,
    store_of,
)
from tests.unit.delivery.working import MODEL

LATER = datetime(2030, 1, 1, tzinfo=UTC)
HELD: Steps = [FORWARD, do.Hold(reason="permit"), do.Resume(reason="granted"), *[FORWARD] * 3]
HELD_TO_THE_END: Steps = [FORWARD, do.Hold(reason="permit"), do.Cancel(reason="moved")]


def rows_of(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of the files that count."""
    parts = parts_of(folder).of(table)
    return [row for part in parts for row in pq.read_table(part).to_pylist()]


def open_rows(folder: Path) -> list[dict[str, Any]]:
    return sorted(rows_of(folder, "open"), key=_case)


def hold_rows(folder: Path) -> list[dict[str, Any]]:
    return sorted(rows_of(folder, "holds"), key=_hold)


def _case(row: dict[str, Any]) -> str:
    return str(row["case_id"])


def _hold(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["case_id"], row["began"], row["ended"]


def open_by_hand(*logs: Sequence[Logged], as_of: datetime = LATER) -> list[dict[str, Any]]:
    rows = (open_row_by_hand(log, as_of) for log in logs)
    return [{name: row[name] for name in row if name != "way"} for row in rows if row]


@settings(max_examples=12, deadline=None)
@given(st.lists(HISTORIES, min_size=1, max_size=3), st.data())
def test_exports_while_cases_go_on_hold_what_is_under_way(
    histories: list[Steps], data: st.DataObject
) -> None:
    logs = [lived(f"SOL-{number}", steps) for number, steps in enumerate(histories)]
    store, kept = MemoryStore(), [0] * len(logs)
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(following, "PAGE", 3)
        for _ in range(3):
            for number, log in enumerate(logs):
                up_to = data.draw(st.integers(kept[number], len(log)))
                keep(store, log, after=kept[number], up_to=up_to)
                kept[number] = up_to
            export_visits(store, Path(name), as_of=LATER)
            so_far = [log[:number] for log, number in zip(logs, kept, strict=True)]
            told = sorted((row for log in so_far for row in holds_by_hand(log)), key=_hold)
            if any(kept):
                assert open_rows(Path(name)) == open_by_hand(*filter(None, so_far))
                assert hold_rows(Path(name)) == told


def test_each_case_has_one_row_from_its_opening_on(tmp_path: Path) -> None:
    store = MemoryStore()
    for log in some_logs():
        keep(store, log, up_to=1)
        export_visits(store, tmp_path)
        keep(store, log, after=1)
        export_visits(store, tmp_path)

    with open_log(tmp_path) as kept:
        told = kept.cases().to_pyarrow().to_pylist()
    assert told == [
        {
            "case_id": log[0].event.case_id,  # type: ignore[union-attr]
            "stream": MODEL.stream_id,
            "product": MODEL.products[0],
            "opened": log[0].stamp.at,
            "model": MODEL.fingerprint,
        }
        for log in some_logs()
    ]


def test_what_waits_gets_older_without_an_event(tmp_path: Path) -> None:
    store = store_of(lived("SOL-1", LIFE[:5]))
    export_visits(store, tmp_path, as_of=LATER)
    [before] = open_rows(tmp_path)
    grown = export_visits(store, tmp_path, as_of=LATER + timedelta(days=1))

    [after] = open_rows(tmp_path)
    assert after["step_us"] - before["step_us"] == 86_400 * 10**6
    assert (grown.new_visits, grown.new_files) == (0, 0)


def test_a_clock_that_was_set_back_makes_nothing_younger(tmp_path: Path) -> None:
    store = store_of(lived("SOL-1", LIFE[:5]))
    export_visits(store, tmp_path, as_of=LATER)
    before = open_rows(tmp_path)
    export_visits(store, tmp_path, as_of=LATER - timedelta(days=1))

    assert open_rows(tmp_path) == before


def test_a_log_tells_at_least_up_to_its_newest_event(tmp_path: Path) -> None:
    history = lived("SOL-1", LIFE[:5])
    export_visits(store_of(history), tmp_path, as_of=history[0].stamp.at)

    with open_log(tmp_path) as log:
        assert log.as_of == history[-1].stamp.at


def test_one_file_holds_what_is_under_way(tmp_path: Path) -> None:
    store, history = MemoryStore(), lived("SOL-1", LIFE)
    for begin in range(0, 12, 3):
        keep(store, history, after=begin, up_to=begin + 3)
        export_visits(store, tmp_path)

    assert len(list(tmp_path.glob("open/*"))) == 1


def test_nothing_is_under_way_when_all_cases_have_ended(tmp_path: Path) -> None:
    history = lived("SOL-1", LIFE)
    store = store_of(history[:9])
    export_visits(store, tmp_path)
    keep(store, history, after=9)
    export_visits(store, tmp_path)

    assert not list(tmp_path.glob("open/*"))
    assert open_rows(tmp_path) == []


def test_business_time_of_what_is_under_way_goes_by_the_calendar(tmp_path: Path) -> None:
    history = lived("SOL-1", LIFE[:5])
    as_of = history[-1].stamp.at + timedelta(days=7)
    export_visits(store_of(history), tmp_path, calendar=OFFICE, as_of=as_of)
    [row] = open_rows(tmp_path)
    open_business = row["wait_business_us"] + (row["work_business_us"] or 0)

    # Three days of eight hours lie in any week.
    assert open_business >= 3 * 8 * 3600 * 10**6
    assert row["wait_business_us"] <= row["wait_us"]


def test_a_hold_ends_with_the_case_where_nobody_resumes_it(tmp_path: Path) -> None:
    logs = lived("SOL-1", HELD), lived("SOL-2", HELD_TO_THE_END)
    export_visits(store_of(*logs), tmp_path)

    assert hold_rows(tmp_path) == [row for log in logs for row in holds_by_hand(log)]
    assert [row["reason"] for row in hold_rows(tmp_path)] == ["permit", "permit"]


def test_a_killed_export_that_is_run_again_tells_what_is_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "PAGE", 7)
    monkeypatch.setattr(following, "MOST_VISITS", 2)
    logs = lived("SOL-1", LIFE[:9]), lived("SOL-2", HELD)
    store = store_of(*logs)
    for step in range(0, 50, 5):
        folder = tmp_path / str(step)
        try:
            with killed_at(step):
                export_visits(store, folder, as_of=LATER)
        except Killed:
            export_visits(store, folder, as_of=LATER)

        assert open_rows(folder) == open_by_hand(*logs)
        assert len(list(folder.glob("open/*"))) == 1


def test_a_reader_of_a_killed_export_sees_what_the_last_whole_one_held(tmp_path: Path) -> None:
    history = lived("SOL-1", LIFE)
    store = store_of(history[:9])
    export_visits(store, tmp_path, as_of=LATER)
    keep(store, history, after=9, up_to=15)
    for step in range(3):
        try:
            with killed_at(step):
                export_visits(store, tmp_path, as_of=LATER)
        except Killed:
            assert open_rows(tmp_path) == open_by_hand(history[:9])


def test_a_folder_of_the_first_format_is_left_as_it_is(tmp_path: Path) -> None:
    export_visits(store_of(*some_logs()), tmp_path)
    bookmark = tmp_path / "bookmark.json"
    old = bookmark.read_text(encoding="utf-8").replace('"format": 3', '"format": 1')
    bookmark.write_text(old, encoding="utf-8")

    with pytest.raises(UnreadableBookmarkError, match="it has format 1, and this Penstock knows 3"):
        export_visits(store_of(*some_logs()), tmp_path)
    assert bookmark.read_text(encoding="utf-8") == old


def test_a_case_that_is_older_than_its_stages_has_no_visit_yet(tmp_path: Path) -> None:
    export_visits(store_of(lived("SOL-1", LIFE)[:1]), tmp_path)

    with open_log(tmp_path) as log:
        assert log.cases().count().to_pyarrow().as_py() == 1
        assert log.open_visits().count().to_pyarrow().as_py() == 0


def test_a_calendar_that_does_not_reach_to_now_is_named_before_anything_counts(
    tmp_path: Path,
) -> None:
    from penstock.governance.service_levels.open_time import BeyondCalendarError

    store = store_of(lived("SOL-1", LIFE[:5]))
    with pytest.raises(BeyondCalendarError):
        export_visits(store, tmp_path, calendar=replace(OFFICE, last_year=2027), as_of=LATER)
    export_visits(store, tmp_path, as_of=LATER)

    assert len(open_rows(tmp_path)) == 1


@settings(max_examples=15)
@given(log=HISTORIES.map(lambda steps: lived("SOL-1", steps)), part=st.integers(0, 100))
def test_a_folder_as_of_a_moment_is_that_of_a_log_that_ended_then(
    log: tuple[Logged, ...], part: int
) -> None:
    at = log[(len(log) - 1) * part // 100].stamp.at
    earlier = [each for each in log if each.stamp.at <= at]
    with TemporaryDirectory() as whole, TemporaryDirectory() as ended:
        export_visits(store_of(log), Path(whole), as_of=LATER)
        export_visits(store_of(earlier), Path(ended), as_of=at)
        with open_log(Path(whole), as_of=at) as found, open_log(Path(ended)) as expected:
            for name in ("visits", "open", "cases", "holds"):
                assert _datable(found, name) == _datable(expected, name)


def _datable(log: FolderLog, table: str) -> list[dict[str, Any]]:
    """Return rows, those under way without what no row dates: who had the task when."""
    rows = log.table(table).to_pyarrow().to_pylist()
    untold = {"resource"} if table == "open" else set()
    told = [{name: row[name] for name in row.keys() - untold} for row in rows]
    return sorted(told, key=lambda row: sorted(map(repr, row.items())))
