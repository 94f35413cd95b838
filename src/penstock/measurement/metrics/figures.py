"""From a tally to a figure: the arithmetic of each kind, exact up to its last division."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from penstock.measurement.metrics import counted, intervals
from penstock.measurement.metrics.durations import unit_of
from penstock.measurement.metrics.intervals import Interval
from penstock.measurement.metrics.records import FromItems, Kind, MetricRecord, Statistic
from penstock.measurement.metrics.results import Figure
from penstock.measurement.metrics.tallies import Ranked, Tally

MILLIONTHS = 1_000_000
_SHARES: Mapping[Statistic, Fraction] = {
    Statistic.MEDIAN: Fraction(1, 2),
    Statistic.P90: Fraction(9, 10),
}
TAKEN_FROM_ONE = {Kind.ACCURACY, Kind.UPTIME}


def figure_of(record: MetricRecord, tally: Tally) -> Figure:
    """Return what a tally gives by a record; its value is None where nothing counts."""
    return _FIGURES[record.kind](record, tally)


def _counted(record: MetricRecord, tally: Tally) -> Figure:
    return _figure(
        record,
        tally,
        value=Fraction(tally.count) if tally.count else None,
        numerator=Fraction(tally.count),
        interval=counted.garwood(tally.count),
    )


def _summed(record: MetricRecord, tally: Tally) -> Figure:
    total = Fraction(tally.x, MILLIONTHS)
    return _figure(record, tally, value=total if tally.count else None, numerator=total)


def _mean(record: MetricRecord, tally: Tally) -> Figure:
    return _averaged(record, tally, per_unit=MILLIONTHS)


def _averaged(record: MetricRecord, tally: Tally, *, per_unit: int) -> Figure:
    sums = tally.sums
    return _figure(
        record,
        tally,
        value=Fraction(sums.x, sums.n * per_unit) if sums.n else None,
        numerator=Fraction(sums.x, per_unit),
        denominator=Fraction(sums.n),
        interval=_divided(intervals.of_mean(sums), per_unit),
    )


def _ratio(record: MetricRecord, tally: Tally) -> Figure:
    x, y = tally.x, tally.y
    value = Fraction(x, y) if y else None
    found = _ratio_interval(tally, x, y) if y else None
    if record.kind in TAKEN_FROM_ONE:
        value = None if value is None else 1 - value
        found = found and Interval(1 - found.high, min(1.0, 1 - found.low))
    per_unit = MILLIONTHS if isinstance(record.source, FromItems) else 1
    return _figure(
        record,
        tally,
        value=value,
        numerator=Fraction(x, per_unit),
        denominator=Fraction(y, per_unit),
        interval=found,
    )


def _ratio_interval(tally: Tally, x: int, y: int) -> Interval | None:
    if tally.is_binary:
        one = int(tally.lower.max())
        return intervals.wilson(x // one, y // one)
    return intervals.of_ratio(tally.sums)


def _rate(record: MetricRecord, tally: Tally) -> Figure:
    x, y = tally.x, tally.y
    found = None
    if y > 0 and x >= 0 and x % MILLIONTHS == 0:
        found = counted.garwood(x // MILLIONTHS)
    return _figure(
        record,
        tally,
        value=Fraction(x, y) if y else None,
        numerator=Fraction(x, MILLIONTHS),
        denominator=Fraction(y, MILLIONTHS),
        interval=found and _divided(found, Fraction(y, MILLIONTHS)),
    )


def _duration(record: MetricRecord, tally: Tally) -> Figure:
    per_unit = unit_of(record.unit).steps
    if record.statistic is Statistic.MEAN:
        return _averaged(record, tally, per_unit=per_unit)
    share, ranked, count = _SHARES[record.statistic], tally.ranked, tally.count
    bounds = counted.ranks(count, share) if count else None
    found = Interval(ranked.at(bounds[0]), ranked.at(bounds[1])) if bounds else None
    return _figure(
        record,
        tally,
        value=_percentile(ranked, count, share) / per_unit if count else None,
        numerator=Fraction(tally.x, per_unit),
        denominator=Fraction(count),
        interval=_divided(found, per_unit),
    )


def _percentile(ranked: Ranked, count: int, share: Fraction) -> Fraction:
    """Return a percentile: the mean of both values that it lies between, where it lies between two.

    R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician
    50 (1996), definition 2.
    """
    place = count * share
    if place.denominator > 1:
        return Fraction(ranked.at(int(place) + 1))
    return Fraction(ranked.at(int(place)) + ranked.at(min(int(place) + 1, count)), 2)


def _divided(interval: Interval | None, by: int | Fraction) -> Interval | None:
    return interval and Interval(interval.low / float(by), interval.high / float(by))


def _figure(
    record: MetricRecord,
    tally: Tally,
    *,
    value: Fraction | None,
    numerator: Fraction,
    denominator: Fraction | None = None,
    interval: Interval | None = None,
) -> Figure:
    """Return a figure in the record's unit; without a value it has no interval either."""
    return Figure(
        value=None if value is None else _decimal(value) * record.scale,
        numerator=_decimal(numerator),
        denominator=None if denominator is None else _decimal(denominator),
        count=tally.count,
        open_count=tally.open_count,
        low=_bound(interval.low if interval else None, value, record),
        high=_bound(interval.high if interval else None, value, record),
    )


def _bound(bound: float | None, value: Fraction | None, record: MetricRecord) -> Decimal | None:
    return None if bound is None or value is None else _decimal(bound) * record.scale


def _decimal(number: Fraction | float) -> Decimal:
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return Decimal(str(round(number, 12)))


_FIGURES: Mapping[Kind, Callable[[MetricRecord, Tally], Figure]] = {
    Kind.COUNT: _counted,
    Kind.SUM: _summed,
    Kind.MEAN: _mean,
    Kind.RATIO: _ratio,
    Kind.CONVERSION: _ratio,
    Kind.DURATION: _duration,
    Kind.ON_TIME: _ratio,
    Kind.FIRST_PASS: _ratio,
    Kind.ACCURACY: _ratio,
    Kind.UTILISATION: _ratio,
    Kind.RATE: _rate,
    Kind.UPTIME: _ratio,
    Kind.RETENTION: _ratio,
}
