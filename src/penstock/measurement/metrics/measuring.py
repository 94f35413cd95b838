"""Measuring: all metrics of a stream, in one question to the engine."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.metrics.asking import ask
from penstock.measurement.metrics.figures import figure_of
from penstock.measurement.metrics.missing import needs_of
from penstock.measurement.metrics.records import FromItems, MetricRecord
from penstock.measurement.metrics.results import (
    Figure,
    PeriodResult,
    Result,
    Status,
    status_of,
    unmeasured,
)
from penstock.measurement.metrics.tallies import Cells, State
from penstock.measurement.ports import Log


def measure(
    records: Iterable[MetricRecord], log: Log, calendar: Calendar | None = None
) -> tuple[Result, ...]:
    """Return the result of each record, in their order.

    Args:
        records: What is measured, of one stream or several.
        log: What happened.
        calendar: Whose hours and days count, where a record says business hours or days.

    Raises:
        DurationUnitError: A duration is told in no unit.
        ServiceLevelError: A promise is not understood.
    """
    given = tuple(records)
    missing = {number: needs_of(each, calendar) for number, each in enumerate(given)}
    asked = [(number, each) for number, each in enumerate(given) if not missing[number]]
    found = ask(asked, log, calendar)
    return tuple(
        unmeasured(each, needs=missing[number], status=Status.NOT_MEASURABLE)
        if missing[number]
        else _result(each, found[number])
        for number, each in enumerate(given)
    )


def _result(record: MetricRecord, cells: Cells) -> Result:
    if cells.count_of(State.BEYOND):
        return unmeasured(record, needs=_CALENDAR, status=Status.NOT_MEASURABLE)
    source = record.source
    if not len(cells.number) and isinstance(source, FromItems):
        return _nothing_recorded(record, source)
    figure = figure_of(record, cells.counting)
    trend = tuple(_period(record, month, found) for month, found in cells.by_month())
    status = status_of(figure.value, record.target)
    return Result(record=record, status=status, trend=trend, **_fields(figure))


_CALENDAR = "a calendar that knows the years of all its cases"


def _nothing_recorded(record: MetricRecord, source: FromItems) -> Result:
    items = f"“{source.item}”" + (f" or “{source.of}”" if source.of else "")
    if record.needs:
        return unmeasured(record, needs=record.needs, status=Status.NOT_MEASURABLE)
    return unmeasured(record, needs=f"a recorded item {items}", status=Status.NO_DATA)


def _period(record: MetricRecord, month: date, cells: Cells) -> PeriodResult:
    return PeriodResult(month=month, **_fields(figure_of(record, cells.counting)))


def _fields(figure: Figure) -> dict[str, Any]:
    return {name.name: getattr(figure, name.name) for name in fields(Figure)}
