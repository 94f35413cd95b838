"""What of a log is about one stream: its visits, its cases, and the order that is documented."""

from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from penstock.measurement.ports import Log

_MOVED = ("case_id", "stage", "seq", "visit", "prev_stage", "path", "deviation", "criteria_met")


def final_visits(log: Log, stream_id: str) -> ir.Table:
    """Return the visits of a stream that are over."""
    visits = log.visits()
    return visits.filter(visits.stream == stream_id)


def waited_visits(log: Log, stream_id: str) -> ir.Table:
    """Return the visits of a stream that are over; time on hold is waiting, during work too.

    The log of visits counts what was on hold after work began among `work_us`: work had begun. Who
    asks where time goes wants to see the authority that everybody waited for.
    """
    visits = final_visits(log, stream_id)
    both = visits.left_join(_held_in_work(log, visits, stream_id), ["case_id", "seq"])
    held = ibis.least(both.held_us.fill_null(0), both.work_us.fill_null(0))
    told = both.mutate(wait_us=both.wait_us + held, work_us=both.work_us - held)
    return told.select(*visits.columns)


def _held_in_work(log: Log, visits: ir.Table, stream_id: str) -> ir.Table:
    """Return how long each visit was on hold after its work had begun."""
    holds = log.holds()
    wanted = holds.filter(holds.stream == stream_id).select("case_id", "seq", "began", "ended")
    begun = visits.filter(visits.started.notnull())
    both = wanted.inner_join(
        begun.select("case_id", "seq", "started", "exited").distinct(), ["case_id", "seq"]
    )
    begin, end = ibis.greatest(both.began, both.started), ibis.least(both.ended, both.exited)
    span = ibis.greatest(end.delta(begin, unit="microsecond"), 0)
    return both.mutate(span_us=span).group_by("case_id", "seq").agg(held_us=_.span_us.sum())


def open_visits(log: Log, stream_id: str) -> ir.Table:
    """Return where the open cases of a stream are."""
    visits = log.open_visits()
    return visits.filter(visits.stream == stream_id)


def entered_visits(log: Log, stream_id: str) -> ir.Table:
    """Return all visits of a stream, open ones too; these have no `wait_us`, for it goes on."""
    final, still = final_visits(log, stream_id), open_visits(log, stream_id)
    nothing = ibis.null("int64")
    return final.select(*_MOVED, "wait_us").union(still.select(*_MOVED, wait_us=nothing))


def ended(visits: ir.Table) -> ir.BooleanValue:
    """Tell of a visit whether its case ended with it: closed, or cancelled in it."""
    return visits.closes | (visits.outcome == "cancelled")


def declared_order(log: Log, stream_id: str) -> tuple[str, ...]:
    """Return the stages of the model that the newest case of a stream was opened on.

    Where no case tells, the models tell: the last by its fingerprint. Without any it is empty.
    """
    models, cases = log.models(), log.cases()
    opened = cases.filter(cases.stream == stream_id).group_by("model")
    newest = {row["model"]: row["last"] for row in rows(opened.agg(last=cases.opened.max()))}
    known = rows(models.filter(models.stream == stream_id).select("model", "stages"))
    known.sort(key=lambda row: (str(newest.get(row["model"], "")), row["model"]))
    return tuple(known[-1]["stages"]) if known else ()


def rows(table: ir.Table) -> list[dict[str, Any]]:
    """Return the rows of a small table."""
    found: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return found


def whole_cases(visits: ir.Table) -> ir.Table:
    """Return a row for each case with visits that are over.

    Columns: `case_id`; `path`, empty where the case has no end; `closed`; `documented`, whether
    every step was; `span_us` from its first entry to its last exit, 0 where clocks went back; and
    for each kind of deviation whether the case has it.
    """
    over = ended(visits)
    grouped = visits.group_by("case_id").agg(
        path=visits.path.max(where=over),
        closed=visits.closes.any(),
        documented=visits.on_documented_path.all(),
        first=visits.entered.min(),
        last=visits.exited.max(),
        reopened=_has(visits, "reopened"),
        skipped=_has(visits, "skipped"),
        undocumented=_has(visits, "undocumented"),
        criteria=(~visits.criteria_met).any().fill_null(False),  # noqa: FBT003
    )
    span = grouped.last.delta(grouped.first, unit="microsecond")
    return grouped.mutate(span_us=ibis.greatest(span, 0)).drop("first", "last")


def _has(visits: ir.Table, deviation: str) -> ir.BooleanValue:
    return (visits.deviation == deviation).any().fill_null(False)  # noqa: FBT003


def streams_of(log: Log) -> tuple[str, ...]:
    """Return the streams that a log has visits of, in order."""
    found = log.visits().select("stream").union(log.open_visits().select("stream"))
    return tuple(row["stream"] for row in rows(found.distinct().order_by("stream")))


def cases_by_stream(table: ir.Table) -> dict[str, int]:
    """Return how many cases a table of the log has of each stream."""
    found = table.group_by("stream").agg(cases=table.case_id.nunique())
    return {row["stream"]: int(row["cases"]) for row in rows(found)}
