"""The visits under way: one file, in which times run up to a moment, and back into values."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from penstock.delivery.visit_times import visit_times
from penstock.delivery.visits import Deviation, Outcome, Visit
from penstock.governance.service_levels.calendars import Calendar
from penstock.store.parquet.columns import MOMENT, VISITS, Column, about, as_hash, table
from penstock.store.parquet.rows import TimedVisit

# What a visit may lack that is not over.
_NOT_YET = {"exited", "outcome", "criteria_met", "recorded_at"}


def as_table(visits: Iterable[Visit], *, as_of: datetime, calendar: Calendar | None) -> pa.Table:
    """Return visits under way as a table; the times of one that was not left run up to a moment.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    columns = [replace(each, optional=each.optional or each.name in _NOT_YET) for each in VISITS]
    timed = (_timed(visit, as_of, calendar) for visit in visits)
    told: Column[TimedVisit] = Column("as_of", MOMENT, lambda _row: as_of)
    return table([*columns, told], timed, about(calendar))


def _timed(visit: Visit, as_of: datetime, calendar: Calendar | None) -> TimedVisit:
    up_to_now = replace(visit, exited=visit.exited or as_of)
    return TimedVisit(visit, visit_times(up_to_now, calendar))


def read_under_way(file: Path) -> dict[str, Visit]:
    """Return the visits under way that a file has, by their cases; none where there is no file."""
    if not file.exists():
        return {}
    return {row["case_id"]: _visit(row) for row in pq.read_table(file).to_pylist()}


def _visit(row: Mapping[str, Any]) -> Visit:
    """Return the visit of a row; the stages before it are in the dictionary of paths alone."""
    return Visit(
        case_id=row["case_id"],
        stream_id=row["stream"],
        stage_id=row["stage"],
        seq=row["seq"],
        visit=row["visit"],
        prev_stage_id=row["prev_stage"] or "",
        entered=row["entered"],
        started=row["started"],
        exited=row["exited"],
        resource=row["resource"] or "",
        prev_resource=row["prev_resource"] or "",
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        path=as_hash(row["path"]),
        way=(),
        on_documented_path=row["on_documented_path"],
        deviation=Deviation(row["deviation"]) if row["deviation"] else None,
        criteria_met=row["criteria_met"],
    )
