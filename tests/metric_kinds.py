"""A metric of each kind and source, on the stages and facts of small logs."""

from typing import Any

from penstock.measurement.metrics.records import (
    At,
    BetweenMoments,
    FromItems,
    Kind,
    MetricRecord,
    Moment,
    Statistic,
    Versions,
)

STREAM = "NCV-03"
FIRST, SECOND = f"{STREAM}.1", f"{STREAM}.2"
OPENED, CLOSED = Moment(at=At.OPENED), Moment(at=At.CLOSED)
BEGUN = Moment(at=At.STARTED, stage_id=FIRST)
THERE = Moment(at=At.ENTERED, stage_id=SECOND)
LEFT = Moment(at=At.EXITED, stage_id=SECOND, outcome="passed", last=True)
CANCELLED = Moment(at=At.CLOSED, outcome="cancelled")
PAIR = FromItems(item="Item", numerator="n", denominator="d")
OLDEST = FromItems(item="Item", numerator="n", versions=Versions.FIRST)
EVERY = FromItems(item="Other item", numerator="n", versions=Versions.EVERY)
TWO = FromItems(item="Item", numerator="n", denominator="d", of="Other item")


def record(
    kind: Kind, source: BetweenMoments | FromItems, unit: str = "1", **more: Any
) -> MetricRecord:
    return MetricRecord(
        name="Metric", stream_id=STREAM, kind=kind, source=source, unit=unit, **more
    )


def span(begin: Moment, end: Moment | None = None, within: str = "") -> BetweenMoments:
    return BetweenMoments(begin=begin, end=end, within=within)


RECORDS = (
    record(Kind.COUNT, span(OPENED)),
    record(Kind.COUNT, span(CANCELLED)),
    record(Kind.CONVERSION, span(OPENED, CLOSED)),
    record(Kind.CONVERSION, span(THERE, LEFT, within="3 business days")),
    record(Kind.CONVERSION, span(BEGUN, LEFT, within="20 hours")),
    record(Kind.ON_TIME, span(OPENED, LEFT, within="5 days")),
    record(Kind.ON_TIME, span(THERE, CLOSED, within="16 business hours")),
    record(Kind.RETENTION, span(OPENED, CANCELLED, within="4 days")),
    record(Kind.FIRST_PASS, span(THERE)),
    record(Kind.FIRST_PASS, span(THERE, LEFT)),
    record(Kind.DURATION, span(OPENED, CLOSED), unit="hours"),
    record(Kind.DURATION, span(BEGUN, LEFT), unit="business hours"),
    record(Kind.DURATION, span(OPENED, LEFT), unit="business days", statistic=Statistic.P90),
    record(Kind.COUNT, EVERY),
    record(Kind.SUM, OLDEST),
    record(Kind.MEAN, EVERY),
    record(Kind.RATIO, PAIR),
    record(Kind.RATIO, TWO),
    record(Kind.ACCURACY, PAIR),
    record(Kind.ACCURACY, TWO),
    record(Kind.ON_TIME, PAIR),
    record(Kind.DURATION, TWO, unit="seconds"),
    *(record(kind, PAIR) for kind in (Kind.UTILISATION, Kind.RATE, Kind.UPTIME)),
)
