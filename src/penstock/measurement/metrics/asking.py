"""Asking a log: all metrics of a stream in one question, answered with groups and their numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

import ibis
import ibis.expr.types as ir
import numpy as np

from penstock.governance.service_levels.calendars import Calendar
from penstock.measurement.metrics.cells import grouped
from penstock.measurement.metrics.from_items import Numbered, facts_of, from_items
from penstock.measurement.metrics.from_moments import Judging, from_moments
from penstock.measurement.metrics.journeys import journeys
from penstock.measurement.metrics.records import BetweenMoments, FromItems, Kind
from penstock.measurement.metrics.tallies import Cells, Whole, in_order
from penstock.measurement.ports import Log


def ask(asked: Numbered, log: Log, calendar: Calendar | None) -> Mapping[int, Cells]:
    """Return the cells of each metric by its number.

    Args:
        asked: Records that lack nothing, each with a number of its own.
        log: What happened.
        calendar: Whose hours and days count; None where no record needs them.
    """
    by = Judging(as_of=log.as_of, calendar=calendar)
    streams = sorted({each.stream_id for _, each in asked})
    questions = [each for stream in streams for each in _questions(asked, stream, log, by)]
    answer = _answer(grouped(ibis.union(*questions)), log) if questions else _NOTHING
    return {number: answer.of(number) for number, _ in asked}


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    """The cells of all metrics in the order of their numbers, and the number that each is of."""

    metrics: Whole
    cells: Cells

    def of(self, metric: int) -> Cells:
        first, last = np.searchsorted(self.metrics, (metric, metric + 1))
        return self.cells.chosen(np.arange(first, last))


_NONE = np.empty(0, dtype=np.int64)
_NOTHING = _Answer(_NONE, Cells(*[_NONE] * len(fields(Cells))))


def _answer(question: ir.Table, log: Log) -> _Answer:
    # By the log's engine: rows that are kept belong to none, and Ibis would take one of its own.
    told = log.visits().get_backend().to_pyarrow(question)
    columns = {name: told[name].to_numpy() for name in told.column_names}
    metrics = columns.pop("metric")
    order = in_order(metrics, columns["month"])
    return _Answer(metrics[order], Cells(**columns).chosen(order))


def _questions(asked: Numbered, stream_id: str, log: Log, by: Judging) -> Iterator[ir.Table]:
    mine = [(number, each) for number, each in asked if each.stream_id == stream_id]
    spans = [(number, each) for number, each in mine if isinstance(each.source, BetweenMoments)]
    if spans:
        cases = _journeys(spans, stream_id, log)
        yield from (from_moments(number, each, cases, by) for number, each in spans)
    recorded = [(number, each) for number, each in mine if isinstance(each.source, FromItems)]
    if recorded:
        yield from from_items(recorded, facts_of(log, stream_id), by)


def _journeys(spans: Numbered, stream_id: str, log: Log) -> ir.Table:
    sources = [each.source for _, each in spans if isinstance(each.source, BetweenMoments)]
    ends = [each.end for each in sources if each.end]
    stages = {
        each.source.begin.stage_id
        for _, each in spans
        if each.kind is Kind.FIRST_PASS and isinstance(each.source, BetweenMoments)
    }
    return journeys(
        log,
        stream_id,
        moments=[*(each.begin for each in sources), *ends],
        stage_ids=sorted(stages),
    )
