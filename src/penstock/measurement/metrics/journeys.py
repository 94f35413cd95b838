"""A row for each case: the moments that metrics ask for, out of one pass over visits."""

from collections.abc import Iterable, Mapping

import ibis
import ibis.expr.types as ir

from penstock.measurement.metrics.records import At, Moment
from penstock.measurement.metrics.whole_numbers import microseconds_of
from penstock.measurement.ports import Log

_OF_VISITS = (
    *("case_id", "stage", "visit", "entered", "started", "exited"),
    *("outcome", "closes", "recorded_at"),
)
_COLUMNS = {
    At.OPENED: "opened",
    At.ENTERED: "entered",
    At.STARTED: "started",
    At.EXITED: "exited",
    At.CLOSED: "recorded_at",
}
CANCELLED = "cancelled"


def column_of(moment: Moment) -> str:
    """Return the name of the column that holds a moment."""
    last = "last" if moment.last else "first"
    return "_".join((last, moment.at, moment.stage_id, moment.outcome))


def visits_column(stage_id: str) -> str:
    """Return the name of the column with the number of visits of a stage."""
    return f"visits_{stage_id}"


def left_column(stage_id: str) -> str:
    """Return the name of the column that says how the first visit of a stage was left.

    It is 1 where the visit passed, 0 where it was reopened, and empty otherwise.
    """
    return f"left_{stage_id}"


def journeys(
    log: Log, stream_id: str, *, moments: Iterable[Moment], stage_ids: Iterable[str]
) -> ir.Table:
    """Return a row for each case of a stream.

    Args:
        log: What happened.
        stream_id: Which cases.
        moments: Those that are asked for; each becomes a column of microseconds since 1970.
        stage_ids: Stages whose visits are counted, and whose first visit is looked at.

    Returns:
        `case_id`, `over` (when the case was closed or cancelled; empty while it is open), and the
        columns that were asked for; empty where the moment did not come.
    """
    asked = {column_of(each): each for each in moments}
    rows = _rows(log, stream_id, with_cases=any(each.at is At.OPENED for each in asked.values()))
    ended = rows.closes | (rows.outcome == CANCELLED)
    columns: dict[str, ir.Value] = {"over": rows.recorded_at.min(where=ended)}
    columns |= {name: _found(rows, each) for name, each in asked.items()}
    counts = {name: each for stage in stage_ids for name, each in _counts(rows, stage).items()}
    found = rows.group_by("case_id").agg(**columns, **counts)
    whole = {name: microseconds_of(found[name]) for name in columns}
    return found.select("case_id", **whole, **{name: found[name] for name in counts})


def _rows(log: Log, stream_id: str, *, with_cases: bool) -> ir.Table:
    visits = (log.visits(), log.open_visits())
    tables = [_of(each, stream_id).select(*_OF_VISITS, opened=each.entered) for each in visits]
    if with_cases:
        cases = _of(log.cases(), stream_id)
        empty = {
            name: ibis.null(visits[0][name].type()) for name in _OF_VISITS if name != "case_id"
        }
        tables.append(cases.select("case_id", **empty, opened=cases.opened))
    return ibis.union(*tables)


def _of(table: ir.Table, stream_id: str) -> ir.Table:
    return table.filter(table.stream == stream_id)


def _found(rows: ir.Table, moment: Moment) -> ir.Value:
    column = rows[_COLUMNS[moment.at]]
    counts = _counting(rows, moment)
    return column.max(where=counts) if moment.last else column.min(where=counts)


def _counting(rows: ir.Table, moment: Moment) -> ir.BooleanValue | None:
    """Return which visits a moment may come from; None where any may."""
    conditions = []
    if moment.stage_id:
        conditions.append(rows.stage == moment.stage_id)
    if moment.outcome:
        conditions.append(rows.outcome == moment.outcome)
    if moment.at is At.CLOSED and moment.outcome != CANCELLED:
        conditions.append(rows.closes)
    return ibis.and_(*conditions) if conditions else None


def _counts(rows: ir.Table, stage_id: str) -> Mapping[str, ir.Value]:
    here = rows.stage == stage_id
    left = rows.outcome.cases(("passed", 1), ("reopened", 0)).cast("int64")
    return {
        visits_column(stage_id): rows.visit.max(where=here).cast("int64"),
        left_column(stage_id): left.max(where=here & (rows.visit == 1)),
    }
