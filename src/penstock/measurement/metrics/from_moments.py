"""Metrics between two moments of a case's life: who came to one, who to the other, and how long."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import ibis
import ibis.expr.types as ir

from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.metrics.cells import Counting, judged
from penstock.measurement.metrics.clocks import Dial, read
from penstock.measurement.metrics.durations import DurationUnit, Measure, unit_of
from penstock.measurement.metrics.journeys import column_of, left_column, visits_column
from penstock.measurement.metrics.promises import Promise, promise_of
from penstock.measurement.metrics.records import BetweenMoments, Kind, MetricRecord
from penstock.measurement.metrics.whole_numbers import floored, microseconds_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """By what moments are judged.

    Args:
        as_of: The moment up to which the log tells.
        calendar: Whose hours count; None where no metric needs one.
    """

    as_of: datetime
    calendar: Calendar | None


def from_moments(metric: int, record: MetricRecord, cases: ir.Table, by: Judging) -> ir.Table:
    """Return the rows of a metric whose kind is one of `FROM_MOMENTS`.

    Args:
        metric: The metric's number.
        record: Its definition.
        cases: A row for each case, from `journeys`, with the moments that the record names.
        by: When it is asked, and the calendar where the record needs one.
    """
    source = record.source
    assert isinstance(source, BetweenMoments)
    rows = _span(cases, record, source, by.as_of)
    return judged(ibis.literal(metric), *FROM_MOMENTS[record.kind](rows, record, by))


def _span(
    cases: ir.Table, record: MetricRecord, source: BetweenMoments, as_of: datetime
) -> ir.Table:
    """Return the cases that began, with the moments under the names that the kinds use."""
    begin = cases[column_of(source.begin)]
    end = cases[column_of(source.end)] if source.end else ibis.null("int64")
    columns = {"begin": begin, "over": cases.over, "now": ibis.literal(microseconds_at(as_of))}
    # An end before the beginning belongs to something else, and is as if it had not come.
    columns["end"] = ibis.ifelse(end >= begin, end, ibis.null("int64"))
    if record.kind is Kind.FIRST_PASS:
        stage = source.begin.stage_id
        columns |= {"visits": cases[visits_column(stage)], "left": cases[left_column(stage)]}
    return cases.select(**columns).filter(begin.notnull())


Counted = tuple[ir.Table, Counting]


def _count(rows: ir.Table, _record: MetricRecord, _by: Judging) -> Counted:
    return rows, _share(rows, counts=_yes(), is_open=_no(), hit=_yes())


def _conversion(rows: ir.Table, record: MetricRecord, by: Judging) -> Counted:
    rows, promise = _promised(rows, record, by)
    came, over = rows.end.notnull(), rows.over.notnull()
    if promise is None:
        return rows, _share(rows, counts=came | over, is_open=_yes(), hit=came)
    settled = came | over | _is_late(rows.now_shown, rows, promise)
    hit = came & ~_is_late(rows.end_shown, rows, promise)
    return rows, _share(
        rows, counts=settled, is_open=_yes(), hit=hit, is_known=_is_known(rows, promise)
    )


def _on_time(rows: ir.Table, record: MetricRecord, by: Judging) -> Counted:
    rows, promise = _promised(rows, record, by)
    assert promise is not None
    came = rows.end.notnull()
    overdue = _is_late(rows.now_shown, rows, promise) & rows.over.isnull()
    hit = came & ~_is_late(rows.end_shown, rows, promise)
    return rows, _share(
        rows,
        counts=came | overdue,
        is_open=rows.over.isnull(),
        hit=hit,
        is_known=_is_known(rows, promise),
    )


def _retention(rows: ir.Table, record: MetricRecord, by: Judging) -> Counted:
    rows, promise = _promised(rows, record, by)
    assert promise is not None
    stayed = rows.end.isnull() | _is_late(rows.end_shown, rows, promise)
    return rows, _share(
        rows,
        counts=_is_late(rows.now_shown, rows, promise),
        is_open=_yes(),
        hit=stayed,
        is_known=_is_known(rows, promise),
    )


def _first_pass(rows: ir.Table, record: MetricRecord, _by: Judging) -> Counted:
    source = record.source
    assert isinstance(source, BetweenMoments)
    settled = rows.end.notnull() | rows.over.notnull() if source.end else rows.over.notnull()
    return rows, _share(
        rows,
        counts=settled & rows.left.notnull(),
        is_open=~settled,
        hit=(rows.left == 1) & (rows.visits == 1),
    )


def _duration(rows: ir.Table, record: MetricRecord, by: Judging) -> Counted:
    rows, length, is_known = lengths(rows, unit_of(record.unit), by.calendar)
    came = rows.end.notnull()
    return rows, Counting(
        counts=came,
        is_open=rows.over.isnull(),
        numerator=length,
        denominator=ibis.literal(1),
        at_us=rows.end.coalesce(rows.begin),
        is_known=is_known,
    )


def lengths(
    rows: ir.Table, unit: DurationUnit, calendar: Calendar | None
) -> tuple[ir.Table, ir.IntegerValue, ir.BooleanValue]:
    """Return rows, how long each was from `begin` to `end` in a unit's steps, and if that is known.

    Business days are the least number whose promise was kept: none on the day itself.
    """
    if unit.measure is Measure.ELAPSED:
        return rows, floored(rows.end - rows.begin, unit.step_us), _yes()
    assert calendar is not None
    days = unit.measure is Measure.BUSINESS_DAYS
    begin, end = (Dial.BUSINESS_DAYS, Dial.CLOSINGS) if days else (Dial.OPEN, Dial.OPEN)
    rows = read(rows, "begin", calendar=calendar, dial=begin, name="begin_shown")
    rows = read(rows, "end", calendar=calendar, dial=end, name="end_shown")
    passed = rows.end_shown - rows.begin_shown
    length = passed + 1 if days else floored(passed, unit.step_us)
    return rows, length, _shown(rows, "begin") & _shown(rows, "end")


def _promised(rows: ir.Table, record: MetricRecord, by: Judging) -> tuple[ir.Table, Promise | None]:
    """Return rows with what the promise's clocks show at the beginning, at the end, and now."""
    source = record.source
    assert isinstance(source, BetweenMoments)
    if not source.within:
        return rows, None
    promise = promise_of(source.within)
    dials = {"begin": promise.begin, "end": promise.end, "now": promise.end}
    for moment, dial in dials.items():
        if dial is None:
            rows = rows.mutate(**{f"{moment}_shown": rows[moment]})
        else:
            assert by.calendar is not None
            name = f"{moment}_shown"
            rows = read(rows, moment, calendar=by.calendar, dial=dial, name=name)
    return rows, promise


def _is_late(shown: ir.IntegerValue, rows: ir.Table, promise: Promise) -> ir.BooleanValue:
    return shown >= rows.begin_shown + promise.allowance


def _is_known(rows: ir.Table, promise: Promise) -> ir.BooleanValue:
    if not promise.needs_calendar:
        return _yes()
    return _shown(rows, "begin") & _shown(rows, "end") & rows.now_shown.notnull()


def _shown(rows: ir.Table, moment: str) -> ir.BooleanValue:
    return rows[moment].isnull() | rows[f"{moment}_shown"].notnull()


def _share(
    rows: ir.Table,
    *,
    counts: ir.BooleanValue,
    is_open: ir.BooleanValue,
    hit: ir.BooleanValue,
    is_known: ir.BooleanValue | None = None,
) -> Counting:
    return Counting(
        counts=counts,
        is_open=is_open,
        numerator=ibis.ifelse(hit, 1, 0),
        denominator=ibis.literal(1),
        at_us=rows.begin,
        is_known=_yes() if is_known is None else is_known,
    )


def _yes() -> ir.BooleanValue:
    return ibis.literal(value=True)


def _no() -> ir.BooleanValue:
    return ibis.literal(value=False)


FROM_MOMENTS: Mapping[Kind, Callable[[ir.Table, MetricRecord, Judging], Counted]] = {
    Kind.COUNT: _count,
    Kind.CONVERSION: _conversion,
    Kind.ON_TIME: _on_time,
    Kind.RETENTION: _retention,
    Kind.FIRST_PASS: _first_pass,
    Kind.DURATION: _duration,
}
