"""How cases left the documented way, how often, and what it cost them in time."""

from dataclasses import dataclass
from enum import StrEnum

import ibis.expr.types as ir

from penstock.measurement.flow.differences import Difference, difference
from penstock.measurement.flow.scope import entered_visits, final_visits, rows, whole_cases
from penstock.measurement.ports import Log

_SECOND_US = 1_000_000


class Deviation(StrEnum):
    """A way in which a case leaves what is documented, in the words of the log."""

    REOPENED = "reopened"
    SKIPPED = "skipped"
    UNDOCUMENTED = "undocumented"
    CRITERIA = "criteria"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviated:
    """How often something led off the documented way, and its cost.

    Args:
        kind: What it was; `criteria` is a visit that was left although not all that it asks was
            there, so that the next stage was entered without what it needs.
        visits: In how many visits it happened, open ones among them.
        cases: In how many cases.
        spent_us: Time that was spent because of it alone, in visits that are over: `reopened`, all
            visits of a stage after a case's first; `undocumented`, all visits that led off so.
            None where no visit is its own: what was left out takes no time.
        difference: How much longer closed cases with it took; None where either group is small.
    """

    kind: Deviation
    visits: int
    cases: int
    spent_us: int | None
    difference: Difference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conformance:
    """How a stream's cases kept to what is documented.

    Args:
        cases: How many cases the log has.
        conforming: How many of them did nothing else up to now: each step was documented, and
            each stage was left with all that it asks.
        deviations: Each kind in a fixed order, also where it never happened.
    """

    cases: int
    conforming: int
    deviations: tuple[Deviated, ...]


def conformance(log: Log, stream_id: str) -> Conformance:
    """Return how a stream's cases kept to what is documented, and what it cost when not."""
    entered, final = entered_visits(log, stream_id), final_visits(log, stream_id)
    counts = rows(_counts(entered))[0]
    spent, closed = _spent(final), _closed(final)
    return Conformance(
        cases=counts["cases"],
        conforming=counts["cases"] - counts["deviating"],
        deviations=tuple(
            Deviated(
                kind=kind,
                visits=counts[f"{kind}_visits"] or 0,
                cases=counts[f"{kind}_cases"],
                spent_us=spent.get(kind),
                difference=_difference(closed, kind),
            )
            for kind in Deviation
        ),
    )


def deviates(entered: ir.Table, kind: Deviation) -> ir.BooleanValue:
    """Tell of a visit whether it deviates so."""
    told = ~entered.criteria_met if kind is Deviation.CRITERIA else entered.deviation == kind.value
    return told.fill_null(False)  # noqa: FBT003


def _counts(entered: ir.Table) -> ir.Table:
    found = {kind: deviates(entered, kind) for kind in Deviation}
    cases = entered.case_id
    any_of = entered.deviation.notnull() | found[Deviation.CRITERIA]
    return entered.agg(
        cases=cases.nunique(),
        deviating=cases.nunique(where=any_of),
        **{f"{kind}_visits": told.sum() for kind, told in found.items()},
        **{f"{kind}_cases": cases.nunique(where=told) for kind, told in found.items()},
    )


def _spent(final: ir.Table) -> dict[Deviation, int]:
    """Return the time of visits that would not be there without a deviation."""
    because = {
        Deviation.REOPENED: final.visit > 1,
        Deviation.UNDOCUMENTED: deviates(final, Deviation.UNDOCUMENTED),
    }
    whole, part = final.step_us // _SECOND_US, final.step_us % _SECOND_US
    sums = {f"{kind}_seconds": whole.sum(where=told) for kind, told in because.items()}
    sums |= {f"{kind}_parts": part.sum(where=told) for kind, told in because.items()}
    row = rows(final.agg(**sums))[0]
    return {
        kind: (row[f"{kind}_seconds"] or 0) * _SECOND_US + (row[f"{kind}_parts"] or 0)
        for kind in because
    }


def _closed(final: ir.Table) -> dict[str, list[int]]:
    """Return how long each closed case took, and which deviations it has, as columns."""
    cases = whole_cases(final)
    columns = cases.filter(cases.closed).select("span_us", *(kind.value for kind in Deviation))
    found: dict[str, list[int]] = columns.to_pyarrow().to_pydict()
    return found


def _difference(closed: dict[str, list[int]], kind: Deviation) -> Difference | None:
    groups: dict[bool, list[int]] = {True: [], False: []}
    for span_us, has_it in zip(closed["span_us"], closed[kind.value], strict=True):
        groups[bool(has_it)].append(span_us)
    return difference(groups[True], groups[False])
