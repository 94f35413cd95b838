"""Variants: the different ways that cases took from their first stage to their end."""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from penstock.measurement.flow.durations import Durations, durations, measures
from penstock.measurement.flow.scope import ended, final_visits, rows, whole_cases
from penstock.measurement.ports import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A way that cases took.

    Args:
        path: Its hash, as the log has it.
        stage_ids: Its stages in order; empty where the dictionary of paths does not have it.
        cases: How many cases took it to its end.
        closed: How many of them were closed; the others were cancelled.
        is_documented: Whether each of its steps is the one that the documents say, in each case.
        spans: How long its cases took from their first entry to their last exit.
    """

    path: int
    stage_ids: tuple[str, ...]
    cases: int
    closed: int
    is_documented: bool
    spans: Durations | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variants:
    """The most frequent ways, and how many others there are.

    Args:
        shown: The most frequent first; of equally frequent ones the lower hash first.
        variants: How many different ways there are in all.
        cases: How many cases have ended.
        documented_cases: How many of them kept the documented order up to their end.
    """

    shown: tuple[Variant, ...]
    variants: int
    cases: int
    documented_cases: int

    @property
    def rest(self) -> int:
        """Return how many cases took ways that are not shown."""
        return self.cases - sum(each.cases for each in self.shown)


def variants(log: Log, stream_id: str, *, most: int = 10) -> Variants:
    """Return the most frequent ways of the cases that have ended."""
    visits = final_visits(log, stream_id)
    ways = ways_of(visits)
    totals = ways.agg(
        variants=ways.path.count(), cases=ways.cases.sum(), documented=ways.documented.sum()
    )
    whole = rows(totals)[0]
    top = ways.order_by(ibis.desc("cases"), "path").limit(most)
    return Variants(
        shown=_with_spans(log, visits, rows(top)),
        variants=whole["variants"],
        cases=whole["cases"] or 0,
        documented_cases=whole["documented"] or 0,
    )


def ways_of(visits: ir.Table) -> ir.Table:
    """Return a row for each way to an end: `path`, `cases`, `closed`, `documented` (cases)."""
    over = visits.filter(ended(visits))
    return over.group_by("path").agg(
        cases=over.count(),
        closed=over.closes.sum(),
        documented=over.on_documented_path.sum(),
    )


def paths_of_share(visits: ir.Table, percent: int) -> list[int]:
    """Return the fewest most frequent paths that so many percent of the ended cases took."""
    ways = rows(ways_of(visits).order_by(ibis.desc("cases"), "path"))
    wanted = sum(row["cases"] for row in ways) * percent
    taken: list[int] = []
    reached = 0
    for row in ways:
        if reached * 100 >= wanted:
            break
        taken.append(row["path"])
        reached += row["cases"]
    return taken


def _with_spans(log: Log, visits: ir.Table, found: Sequence[dict[str, int]]) -> tuple[Variant, ...]:
    wanted = [row["path"] for row in found]
    stages, spans = _stages_of(log, wanted), _spans_of(visits, wanted)
    return tuple(
        Variant(
            path=row["path"],
            stage_ids=stages.get(row["path"], ()),
            cases=row["cases"],
            closed=row["closed"],
            is_documented=row["documented"] == row["cases"],
            spans=spans.get(row["path"]),
        )
        for row in found
    )


def _stages_of(log: Log, wanted: Sequence[int]) -> dict[int, tuple[str, ...]]:
    paths = log.paths()
    known = rows(paths.filter(paths.path.isin(wanted)).select("path", "stages"))
    return {row["path"]: tuple(row["stages"]) for row in known}


def _spans_of(visits: ir.Table, wanted: Sequence[int]) -> dict[int, Durations | None]:
    cases = whole_cases(visits)
    cases = cases.filter(cases.path.isin(wanted))
    found = rows(cases.group_by("path").agg(**measures(cases.span_us, "span")))
    return {row["path"]: durations(row, "span") for row in found}
