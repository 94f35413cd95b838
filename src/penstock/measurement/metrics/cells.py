"""The last step of every metric on an engine: rows become groups with their number."""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from penstock.measurement.metrics.tallies import State
from penstock.measurement.metrics.whole_numbers import month_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How the rows of a table count; each field is a column's expression.

    Args:
        counts: Whether a row counts; empty is no.
        is_open: Whether it may still come to count; asked where it does not count.
        numerator: The upper number.
        denominator: The lower number.
        at_us: The moment whose month it belongs to, in microseconds since 1970.
        is_known: Whether the calendar knows all that is asked of it.
    """

    counts: ir.BooleanValue
    is_open: ir.BooleanValue
    numerator: ir.IntegerValue
    denominator: ir.IntegerValue
    at_us: ir.IntegerValue
    is_known: ir.BooleanValue


def judged(metric: ir.IntegerValue, rows: ir.Table, counting: Counting) -> ir.Table:
    """Return the rows that count or may come to count, as all metrics have them alike.

    Args:
        metric: The number of each row's metric.
        rows: The table that the expressions are columns of.
        counting: How they count.
    """
    state = ibis.cases(
        (~counting.is_known, int(State.BEYOND)),
        (counting.counts, int(State.COUNTS)),
        (counting.is_open, int(State.OPEN)),
    )
    # Beyond a calendar there is a case, and no number of it.
    has_numbers = counting.counts & counting.is_known
    found = rows.select(
        metric=_whole(metric),
        at_us=_whole(counting.at_us),
        state=_whole(state),
        numerator=_whole(ibis.ifelse(has_numbers, counting.numerator, 0)),
        denominator=_whole(ibis.ifelse(has_numbers, counting.denominator, 0)),
    )
    return found.filter(found.state.notnull())


def grouped(rows: ir.Table) -> ir.Table:
    """Return the groups of judged rows that are alike, and the number of each."""
    dated = rows.mutate(month=month_at(rows.at_us)).drop("at_us")
    groups = dated.group_by(dated.columns).agg(number=dated.count())
    return groups.mutate(number=_whole(groups.number))


def _whole(value: ir.Value) -> ir.IntegerValue:
    return value.cast("int64")
