"""The process map: the same as counted by hand, in the order of the documents."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from penstock.measurement.flow.mapping import process_map
from penstock.measurement.flow.process_map import MappedMove, MappedStage
from tests.logs import ORDER, STREAM, SmallLog, log_of
from tests.random_logs import logs
from tests.unit.measurement.flow import brute_force as by_hand


def stage_by_hand(log: SmallLog, stage_id: str) -> MappedStage:
    came = [row for row in by_hand.entered(log) if row["stage"] == stage_id]
    left = [row for row in log.rows["visits"] if row["stage"] == stage_id]
    step = by_hand.durations_of(row["step_us"] for row in left)
    wait = by_hand.durations_of(row["wait_us"] for row in left)
    return MappedStage(
        stage_id=stage_id,
        is_declared=stage_id in ORDER,
        visits=len(left),
        cases=len(by_hand.cases_of(came)),
        repeated_visits=sum(row["visit"] > 1 for row in came),
        median_us=step.p50_us if step else None,
        p85_us=step.p85_us if step else None,
        median_wait_us=wait.p50_us if wait else None,
        entries=sum(row["prev_stage"] is None for row in came),
        closed=sum(row["closes"] for row in left),
        cancelled=sum(row["outcome"] == "cancelled" for row in left),
        open_cases=sum(row["stage"] == stage_id for row in log.rows["open"]),
    )


def moves_by_hand(log: SmallLog) -> set[MappedMove]:
    moved = [row for row in by_hand.entered(log) if row["prev_stage"]]
    found = set()
    for (source, target), rows in by_hand.grouped(
        moved, lambda row: (row["prev_stage"], row["stage"])
    ).items():
        wait = by_hand.durations_of(None if "as_of" in row else row["wait_us"] for row in rows)
        found.add(
            MappedMove(
                source_id=source,
                target_id=target,
                is_declared=(source, target) in pairwise(ORDER),
                moves=len(rows),
                cases=len(by_hand.cases_of(rows)),
                median_us=wait.p50_us if wait else None,
                p85_us=wait.p85_us if wait else None,
            )
        )
    return found


@settings(max_examples=12)
@given(logs(most_cases=8))
def test_a_map_is_the_one_counted_by_hand(log: SmallLog) -> None:
    found = process_map(log, STREAM)
    assert found.stages == tuple(stage_by_hand(log, each.stage_id) for each in found.stages)
    assert (len(found.moves), set(found.moves)) == (len(moves_by_hand(log)), moves_by_hand(log))
    gone = sum(each.closed + each.cancelled + each.open_cases for each in found.stages)
    assert sum(each.entries for each in found.stages) == gone == found.cases == found.all_cases


def test_declared_stages_come_in_their_order_and_others_after_them() -> None:
    log = log_of([{"stage": stage} for stage in (ORDER[1], "A stray stage", ORDER[0])])
    found = process_map(log, STREAM)
    assert [each.stage_id for each in found.stages] == [*ORDER, "A stray stage"]


def test_a_stream_without_cases_has_a_map_of_no_stages() -> None:
    assert process_map(log_of(), "NCV-99").stages == ()


def often(case_id: str, stages: tuple[str, ...]) -> list[dict[str, object]]:
    last = len(stages) - 1
    return [
        {"case_id": case_id, "stage": stage, "closes": number == last}
        for number, stage in enumerate(stages)
    ]


def test_a_map_of_most_cases_leaves_rare_ways_and_open_cases_out() -> None:
    usual = [row for number in range(4) for row in often(f"C-{number}", ORDER[:2])]
    rare = often("C-9", (ORDER[0], ORDER[2]))
    log = log_of([*usual, *rare], open_visits=[{"case_id": "C-10", "stage": ORDER[3]}])
    found = process_map(log, STREAM, percent=80)
    assert (found.cases, found.all_cases) == (4, 6)
    assert [(move.source_id, move.target_id) for move in found.moves] == [ORDER[:2]]


def test_no_share_at_all_is_refused_with_the_range() -> None:
    with pytest.raises(ValueError, match="from 1 to 100"):
        process_map(log_of(), STREAM, percent=0)
