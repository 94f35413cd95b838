"""Visits as XES: read back by another program, which finds the same ways."""

import json
from collections import Counter
from datetime import UTC, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import r4pm
from lxml import etree

from penstock.delivery.holds import Hold
from penstock.delivery.visits import Outcome, Visit, path_of
from penstock.store.xes import Trace, write_xes
from tests.unit.delivery.working import NOON

_MODULE = "process_mining::core::event_data::case_centric::utils::activity_projection::"
WAYS = {
    "SOL-1": ("NCV-03.1", "NCV-03.2", "NCV-03.3"),
    "SOL-2": ("NCV-03.1", "NCV-03.2", "NCV-03.1", "NCV-03.2"),
    "SOL-3": ("NCV-03.1", "NCV-03.2", "NCV-03.3"),
    "SOL-4": ("NCV-03.1",),
}


def _visit(case_id: str, way: tuple[str, ...], **said: Any) -> Visit:
    entered = NOON + timedelta(hours=len(way))
    known: dict[str, Any] = {
        "entered": entered,
        "started": entered + timedelta(minutes=10, microseconds=7),
        "exited": entered + timedelta(minutes=59),
        "outcome": Outcome.PASSED,
        "criteria_met": True,
        "recorded_at": entered + timedelta(hours=1),
    }
    return Visit(
        case_id=case_id,
        stream_id="NCV-03",
        stage_id=way[-1],
        seq=len(way),
        visit=way.count(way[-1]),
        prev_stage_id=way[-2] if len(way) > 1 else "",
        path=path_of(way),
        way=way,
        on_documented_path=True,
        **(known | said),
    )


def _trace(case_id: str) -> Trace:
    way = WAYS[case_id]
    made = tuple(_visit(case_id, way[: number + 1]) for number in range(len(way)))
    return Trace(case_id=case_id, stream_id="NCV-03", product="NONREG-DG-001", visits=made)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_xes(map(_trace, WAYS), tmp_path / "log.xes")
    return tmp_path / "log.xes"


@pytest.fixture
def scheduled(file: Path) -> str:
    """Return what another program read, with the one event of each visit that all visits have."""
    read = r4pm.import_item("EventLog", str(file))
    events = r4pm.item_to_df(read)
    assert isinstance(events, pl.DataFrame)
    return r4pm.import_item_from_df(
        "EventLog", events.filter(pl.col("lifecycle:transition") == "schedule")
    )


def _asked(function: str, **arguments: str) -> Any:
    return json.loads(r4pm.call_binding(function, json.dumps(arguments)))


def test_another_program_counts_the_same_events_and_cases(file: Path) -> None:
    events = r4pm.item_to_df(r4pm.import_item("EventLog", str(file)))

    assert isinstance(events, pl.DataFrame)
    assert len(events) == 3 * sum(map(len, WAYS.values()))
    assert set(events["case:concept:name"]) == set(WAYS)


def test_another_program_finds_the_same_directly_follows_graph(scheduled: str) -> None:
    discover = "process_mining::discovery::case_centric::dfg::discover_dfg"
    found = _asked(discover, event_log=scheduled)

    ours = Counter(move for way in WAYS.values() for move in pairwise(way))
    assert {tuple(move): count for move, count in found["directly_follows_relations"]} == ours


def test_another_program_finds_the_same_variants(scheduled: str) -> None:
    projection = _asked(f"{_MODULE}log_to_activity_projection", log=scheduled)
    found = _asked(f"{_MODULE}get_variants", projection=projection)

    assert {tuple(each["activities"]): each["count"] for each in found} == Counter(WAYS.values())


def test_a_moment_keeps_its_microseconds(file: Path) -> None:
    events = r4pm.item_to_df(r4pm.import_item("EventLog", str(file)))

    assert isinstance(events, pl.DataFrame)
    [first, *_] = events.filter(pl.col("lifecycle:transition") == "start")["time:timestamp"]
    assert first.replace(tzinfo=UTC) == NOON + timedelta(hours=1, minutes=10, microseconds=7)


def test_how_a_visit_ended_is_the_transition_that_the_standard_has_for_it(tmp_path: Path) -> None:
    ends = []
    for outcome in Outcome:
        visit = _visit("SOL-1", ("NCV-03.1",), outcome=outcome)
        trace = Trace(case_id="SOL-1", stream_id="NCV-03", product="", visits=(visit,))
        write_xes([trace], tmp_path / "log.xes")
        ends.append(_transitions(tmp_path / "log.xes")[-1])

    assert ends == ["complete", "ate_abort", "pi_abort"]


def test_another_program_reads_a_hold_between_the_steps_of_its_visit(tmp_path: Path) -> None:
    visit = _visit("SOL-1", ("NCV-03.1",))
    assert visit.started
    hold = Hold(
        case_id="SOL-1",
        stream_id="NCV-03",
        stage_id="NCV-03.1",
        seq=1,
        began=visit.started + timedelta(minutes=1),
        ended=visit.started + timedelta(minutes=9),
        reason="rain",
        ended_by=9,
    )
    trace = Trace(case_id="SOL-1", stream_id="NCV-03", product="", visits=(visit,), holds=(hold,))

    assert write_xes([trace], tmp_path / "log.xes") == 5

    events = r4pm.item_to_df(r4pm.import_item("EventLog", str(tmp_path / "log.xes")))
    assert isinstance(events, pl.DataFrame)
    assert list(events["lifecycle:transition"]) == [
        *("schedule", "start", "suspend", "resume", "complete")
    ]
    assert "rain" not in (tmp_path / "log.xes").read_text(encoding="utf-8")


def test_a_visit_that_is_not_over_has_no_end(tmp_path: Path) -> None:
    visit = _visit("SOL-1", ("NCV-03.1",), started=None, exited=None, outcome=None)
    trace = Trace(case_id="SOL-1", stream_id="NCV-03", product="", visits=(visit,))

    write_xes([trace], tmp_path / "log.xes")
    assert _transitions(tmp_path / "log.xes") == ["schedule"]


def test_what_xml_cannot_write_is_replaced(tmp_path: Path) -> None:
    visit = _visit("SOL-1", ("NCV-03.1",), resource="Ada \x00 & <Co>\n\ud800")
    trace = Trace(case_id="SOL-1", stream_id="NCV-03", product="", visits=(visit,))

    write_xes([trace], tmp_path / "log.xes")
    named = etree.parse(tmp_path / "log.xes").xpath("//*[@key='org:resource']/@value")
    assert isinstance(named, list)
    assert set(named) == {"Ada \ufffd & <Co>\n\ufffd"}


def test_the_same_cases_give_the_same_bytes(file: Path, tmp_path: Path) -> None:
    write_xes(map(_trace, WAYS), tmp_path / "again.xes")

    assert (tmp_path / "again.xes").read_bytes() == file.read_bytes()


def _transitions(file: Path) -> list[str]:
    said = "//*[local-name()='event']/*[@key='lifecycle:transition']/@value"
    found = etree.parse(file).xpath(said)
    assert isinstance(found, list)
    return [str(each) for each in found]
