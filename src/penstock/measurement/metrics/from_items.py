"""Metrics of numbers that cases have recorded in information items."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from penstock.measurement.metrics.cells import Counting, judged
from penstock.measurement.metrics.durations import unit_of
from penstock.measurement.metrics.from_moments import Judging, lengths
from penstock.measurement.metrics.given import given
from penstock.measurement.metrics.records import FromItems, Kind, MetricRecord, Versions
from penstock.measurement.metrics.whole_numbers import microseconds_at, microseconds_of
from penstock.measurement.ports import Log

ONE = 1_000_000
_OF_ONE_ITEM = ("metric", "case_id")
Numbered = Sequence[tuple[int, MetricRecord]]


def facts_of(log: Log, stream_id: str) -> ir.Table:
    """Return the facts of a stream."""
    facts = log.facts()
    mine = facts.filter(facts.stream == stream_id)
    return mine.select(
        "item",
        "case_id",
        "version",
        "numerator",
        "denominator",
        name=mine.metric,
        at_us=microseconds_of(mine["at"]),
    )


def from_items(asked: Numbered, facts: ir.Table, by: Judging) -> Iterator[ir.Table]:
    """Yield the rows of metrics whose numbers were recorded, those together that count alike.

    Args:
        asked: Records of metrics from items, each with its number.
        facts: The facts of their stream, from `facts_of`.
        by: When it is asked, and the calendar where a record needs one.
    """
    for _, alike in groupby(sorted(asked, key=_way), key=_way):
        together = tuple(alike)
        yield _judged(together, facts, by)


def _way(numbered: tuple[int, MetricRecord]) -> tuple[str, str, bool, bool]:
    """Return what metrics have in common that count alike."""
    _, record = numbered
    unit = record.unit if record.kind is Kind.DURATION else ""
    return _count_of(record).__name__, unit, bool(_source(record).of), record.kind in _OF_MOMENTS


def _judged(alike: Numbered, facts: ir.Table, by: Judging) -> ir.Table:
    _, record = alike[0]
    rows = _of_two_items(alike, facts) if _source(record).of else _of_one_item(alike, facts)
    rows, counting = _count_of(record)(rows, record, by)
    return judged(rows.metric, rows, counting)


def _source(record: MetricRecord) -> FromItems:
    assert isinstance(record.source, FromItems)
    return record.source


def _of_one_item(alike: Numbered, facts: ir.Table) -> ir.Table:
    wanted = [_Wanted(number, each.name, *_upper(each)) for number, each in alike]
    chosen = _chosen(facts, wanted)
    counts_one = [number for number, each in alike if not _source(each).denominator]
    lower = ibis.ifelse(chosen.metric.isin(counts_one), ONE, chosen.denominator)
    return chosen.select("metric", "numerator", "at_us", denominator=lower.cast("int64"))


def _of_two_items(alike: Numbered, facts: ir.Table) -> ir.Table:
    """Return a row for each case; it belongs to where its lower number does."""
    upper = _chosen(facts, [_Wanted(number, each.name, *_upper(each)) for number, each in alike])
    lower = _chosen(facts, [_Wanted(number, each.name, *_lower(each)) for number, each in alike])
    # An upper fact has no lower number, and the other way round, whatever the columns hold.
    empty, no_moment = ibis.null("int64"), ibis.null("int64")
    columns = (*_OF_ONE_ITEM, "numerator", "denominator", "above", "below")
    both = ibis.union(
        upper.mutate(denominator=empty, above="at_us", below=no_moment).select(columns),
        lower.mutate(numerator=empty, above=no_moment, below="at_us").select(columns),
    )
    both = both.filter(both.numerator.notnull() | both.denominator.notnull())
    _, record = alike[0]
    add = _first if record.kind in _OF_MOMENTS else _sum
    cases = both.group_by(_OF_ONE_ITEM).agg(
        numerator=add(both.numerator),
        denominator=add(both.denominator),
        above=both.above.min(),
        below=both.below.min(),
    )
    at_us = cases.below.coalesce(cases.above)
    return cases.select("metric", "numerator", "denominator", at_us=at_us)


class _Wanted(NamedTuple):
    """Of which item a metric takes a number, and of which of its versions."""

    metric: int
    name: str
    item: str
    versions: Versions


def _upper(record: MetricRecord) -> tuple[str, Versions]:
    source = _source(record)
    return source.item, source.versions


def _lower(record: MetricRecord) -> tuple[str, Versions]:
    source = _source(record)
    return source.of, source.of_versions


def _chosen(facts: ir.Table, wanted: Sequence[_Wanted]) -> ir.Table:
    """Return the facts of items, of the versions that count, each with its metric's number."""
    columns = dict(zip(_Wanted._fields, zip(*wanted, strict=True), strict=True))
    # What a file says of its columns tells engines which parts of it they need not read.
    named = facts.filter(facts.name.isin(columns["name"]))
    mine = named.inner_join(given(_WANTED, columns), ["name", "item"])
    if all(each.versions is Versions.EVERY for each in wanted):
        return mine
    # Versions count from 1, so that only cases with a later one have several: these are few.
    later = mine.filter(mine.version > 1).select(*_OF_ONE_ITEM).distinct()
    several = mine.semi_join(later, _OF_ONE_ITEM)
    known = several.group_by(_OF_ONE_ITEM).agg(
        newest=several.version.max(), oldest=several.version.min()
    )
    beside = mine.left_join(known, _OF_ONE_ITEM)
    is_first = beside.versions == Versions.FIRST.value
    counts = ibis.ifelse(is_first, beside.oldest, beside.newest).coalesce(beside.version)
    return beside.filter((beside.versions == Versions.EVERY.value) | (beside.version == counts))


_WANTED = {"metric": "int64", "name": "string", "item": "string", "versions": "string"}


def _first(column: ir.IntegerValue) -> ir.IntegerValue:
    return column.min()


def _sum(column: ir.IntegerValue) -> ir.IntegerValue:
    return column.sum().cast("int64")


Counted = tuple[ir.Table, Counting]
Count = Callable[[ir.Table, MetricRecord, Judging], Counted]


def _count_of(record: MetricRecord) -> Count:
    """Return how the rows of a metric count; those of one item that count alike, in one way.

    A number that nothing is asked beside is one over one. The differences of an accuracy were
    formed when they were taken out of the item.
    """
    source = _source(record)
    is_number = FROM_ITEMS[record.kind] is _number and not source.denominator
    if not source.of and (is_number or record.kind is Kind.ACCURACY):
        return _quotient
    return FROM_ITEMS[record.kind]


def _number(rows: ir.Table, _record: MetricRecord, _by: Judging) -> Counted:
    """Count with the upper number alone."""
    return rows, _counting(rows, lower=ibis.literal(ONE), counts=rows.numerator.notnull())


def _quotient(rows: ir.Table, record: MetricRecord, _by: Judging) -> Counted:
    upper, lower = rows.numerator, rows.denominator
    if not _source(record).of:
        return rows, _counting(rows, counts=upper.notnull() & lower.notnull())
    return rows, _counting(
        rows, upper=upper.coalesce(0), lower=lower.coalesce(0), counts=ibis.literal(value=True)
    )


def _accuracy(rows: ir.Table, _record: MetricRecord, _by: Judging) -> Counted:
    upper, lower = (rows.numerator - rows.denominator).abs(), rows.denominator.abs()
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
    spans = rows.select("metric", "at_us", begin="denominator", end="numerator")
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
FROM_ITEMS: Mapping[Kind, Count] = {
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
