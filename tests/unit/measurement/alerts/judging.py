"""Months of a metric, as measuring gives them, for what is judged by them."""

from datetime import date
from decimal import Decimal
from typing import Any

from penstock.measurement.alerts.judging import Judged, Unjudged, judged
from penstock.measurement.metrics.records import (
    At,
    BetweenMoments,
    FromItems,
    Kind,
    MetricRecord,
    Moment,
    Target,
)
from penstock.measurement.metrics.results import PeriodResult, Result, Status

TODAY = date(2026, 11, 21)
AT_LEAST_90 = Target(value=Decimal(90), at_least=True)
AT_MOST_30 = Target(value=Decimal(30), at_least=False)
LIFE = BetweenMoments(
    begin=Moment(at=At.ENTERED, stage_id="S.1"), end=Moment(at=At.EXITED, stage_id="S.1")
)
TWO_ITEMS = FromItems(item="Proposal", of="Lead", denominator="1")


def share(month: int, hits: int, count: int, *, open_: int = 0) -> PeriodResult:
    """Return the share of a month of 2026."""
    return _month(month, Decimal(hits) / count * 100, count, open_, hits)


def days(month: int, value: float, count: int = 40) -> PeriodResult:
    """Return the days of a month of 2026."""
    return _month(month, Decimal(str(value)), count, 0, 0)


def _month(month: int, value: Decimal, count: int, open_: int, hits: int) -> PeriodResult:
    return PeriodResult(
        month=date(2026, month, 1),
        value=value,
        numerator=Decimal(hits),
        denominator=Decimal(count),
        count=count,
        open_count=open_,
    )


def record(kind: Kind = Kind.CONVERSION, **more: Any) -> MetricRecord:
    """Return a metric; a share in percent where nothing else is said."""
    said = {"name": "Close rate", "stream_id": "S", "stage_id": "S.1", "owner": "Head of Sales"}
    shares = {"unit": "%", "scale": Decimal(100), "source": LIFE}
    return MetricRecord(**{**said, **shares, "kind": kind, **more})


def judge(of: MetricRecord, *months: PeriodResult) -> list[Judged | Unjudged]:
    """Return what months say of a metric on 21 November 2026."""
    whole = months[-1]
    result = Result(
        record=of,
        status=Status.MISSED,
        value=whole.value,
        numerator=whole.numerator,
        denominator=whole.denominator,
        count=whole.count,
        open_count=whole.open_count,
        trend=months,
    )
    return list(judged([result], today=TODAY))


def trouble(*found: Judged | Unjudged) -> list[tuple[str, str]]:
    """Return which causes are trouble, each with the month."""
    return [
        (str(each.cause), f"{each.month.month:%Y-%m}")
        for each in found
        if isinstance(each, Judged) and each.is_trouble
    ]
