"""What a metric lacks, before anybody looks into a log."""

from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.metrics.durations import unit_of
from penstock.measurement.metrics.from_moments import FROM_MOMENTS
from penstock.measurement.metrics.promises import promise_of
from penstock.measurement.metrics.records import BetweenMoments, Kind, MetricRecord

_NEED_A_PROMISE = {Kind.ON_TIME, Kind.RETENTION}
_NEED_AN_END = {Kind.CONVERSION, Kind.ON_TIME, Kind.DURATION, Kind.RETENTION}


def needs_of(record: MetricRecord, calendar: Calendar | None) -> str:
    """Return what is missing for a metric: a noun phrase; empty where nothing is.

    Raises:
        DurationUnitError: A duration is told in no unit.
        ServiceLevelError: A promise is not understood.
    """
    source = record.source
    if source is None:
        return record.needs or "a source: the record names none"
    if needs_calendar(record) and calendar is None:
        return "a calendar of business hours"
    return _lacks(record, source) if isinstance(source, BetweenMoments) else ""


def needs_calendar(record: MetricRecord) -> bool:
    """Return whether a metric counts with the hours or days of a calendar."""
    source = record.source
    if record.kind is Kind.DURATION and unit_of(record.unit).needs_calendar:
        return True
    within = source.within if isinstance(source, BetweenMoments) else ""
    return bool(within) and promise_of(within).needs_calendar


def _lacks(record: MetricRecord, source: BetweenMoments) -> str:
    if record.kind not in FROM_MOMENTS:
        return f"numbers of an information item: no moments give a metric of kind {record.kind}"
    if record.kind in _NEED_AN_END and source.end is None:
        return "the moment at which it ends"
    if record.kind in _NEED_A_PROMISE and not source.within:
        return "the time within which it has to come"
    if record.kind is Kind.FIRST_PASS and not source.begin.stage_id:
        return "the stage that it is about"
    return ""
