"""Make the process map of a stream out of its log."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import ibis.expr.types as ir

from penstock.measurement.flow.durations import durations, measures
from penstock.measurement.flow.process_map import MappedMove, MappedStage, ProcessMap
from penstock.measurement.flow.scope import (
    declared_order,
    ended,
    entered_visits,
    final_visits,
    open_visits,
    rows,
)
from penstock.measurement.flow.variants import paths_of_share
from penstock.measurement.ports import Log

_Row = dict[str, Any]


def process_map(log: Log, stream_id: str, *, percent: int = 100) -> ProcessMap:
    """Return how cases moved through a stream.

    Args:
        log: The log.
        stream_id: The stream.
        percent: With less than 100, only the cases that have ended and took one of the fewest most
            frequent ways that so many percent of the ended cases took; open cases are left out.

    Raises:
        ValueError: The percentage is not from 1 to 100.
    """
    if not 1 <= percent <= 100:
        raise ValueError(f"{percent} is no share of cases; take a percentage from 1 to 100.")
    entered, final = entered_visits(log, stream_id), final_visits(log, stream_id)
    still = open_visits(log, stream_id)
    all_cases = _cases(entered)
    if percent < 100:
        kept = _of_share(final, percent)
        entered, final = entered.semi_join(kept, "case_id"), final.semi_join(kept, "case_id")
        still = still.limit(0)
    cases = all_cases if percent == 100 else _cases(entered)
    order = declared_order(log, stream_id)
    stages = _stages(order, _by_stage(final), _by_stage_entered(entered), _counts(still))
    return ProcessMap(
        stream_id=stream_id,
        stages=stages,
        moves=_moves(order, [each.stage_id for each in stages], rows(_by_move(entered))),
        cases=cases,
        all_cases=all_cases,
    )


def _cases(entered: ir.Table) -> int:
    """Return how many cases there are; each has one first visit."""
    return int(
        rows(entered.filter(entered.seq == 1).agg(cases=entered.case_id.nunique()))[0]["cases"]
    )


def _of_share(visits: ir.Table, percent: int) -> ir.Table:
    """Return the cases that took one of the most frequent ways."""
    paths = paths_of_share(visits, percent)
    return visits.filter(ended(visits) & visits.path.isin(paths)).select("case_id")


def _by_stage(final: ir.Table) -> dict[str, _Row]:
    over = final.outcome == "cancelled"
    grouped = final.group_by("stage").agg(
        visits=final.count(),
        closed=final.closes.sum(),
        cancelled=over.sum(),
        **measures(final.step_us, "step"),
        **measures(final.wait_us, "wait"),
    )
    return {row["stage"]: row for row in rows(grouped)}


def _by_stage_entered(entered: ir.Table) -> dict[str, _Row]:
    grouped = entered.group_by("stage").agg(
        cases=entered.case_id.nunique(),
        repeated=(entered.visit > 1).sum(),
        entries=entered.prev_stage.isnull().sum(),
    )
    return {row["stage"]: row for row in rows(grouped)}


def _counts(still: ir.Table) -> dict[str, int]:
    return {row["stage"]: row["n"] for row in rows(still.group_by("stage").agg(n=still.count()))}


def _stages(
    order: Sequence[str],
    final: Mapping[str, _Row],
    entered: Mapping[str, _Row],
    still: Mapping[str, int],
) -> tuple[MappedStage, ...]:
    others = sorted(set(entered) - set(order))
    return tuple(
        _stage(stage_id, stage_id in order, final.get(stage_id), entered.get(stage_id), still)
        for stage_id in (*order, *others)
    )


def _stage(
    stage_id: str,
    is_declared: bool,  # noqa: FBT001  # one of the row's values
    final: _Row | None,
    entered: _Row | None,
    still: Mapping[str, int],
) -> MappedStage:
    step = durations(final, "step") if final else None
    wait = durations(final, "wait") if final else None
    return MappedStage(
        stage_id=stage_id,
        is_declared=is_declared,
        visits=final["visits"] if final else 0,
        cases=entered["cases"] if entered else 0,
        repeated_visits=entered["repeated"] if entered else 0,
        median_us=step.p50_us if step else None,
        p85_us=step.p85_us if step else None,
        median_wait_us=wait.p50_us if wait else None,
        entries=entered["entries"] if entered else 0,
        closed=final["closed"] if final else 0,
        cancelled=final["cancelled"] if final else 0,
        open_cases=still.get(stage_id, 0),
    )


def _by_move(entered: ir.Table) -> ir.Table:
    moved = entered.filter(entered.prev_stage.notnull())
    return moved.group_by("prev_stage", "stage").agg(
        moves=moved.count(), cases=moved.case_id.nunique(), **measures(moved.wait_us, "wait")
    )


def _moves(
    order: Sequence[str], shown: Sequence[str], found: Iterable[_Row]
) -> tuple[MappedMove, ...]:
    following = set(pairwise(order))
    # A stage may be left that has no visit of its own: a row of the log is missing.
    rank = {stage_id: index for index, stage_id in enumerate(shown)}
    made = [_move(row, (row["prev_stage"], row["stage"]) in following) for row in found]
    last = len(rank)
    made.sort(key=lambda move: (rank.get(move.source_id, last), rank[move.target_id]))
    return tuple(made)


def _move(row: _Row, is_declared: bool) -> MappedMove:  # noqa: FBT001
    wait = durations(row, "wait")
    return MappedMove(
        source_id=row["prev_stage"],
        target_id=row["stage"],
        is_declared=is_declared,
        moves=row["moves"],
        cases=row["cases"],
        median_us=wait.p50_us if wait else None,
        p85_us=wait.p85_us if wait else None,
    )
