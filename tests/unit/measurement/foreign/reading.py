"""Understanding small logs of other systems, for tests."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from penstock.measurement.foreign.courses import ForeignCase, Reader
from penstock.measurement.foreign.faults import FaultKind, Faults
from penstock.measurement.foreign.mapping import ForeignMapping, Order, usual_columns
from penstock.measurement.foreign.moments import us_of
from penstock.measurement.foreign.normalising import Chunk, Normaliser
from tests.unit.delivery.working import MODEL

NOW = us_of(datetime(2027, 1, 1, tzinfo=UTC))


def understood(
    rows: Iterable[tuple[str, ...]],
    *,
    names: tuple[str, ...] = ("case", "activity", "time", "lifecycle", "resource"),
    **said: Any,
) -> tuple[list[ForeignCase], Faults]:
    """Return the cases of rows (case, activity, time ...), and what is wrong with them."""
    kept = [dict(zip(names, row, strict=False)) for row in rows]
    columns = [name for name in names if any(name in row for row in kept)]
    chunk = Chunk(
        range(1, len(kept) + 1), {name: [row.get(name) for row in kept] for name in columns}
    )
    return cases_of([chunk], ForeignMapping(columns=usual_columns(tuple(columns))), **said)


def cases_of(
    chunks: Iterable[Chunk], mapping: ForeignMapping, **said: Any
) -> tuple[list[ForeignCase], Faults]:
    """Return the cases of chunks, sorted in memory."""
    mapping, faults = replace(mapping, **said), Faults()
    normaliser = Normaliser(mapping, faults, NOW)
    events = [event for chunk in chunks for event in _events(normaliser.columns(chunk))]
    normaliser.finish()
    events.sort(key=lambda event: (event["case"], *_rank(event, mapping.order)))
    reader = Reader(mapping, faults, lambda _stream: MODEL, "NCV-03")
    grouped = groupby(events, key=lambda event: event["case"])
    found = [reader.case(case_id, list(rows)) for case_id, rows in grouped]
    return [case for case in found if case], faults


def _events(columns: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _rank(event: dict[str, Any], order: Order) -> tuple[int, ...]:
    return (event["place"],) if order is Order.FILE else (event["at_us"], event["place"])


def counts(faults: Faults) -> dict[FaultKind, int]:
    """Return how often each thing is wrong."""
    return {each.kind: each.count for each in faults.found()}
