"""The cases that a key metric was made of."""

import ibis.expr.types as ir

from penstock.measurement.flow.scope import rows
from penstock.measurement.metrics.journeys import column_of, journeys
from penstock.measurement.metrics.records import BetweenMoments, FromItems, MetricRecord
from penstock.measurement.ports import Log


def cases_looked_at(
    log: Log, record: MetricRecord, *, after: str = "", most: int = 50
) -> tuple[str, ...]:
    """Return the ids of the cases that a metric looks at in their order, a page of them.

    These are the cases that count and those that may still come to count: each that came to the
    moment from which the metric looks, or in which a number of it was recorded.

    Args:
        log: The log.
        record: The metric.
        after: The last id of the page before; empty for the first page.
        most: How many at most.
    """
    found = _looked_at(log, record)
    page = found.filter(found.case_id > after).order_by("case_id").limit(most)
    return tuple(row["case_id"] for row in rows(page))


def count_looked_at(log: Log, record: MetricRecord) -> int:
    """Return how many cases a metric looks at."""
    found = _looked_at(log, record)
    return int(rows(found.agg(cases=found.count()))[0]["cases"])


def _looked_at(log: Log, record: MetricRecord) -> ir.Table:
    """Return a row for each case that a metric looks at."""
    match record.source:
        case BetweenMoments() as source:
            cases = journeys(log, record.stream_id, moments=[source.begin], stage_ids=[])
            return cases.filter(cases[column_of(source.begin)].notnull()).select("case_id")
        case FromItems():
            facts = log.facts()
            mine = facts.filter((facts.stream == record.stream_id) & (facts.metric == record.name))
            told = mine.filter(mine.numerator.notnull() | mine.denominator.notnull())
            return told.select("case_id").distinct()
    # Nothing was looked at for a metric that cannot be measured.
    opened = log.cases()
    return opened.filter(opened.case_id.isnull()).select("case_id")
