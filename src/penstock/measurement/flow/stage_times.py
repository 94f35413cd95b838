"""How long cases wait in each stage, and how long is worked, over all and by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir

from penstock.measurement.flow.durations import Durations, durations, measures
from penstock.measurement.flow.months import month_of
from penstock.measurement.flow.scope import rows, waited_visits
from penstock.measurement.ports import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTimes:
    """How long visits of a stage took, of those that are over.

    Args:
        stage_id: The stage.
        month: The month (UTC) in which they were left, such as `2026-03`; empty for all months.
        visits: How many there are.
        repeated: How many of them were a case's second or later visit of the stage.
        cancelled: How many of them ended with the case.
        wait: From entering to the beginning of work, or to leaving where none began; and on hold.
        work: From the beginning of work to leaving, less the time on hold; None where work never
            began.
        step: From entering to leaving.
    """

    stage_id: str
    month: str
    visits: int
    repeated: int
    cancelled: int
    wait: Durations | None
    work: Durations | None
    step: Durations | None


def stage_times(log: Log, stream_id: str) -> tuple[StageTimes, ...]:
    """Return how long visits of each stage took, by the stage's id."""
    visits = waited_visits(log, stream_id)
    return tuple(map(_times, rows(_aggregated(visits, "stage").order_by("stage"))))


def stage_times_by_month(log: Log, stream_id: str) -> tuple[StageTimes, ...]:
    """Return how long visits of each stage took that were left in a month, by stage and month."""
    visits = waited_visits(log, stream_id)
    by_month = visits.mutate(month=month_of(visits.exited))
    found = _aggregated(by_month, "stage", "month").order_by("stage", "month")
    return tuple(map(_times, rows(found)))


def _aggregated(visits: ir.Table, *by: str) -> ir.Table:
    return visits.group_by(*by).agg(
        visits=visits.count(),
        repeated=(visits.visit > 1).sum(),
        cancelled=(visits.outcome == "cancelled").sum(),
        **measures(visits.wait_us, "wait"),
        **measures(visits.work_us, "work"),
        **measures(visits.step_us, "step"),
    )


def _times(row: Mapping[str, Any]) -> StageTimes:
    month = row.get("month")
    return StageTimes(
        stage_id=row["stage"],
        month=f"{month // 100}-{month % 100:02}" if month else "",
        visits=row["visits"],
        repeated=row["repeated"] or 0,
        cancelled=row["cancelled"] or 0,
        wait=durations(row, "wait"),
        work=durations(row, "work"),
        step=durations(row, "step"),
    )
