"""Metrics of numbers that cases have recorded in information items."""

from collections.abc import Callable, Mapping

import ibis
import ibis.expr.types as ir

from penstock.measurement.metrics.cells import Counting, judged
from penstock.measurement.metrics.durations import unit_of
from penstock.measurement.metrics.from_moments import Judging, lengths
from penstock.measurement.metrics.records import FromItems, Kind, MetricRecord, Versions
from penstock.measurement.metrics.whole_numbers import microseconds_at, microseconds_of
from penstock.measurement.ports import Log

ONE = 1_000_000
_OF_ONE_VERSION = ("metric", "case_id", "item")


def facts_of(log: Log, stream_id: str) -> ir.Table:
    """Return the facts of a stream, with the newest and first version of an item in a case."""
    facts = log.facts()
    facts = facts.filter(facts.stream == stream_id)
    found = facts.group_by(list(_OF_ONE_VERSION)).agg(
        newest=facts.version.max(), oldest=facts.version.min()
    )
    beside = facts.join(found, list(_OF_ONE_VERSION))
    return beside.select(
        *_OF_ONE_VERSION,
        "version",
        "newest",
        "oldest",
        "numerator",
        "denominator",
        at_us=microseconds_of(beside["at"]),
    )


def from_items(metric: int, record: MetricRecord, facts: ir.Table, by: Judging) -> ir.Table:
    """Return the rows of a metric whose numbers were recorded.

    Args:
        metric: The metric's number.
        record: Its definition.
        facts: The facts of its stream, from `facts_of`.
        by: When it is asked, and the calendar where the record needs one.
    """
    source = record.source
    assert isinstance(source, FromItems)
    mine = facts.filter(facts.metric == record.name)
    rows = _of_two_items(mine, record, source) if source.of else _of_one_item(mine, source)
    return judged(metric, *FROM_ITEMS[record.kind](rows, record, by))


def _of_one_item(facts: ir.Table, source: FromItems) -> ir.Table:
    chosen = _chosen(facts, source.item, source.versions)
    lower = chosen.denominator if source.denominator else ibis.literal(ONE, type="int64")
    return chosen.select("numerator", "at_us", denominator=lower)


def _of_two_items(facts: ir.Table, record: MetricRecord, source: FromItems) -> ir.Table:
    """Return a row for each case; it belongs to where its lower number does."""
    upper = _chosen(facts, source.item, source.versions)
    lower = _chosen(facts, source.of, source.of_versions)
    # An upper fact has no lower number, and the other way round, whatever the columns hold.
    empty, no_moment = ibis.null("int64"), ibis.null("int64")
    both = ibis.union(
        upper.select("case_id", "numerator", denominator=empty, above="at_us", below=no_moment),
        lower.select(
            "case_id", "denominator", numerator=empty, above=no_moment, below="at_us"
        ).select("case_id", "numerator", "denominator", "above", "below"),
    )
    both = both.filter(both.numerator.notnull() | both.denominator.notnull())
    add = _first if record.kind in _OF_MOMENTS else _sum
    cases = both.group_by("case_id").agg(
        numerator=add(both.numerator),
        denominator=add(both.denominator),
        above=both.above.min(),
        below=both.below.min(),
    )
    return cases.select("numerator", "denominator", at_us=cases.below.coalesce(cases.above))


def _chosen(facts: ir.Table, item: str, versions: Versions) -> ir.Table:
    mine = facts.filter(facts.item == item)
    match versions:
        case Versions.NEWEST:
            return mine.filter(mine.version == mine.newest)
        case Versions.FIRST:
            return mine.filter(mine.version == mine.oldest)
        case Versions.EVERY:
            return mine


def _first(column: ir.IntegerValue) -> ir.IntegerValue:
    return column.min()


def _sum(column: ir.IntegerValue) -> ir.IntegerValue:
    return column.sum().cast("int64")


Counted = tuple[ir.Table, Counting]


def _number(rows: ir.Table, _record: MetricRecord, _by: Judging) -> Counted:
    """Count with the upper number alone."""
    return rows, _counting(rows, lower=ibis.literal(ONE), counts=rows.numerator.notnull())


def _quotient(rows: ir.Table, record: MetricRecord, _by: Judging) -> Counted:
    upper, lower = rows.numerator, rows.denominator
    source = record.source
    assert isinstance(source, FromItems)
    if not source.of:
        return rows, _counting(rows, counts=upper.notnull() & lower.notnull())
    return rows, _counting(
        rows, upper=upper.coalesce(0), lower=lower.coalesce(0), counts=ibis.literal(value=True)
    )


def _accuracy(rows: ir.Table, record: MetricRecord, _by: Judging) -> Counted:
    source = record.source
    assert isinstance(source, FromItems)
    upper, lower = rows.numerator, rows.denominator
    # Of one item, the differences were formed when they were taken out of it.
    if source.of:
        upper, lower = (upper - lower).abs(), lower.abs()
    both = rows.numerator.notnull() & rows.denominator.notnull()
    return rows, _counting(rows, upper=upper, lower=lower, counts=both)


def _on_time(rows: ir.Table, _record: MetricRecord, by: Judging) -> Counted:
    promise, end = rows.denominator, rows.numerator
    overdue = promise < microseconds_at(by.as_of)
    hit = end.notnull() & (end <= promise)
    return rows, _counting(
        rows,
        upper=ibis.ifelse(hit, ONE, 0),
        lower=ibis.literal(ONE),
        counts=promise.notnull() & (end.notnull() | overdue),
    )


def _duration(rows: ir.Table, record: MetricRecord, by: Judging) -> Counted:
    spans = rows.select("at_us", begin="denominator", end="numerator")
    spans, length, is_known = lengths(spans, unit_of(record.unit), by.calendar)
    both = spans.begin.notnull() & spans.end.notnull()
    return spans, Counting(
        counts=both,
        is_open=spans.begin.notnull(),
        numerator=length,
        denominator=ibis.literal(1),
        at_us=spans.at_us,
        is_known=is_known | ~both,
    )


def _counting(
    rows: ir.Table,
    *,
    counts: ir.BooleanValue,
    upper: ir.IntegerValue | None = None,
    lower: ir.IntegerValue | None = None,
) -> Counting:
    """Return how facts count; one with a lower number alone is open."""
    return Counting(
        counts=counts,
        is_open=rows.denominator.notnull() & rows.numerator.isnull(),
        numerator=rows.numerator if upper is None else upper,
        denominator=rows.denominator if lower is None else lower,
        at_us=rows.at_us,
        is_known=ibis.literal(value=True),
    )


_OF_MOMENTS = {Kind.DURATION, Kind.ON_TIME}
FROM_ITEMS: Mapping[Kind, Callable[[ir.Table, MetricRecord, Judging], Counted]] = {
    Kind.COUNT: _number,
    Kind.SUM: _number,
    Kind.MEAN: _number,
    Kind.RATIO: _quotient,
    Kind.CONVERSION: _quotient,
    Kind.FIRST_PASS: _quotient,
    Kind.UTILISATION: _quotient,
    Kind.RATE: _quotient,
    Kind.UPTIME: _quotient,
    Kind.RETENTION: _quotient,
    Kind.ACCURACY: _accuracy,
    Kind.ON_TIME: _on_time,
    Kind.DURATION: _duration,
}
