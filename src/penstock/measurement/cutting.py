"""A log as it stood at an earlier moment: what was final by then, and what was under way."""

from collections.abc import Mapping
from datetime import datetime

import ibis
import ibis.expr.types as ir

from penstock.measurement.tables import MOMENT

Tables = Mapping[str, ir.Table]


def cut(tables: Tables, at: datetime) -> dict[str, ir.Table]:
    """Return the tables of a log as they stood at a moment, by their names.

    A visit that became final later is under way, with what had happened to it by then. What no
    column dates is as if it had not been: who had the task of a stage before work began, and
    whether the criteria of a case's last stage were met before it was closed.

    Args:
        tables: The tables, as `measurement.tables` has them.
        at: The moment, which counts; with a zone.
    """
    now = ibis.literal(at, type=MOMENT)
    final = tables["visits"].recorded_at <= now
    return {
        **tables,
        "visits": tables["visits"].filter(final),
        "open": _under_way(tables, now),
        "cases": tables["cases"].filter(tables["cases"].opened <= now),
        "facts": tables["facts"].filter(tables["facts"].recorded_at <= now),
        "holds": tables["holds"].filter(tables["holds"].ended <= now),
    }


def _under_way(tables: Tables, now: ir.TimestampValue) -> ir.Table:
    """Return the newest visit of each case that had begun, where it was not final."""
    known = tables["visits"].columns
    both = ibis.union(tables["visits"], tables["open"].select(*known))
    begun = both.filter(both.entered <= now)
    newest = begun.group_by("case_id").agg(seq=begun.seq.max())
    last = begun.semi_join(newest, ["case_id", "seq"])
    still = last.filter(~(last.recorded_at <= now).fill_null(False))  # noqa: FBT003
    return _as_it_stood(still, now).select(*tables["open"].columns)


def _as_it_stood(visits: ir.Table, now: ir.TimestampValue) -> ir.Table:
    left = (visits.exited <= now).fill_null(False)  # noqa: FBT003
    begun = (visits.started <= now).fill_null(False)  # noqa: FBT003
    until = ibis.ifelse(left, visits.exited, now)
    worked_from = ibis.ifelse(begun, visits.started, until)
    return visits.mutate(
        started=_where(begun, visits.started),
        exited=_where(left, visits.exited),
        wait_us=_between(visits.entered, worked_from),
        work_us=_where(begun, _between(visits.started, until)),
        step_us=_between(visits.entered, until),
        wait_business_us=_where(left, visits.wait_business_us),
        work_business_us=_where(left, visits.work_business_us),
        resource=_where(begun | left, visits.resource),
        outcome=_where(left, visits.outcome),
        criteria_met=_where(left & ~visits.closes, visits.criteria_met),
        closes=ibis.literal(value=False),
        recorded_at=ibis.null(MOMENT),
        as_of=now,
    )


def _where(holds: ir.BooleanValue, value: ir.Value) -> ir.Value:
    return ibis.ifelse(holds, value, ibis.null(value.type()))


def _between(begin: ir.TimestampValue, end: ir.TimestampValue) -> ir.IntegerValue:
    return ibis.greatest(end.delta(begin, unit="microsecond"), 0)
