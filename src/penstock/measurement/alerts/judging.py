"""Which month of a key metric tells something, and whether it is as it should be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from penstock.measurement.alerts.alert import Cause
from penstock.measurement.metrics.records import (
    BetweenMoments,
    FromItems,
    Kind,
    MetricRecord,
    Target,
)
from penstock.measurement.metrics.results import PeriodResult, Result, Status, status_of
from penstock.measurement.trends.control import LEAST_VALUES, Point, Sample, p_chart, xmr_chart

LEAST_CASES: Final = 20
"""With fewer, one case alone moves a share by more than five points."""

SETTLING: Final = timedelta(days=90)
"""For so long after a month, the second of two items may still come: as funnels give each case."""

OLDEST: Final = timedelta(days=366)
"""A month further back says nothing of how the work goes now."""

# A month of which a larger part is open is no point of a chart yet.
_MOST_OPEN = 10
_TOTALS = frozenset({Kind.COUNT, Kind.SUM})
_MATURING = frozenset({Kind.CONVERSION, Kind.ON_TIME, Kind.FIRST_PASS, Kind.RETENTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the newest month that tells something says of a metric.

    Args:
        cause: What it was held against: its target, or the limits of its usual variation.
        record: The metric.
        month: The month.
        is_trouble: Whether it is not as it should be.
        since: The first month of those in a row that are not; the month itself where it is.
        more_is_worse: Whether a higher figure would be worse.
        point: The month on the control chart; None for a target.
    """

    cause: Cause
    record: MetricRecord
    month: PeriodResult
    is_trouble: bool
    since: date
    more_is_worse: bool
    point: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """Why nothing can be said of a metric that has a target.

    Args:
        record: The metric.
        because: Why.
    """

    record: MetricRecord
    because: str


def judged(results: Iterable[Result], *, today: date) -> Iterator[Judged | Unjudged]:
    """Yield what the months that are over say of each metric with a value.

    Args:
        results: The metrics, measured.
        today: The day up to which the log tells; its month is not over.
    """
    for result in results:
        months = [each for each in result.trend if _is_over(each.month, today)]
        if target := result.record.target:
            yield _against_target(result.record, target, months, today)
        if found := _against_limits(result.record, months, today):
            yield found


def _is_over(month: date, today: date) -> bool:
    return month < today.replace(day=1) and today - month <= OLDEST


def _against_target(
    record: MetricRecord, target: Target, months: Sequence[PeriodResult], today: date
) -> Judged | Unjudged:
    if record.kind in _TOTALS:
        because = "a total grows with time, and no month alone can miss its target"
        return Unjudged(record=record, because=because)
    said = [(each, _misses(record, target, each, today)) for each in months]
    decided = [(each, is_missed) for each, is_missed in said if is_missed is not None]
    if not decided:
        because = f"no month of the last year is settled with at least {LEAST_CASES} cases"
        return Unjudged(record=record, because=because)
    month, is_missed = decided[-1]
    return Judged(
        cause=Cause.MISSED,
        record=record,
        month=month,
        is_trouble=is_missed,
        since=_since(decided),
        more_is_worse=not target.at_least,
    )


def _since(decided: Sequence[tuple[PeriodResult, bool]]) -> date:
    first = decided[-1][0].month
    for month, is_missed in reversed(decided):
        if not is_missed:
            break
        first = month.month
    return first


def _misses(record: MetricRecord, target: Target, month: PeriodResult, today: date) -> bool | None:
    """Tell whether a month misses a target; None while cases under way may still turn it."""
    if month.value is None or month.count < LEAST_CASES or _awaits_items(record, month, today):
        return None
    verdicts = {
        status_of(each, target) is Status.MISSED for each in (month.value, *_ends(record, month))
    }
    return verdicts.pop() if len(verdicts) == 1 else None


def _ends(record: MetricRecord, month: PeriodResult) -> tuple[Decimal, ...]:
    """Return what a share comes to if all open cases fail, and if all of them succeed."""
    if not _matures(record) or month.numerator is None or month.denominator is None:
        return ()
    whole = month.denominator + month.open_count
    hits = (month.numerator, month.numerator + month.open_count)
    return tuple(each / whole * record.scale for each in hits)


def _matures(record: MetricRecord) -> bool:
    return record.kind in _MATURING and isinstance(record.source, BetweenMoments)


def _awaits_items(record: MetricRecord, month: PeriodResult, today: date) -> bool:
    source = record.source
    if not (isinstance(source, FromItems) and source.of) or record.kind is Kind.DURATION:
        return False
    following = (month.month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return today < following + SETTLING


def _against_limits(
    record: MetricRecord, months: Sequence[PeriodResult], today: date
) -> Judged | None:
    """Return how the newest month lies in its control chart; None where there is none."""
    if record.kind in _TOTALS:
        return None
    settled = [each for each in months if _is_settled(record, each, today)]
    if len(settled) < LEAST_VALUES or settled[-1].count < LEAST_CASES:
        return None
    month, point = settled[-1], _newest_point(record, settled)
    target = record.target
    above = point.value > point.upper
    is_bad = target is None or above is not target.at_least
    return Judged(
        cause=Cause.UNUSUAL,
        record=record,
        month=month,
        is_trouble=point.is_beyond and is_bad,
        since=month.month,
        more_is_worse=not target.at_least if target else above,
        point=point,
    )


def _is_settled(record: MetricRecord, month: PeriodResult, today: date) -> bool:
    if month.value is None or _awaits_items(record, month, today):
        return False
    if _matures(record):
        return month.open_count * _MOST_OPEN <= month.count
    return month.count >= LEAST_CASES


def _newest_point(record: MetricRecord, months: Sequence[PeriodResult]) -> Point:
    """Return the last point of a chart in the metric's unit: of shares p, else XmR."""
    if _matures(record):
        return _scaled(p_chart([_share(each) for each in months]).points[-1], record)
    values = [float(each.value or 0) for each in months]
    samples = [
        Sample(label=f"{each.month:%Y-%m}", value=value, size=each.count)
        for each, value in zip(months, values, strict=True)
    ]
    return xmr_chart(samples, least=0 if min(values) >= 0 else None).points[-1]


def _share(month: PeriodResult) -> Sample:
    assert month.numerator is not None  # the month has a value, and it is a share
    value = float(month.numerator) / month.count
    return Sample(label=f"{month.month:%Y-%m}", value=value, size=month.count)


def _scaled(point: Point, record: MetricRecord) -> Point:
    scale = float(record.scale)
    return Point(
        label=point.label,
        value=point.value * scale,
        size=point.size,
        lower=point.lower * scale,
        upper=point.upper * scale,
        is_beyond=point.is_beyond,
    )
