"""Four questions to a table of visits, each one group-by on columns that it carries.

They take one table and return plain rows, so that they can be asked of any file of visits, and be
held against another tool's answers.
"""

from typing import NamedTuple

import ibis
import ibis.expr.types as ir

from penstock.measurement.flow.durations import percentiles
from penstock.measurement.flow.months import month_of
from penstock.measurement.flow.scope import ended, rows


class Followed(NamedTuple):
    """How often a stage came directly after another; `median_us` from entering to leaving it."""

    source_id: str
    target_id: str
    moves: int
    median_us: int


class Way(NamedTuple):
    """How many cases took a way to their end."""

    path: int
    cases: int


class StageMonth(NamedTuple):
    """How long visits of a stage took that were left in a month; `month` is 202603 for March."""

    stage_id: str
    month: int
    visits: int
    p50_us: int
    p85_us: int
    p95_us: int


class Kept(NamedTuple):
    """How many ended cases kept the documented order, and which steps led off it how often."""

    ended: int
    on_documented_path: int
    deviations: tuple[tuple[str, int], ...]


def directly_follows(visits: ir.Table) -> list[Followed]:
    """Return which stage came directly after which, how often, and how long the second took."""
    moved = visits.filter(visits.prev_stage.notnull())
    found = moved.group_by("prev_stage", "stage").agg(
        moves=moved.count(), median=percentiles(moved.step_us, [0.5])
    )
    return [
        Followed(row["prev_stage"], row["stage"], row["moves"], row["median"][0])
        for row in rows(found.order_by("prev_stage", "stage"))
    ]


def ways(visits: ir.Table) -> list[Way]:
    """Return how many cases took which way to their end, the most frequent first."""
    over = visits.filter(ended(visits))
    found = over.group_by("path").agg(cases=over.count())
    table = found.order_by(ibis.desc("cases"), "path").to_pyarrow().to_pydict()
    return list(map(Way, table["path"], table["cases"]))


def stage_months(visits: ir.Table) -> list[StageMonth]:
    """Return how long visits of each stage took by the month in which they were left."""
    by_month = visits.select("stage", "step_us", month=month_of(visits.exited))
    found = by_month.group_by("stage", "month").agg(
        visits=by_month.count(), shares=percentiles(by_month.step_us, [0.5, 0.85, 0.95])
    )
    return [
        StageMonth(row["stage"], row["month"], row["visits"], *row["shares"])
        for row in rows(found.order_by("stage", "month"))
    ]


def kept(visits: ir.Table) -> Kept:
    """Return how many ended cases kept the documented order, and what led others off it."""
    over = ended(visits)
    found = visits.group_by("deviation").agg(
        visits=visits.count(), ended=over.sum(), kept=(over & visits.on_documented_path).sum()
    )
    told = rows(found.order_by("deviation"))
    return Kept(
        ended=sum(row["ended"] for row in told),
        on_documented_path=sum(row["kept"] for row in told),
        deviations=tuple((row["deviation"], row["visits"]) for row in told if row["deviation"]),
    )
