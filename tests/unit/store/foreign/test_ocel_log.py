"""Object-centric logs, seen from one type of object."""

import json
from pathlib import Path
from typing import Any

import pytest

from penstock.delivery import commands as do
from penstock.measurement.foreign.faults import FaultKind, Faults
from penstock.store.foreign import ForeignLogError, OcelLog
from penstock.store.memory import MemoryStore
from penstock.store.ocel import Ocel, object_centric, write_json, write_sqlite
from tests.contract.desk import Desk

COLUMNS = ("case:concept:name", "ocel:activity", "stage", "object:actor")


@pytest.fixture
def ours() -> Ocel:
    """Return the object-centric log of a case that began and was given up."""
    store = MemoryStore()
    desk = Desk(store)
    desk.open()
    desk.begin_first_stage()
    desk.hand_in(do.Cancel(reason="moved"))
    return object_centric([store.log("SOL-1")])


def _rows(log: OcelLog, faults: Faults) -> list[tuple[str | None, ...]]:
    [chunk] = log.chunks(COLUMNS, faults)
    return sorted(zip(*(chunk.columns[name] for name in COLUMNS), strict=True), key=str)


def test_json_and_sqlite_give_the_same_events_of_a_case(ours: Ocel, tmp_path: Path) -> None:
    write_json(ours, tmp_path / "log.json")
    write_sqlite(ours, tmp_path / "log.sqlite")

    logs = [OcelLog(tmp_path / name, "NCV-03 case") for name in ("log.json", "log.sqlite")]
    of_json, of_sqlite = (_rows(log, Faults()) for log in logs)
    assert of_json == of_sqlite
    assert ("SOL-1", "stage entered", "NCV-03.1", "actor:Ada") in of_json
    assert len(of_json) == len(ours.events)


def test_events_of_no_case_are_counted(ours: Ocel, tmp_path: Path) -> None:
    write_json(ours, tmp_path / "log.json")
    faults = Faults()

    rows = _rows(OcelLog(tmp_path / "log.json", "customer"), faults)
    assert len(rows) + faults.count(FaultKind.UNRELATED) == len(ours.events)
    assert faults.count(FaultKind.UNRELATED) > 0


def test_an_event_of_two_cases_counts_in_both(tmp_path: Path) -> None:
    objects = [{"id": each, "type": "order"} for each in "AB"]
    related = [{"objectId": each, "qualifier": ""} for each in "ABA"]
    event = {"id": "1", "type": "pay", "time": "2026-03-02T14:00Z", "relationships": related}
    _write(tmp_path, {"objects": objects, "events": [event]})

    rows = _rows(OcelLog(tmp_path / "log.json"), Faults())
    assert [row[0] for row in rows] == ["A", "B"]


def test_the_type_that_is_the_case_is_asked_about(ours: Ocel, tmp_path: Path) -> None:
    write_json(ours, tmp_path / "log.json")

    with pytest.raises(ForeignLogError, match="say which of them is the case") as refused:
        OcelLog(tmp_path / "log.json").names()
    assert "NCV-03 case, actor, customer" in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"objects": [{}], "events": []}',
        b'{"objects": [], "events": [{"id": 1}]}',
        b"[" * 100_000,
        b"\xff\xfe\x00",
        b"SQLite format 3\0 and nothing else",
    ],
)
def test_what_is_no_object_centric_log_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "log.json").write_bytes(content)

    with pytest.raises(ForeignLogError, match=r"it is no OCEL 2\.0 in"):
        OcelLog(tmp_path / "log.json").names()


def _write(tmp_path: Path, document: dict[str, Any]) -> None:
    (tmp_path / "log.json").write_text(json.dumps(document), encoding="utf-8")
