"""Another program finds the same directly-follows graph and variants in the same visits."""

import json
from typing import Any

import polars as pl
import r4pm
from hypothesis import assume, given, settings

from penstock.measurement.flow.questions import directly_follows, ways
from tests.logs import BEGIN, SmallLog
from tests.random_logs import logs

_MODULE = "process_mining::core::event_data::case_centric::utils::activity_projection::"


def _asked(function: str, **arguments: str) -> Any:
    return json.loads(r4pm.call_binding(function, json.dumps(arguments)))


def _imported(log: SmallLog) -> str:
    """Return the visits of cases that ended, in their order, as another program's log."""
    ended = {row["case_id"] for row in log.rows["visits"] if row["closes"]}
    rows = [row for row in log.rows["visits"] if row["case_id"] in ended]
    log.rows["visits"][:] = rows
    assume(rows)
    events = {
        "case:concept:name": [row["case_id"] for row in rows],
        "concept:name": [row["stage"] for row in rows],
        "time:timestamp": [BEGIN] * len(rows),
    }
    return str(r4pm.import_item_from_df("EventLog", pl.DataFrame(events)))


@settings(max_examples=10)
@given(logs())
def test_another_program_finds_the_same_graph_and_variants(log: SmallLog) -> None:
    read = _imported(log)
    graph = _asked("process_mining::discovery::case_centric::dfg::discover_dfg", event_log=read)
    moves = {
        (source, target): count for (source, target), count in graph["directly_follows_relations"]
    }
    assert moves == {
        (one.source_id, one.target_id): one.moves for one in directly_follows(log.visits())
    }
    projected = _asked(f"{_MODULE}log_to_activity_projection", log=read)
    found = _asked(f"{_MODULE}get_variants", projection=projected)
    assert sorted(each["count"] for each in found) == sorted(
        each.cases for each in ways(log.visits())
    )
