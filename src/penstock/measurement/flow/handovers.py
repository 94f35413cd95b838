"""Handovers: who gives work to whom, and how long it lies in between."""

from dataclasses import dataclass

import ibis

from penstock.measurement.flow.durations import Durations, durations, measures
from penstock.measurement.flow.scope import final_visits, rows
from penstock.measurement.ports import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Visits before which the work went from one to another.

    Args:
        source: Who worked in the visit before; empty where nobody did.
        target: Who worked in this one; empty where nobody did.
        visits: How many visits.
        wait: How long the work lay before the second began.
    """

    source: str
    target: str
    visits: int
    wait: Durations


def handovers(log: Log, stream_id: str, *, most: int | None = None) -> tuple[Handover, ...]:
    """Return who gave work to whom, the most frequent first.

    Whoever goes on with their own work hands nothing over, and a case's first visit was handed
    over by nobody.
    """
    visits = final_visits(log, stream_id)
    named = visits.filter(visits.prev_stage.notnull()).select(
        "wait_us",
        source=ibis.coalesce(visits.prev_resource, ibis.literal("")),
        target=ibis.coalesce(visits.resource, ibis.literal("")),
    )
    given = named.filter(named.source != named.target)
    found = given.group_by("source", "target").agg(
        visits=given.count(), **measures(given.wait_us, "wait")
    )
    ordered = found.order_by(ibis.desc("visits"), "source", "target")
    return tuple(map(_handover, rows(ordered if most is None else ordered.limit(most))))


def _handover(row: dict[str, object]) -> Handover:
    wait = durations(row, "wait")
    assert wait is not None, "each visit of the table has waited, if no time at all"
    return Handover(
        source=str(row["source"]),
        target=str(row["target"]),
        visits=wait.count,
        wait=wait,
    )
