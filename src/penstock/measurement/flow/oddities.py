"""What is odd in a log: rows twice, rows missing, cases without an end, clocks that went back."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import ibis.expr.types as ir

from penstock.measurement.flow.scope import (
    declared_order,
    ended,
    final_visits,
    open_visits,
    rows,
)
from penstock.measurement.ports import Log

EXAMPLES = 3


class Odd(StrEnum):
    """What can be odd; nothing of it is left out of any number."""

    DOUBLED = "visits that the log has more than once"
    GAPPED = "cases of which a visit is missing"
    ENDLESS = "cases that are neither open nor ended"
    BACKWARDS = "visits in which a clock went back"
    UNKNOWN = "visits of a stage that the documents do not have"
    NAMELESS = "ended cases whose way is not among the paths"


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """Something odd in a log.

    Args:
        kind: What it is.
        count: How many there are; at least one.
        examples: Some of the cases, the first by their ids.
    """

    kind: Odd
    count: int
    examples: tuple[str, ...]


def oddities(log: Log, stream_id: str) -> tuple[Oddity, ...]:
    """Return what is odd in the log of a stream; empty where nothing is.

    A visit that stands twice counts twice, a time that runs backwards counts as none, and a stage
    that nobody declared is shown behind the others: what is odd is told, never dropped.
    """
    return tuple(_odd(log, stream_id))


def _odd(log: Log, stream_id: str) -> Iterator[Oddity]:
    for kind, found in _suspects(log, stream_id).items():
        number = int(rows(found.agg(n=found.count()))[0]["n"])
        if number:
            some = rows(found.select("case_id").distinct().order_by("case_id").limit(EXAMPLES))
            names = tuple(row["case_id"] for row in some)
            yield Oddity(kind=kind, count=number, examples=names)


def _suspects(log: Log, stream_id: str) -> dict[Odd, ir.Table]:
    final, still = final_visits(log, stream_id), open_visits(log, stream_id)
    over = final.filter(ended(final))
    order = declared_order(log, stream_id)
    return {
        Odd.DOUBLED: _doubled(final),
        Odd.GAPPED: _gapped(final),
        Odd.ENDLESS: _endless(final, over, still),
        Odd.BACKWARDS: _backwards(final),
        Odd.UNKNOWN: final.filter(~final.stage.isin(order)) if order else final,
        Odd.NAMELESS: over.anti_join(log.paths(), "path"),
    }


def _doubled(final: ir.Table) -> ir.Table:
    grouped = final.group_by("case_id", "seq").agg(n=final.count())
    return grouped.filter(grouped.n > 1)


def _gapped(final: ir.Table) -> ir.Table:
    grouped = final.group_by("case_id").agg(last=final.seq.max(), n=final.seq.nunique())
    return grouped.filter(grouped.last != grouped.n)


def _endless(final: ir.Table, over: ir.Table, still: ir.Table) -> ir.Table:
    cases = final.select("case_id").distinct()
    return cases.anti_join(over, "case_id").anti_join(still, "case_id")


def _backwards(final: ir.Table) -> ir.Table:
    begun, left = final.started < final.entered, final.exited < final.entered
    ended_before = final.exited < final.started
    return final.filter((begun | left | ended_before).fill_null(False))  # noqa: FBT003
