"""The funnel: which part of a month's cases came to each stage, and how many may still come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import ibis
import ibis.expr.types as ir

from penstock.measurement.flow.scope import rows
from penstock.measurement.ports import Log
from penstock.measurement.trends.progress import came, progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How many cases of a cohort came to a stage in time.

    Args:
        stage_id: The stage.
        reached: Cases that came to it, or further, within the time.
        maturing: Open cases that have not come to it, and whose time is not over yet.
    """

    stage_id: str
    reached: int
    maturing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """The cases that were opened in a month.

    Args:
        month: Its first day; None for several months together.
        cases: How many were opened.
        stages: How many of them came to each stage, in the stages' order.
    """

    month: date | None
    cases: int
    stages: tuple[Reached, ...]

    @property
    def is_decided(self) -> bool:
        """Return whether the time of all its cases is over, or they are."""
        return not any(each.maturing for each in self.stages)

    def share(self, position: int) -> float:
        """Return which part has come to a stage so far: the least that it can be in the end."""
        return self.stages[position].reached / self.cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """How far cases of each month came within a number of days.

    Args:
        stream_id: The value stream.
        within_days: The time that each case is given, from its opening.
        cohorts: The months in their order.
    """

    stream_id: str
    within_days: int
    cohorts: tuple[Cohort, ...]

    @property
    def decided(self) -> Cohort | None:
        """Return the months that are decided as one cohort; None while none is.

        The others would pull the shares down: whoever is lost is lost early, and who comes is late.
        """
        several = [each for each in self.cohorts if each.is_decided]
        if not several:
            return None
        return Cohort(
            month=None,
            cases=sum(each.cases for each in several),
            stages=tuple(map(_added, zip(*(each.stages for each in several), strict=True))),
        )


def funnel(log: Log, stream_id: str, stages: Sequence[str], *, within_days: int) -> Funnel:
    """Return how far the cases of each month (UTC) came within days of entering their first stage.

    A case that is over without having come to a stage will not come to it, however young it is.
    """
    cases = progress(log, stream_id, stages)
    month = cases.opened.date().truncate("M").name("month")
    counts = _counts(cases, log, len(stages), within_days=within_days)
    by_month = cases.group_by(month).aggregate(**counts).order_by("month")
    cohorts = tuple(_cohort(row, stages) for row in rows(by_month))
    return Funnel(stream_id=stream_id, within_days=within_days, cohorts=cohorts)


def _counts(
    cases: ir.Table, log: Log, stages: int, *, within_days: int
) -> dict[str, ir.IntegerScalar]:
    limit = cases.opened + ibis.interval(days=within_days)
    is_young = cases.opened > ibis.literal(log.as_of - timedelta(days=within_days))
    found = {"cases": cases.count()}
    for position in range(stages):
        moment = cases.opened if position == 0 else cases[came(position)]
        is_late = moment.isnull() | (moment > limit)
        matures = is_late & is_young & cases.finished.isnull()
        found[f"reached_{position}"] = cases.count(where=moment <= limit)
        found[f"maturing_{position}"] = cases.count(where=matures)
    return found


def _cohort(row: Mapping[str, Any], stages: Sequence[str]) -> Cohort:
    reached = (
        Reached(
            stage_id=stage, reached=row[f"reached_{position}"], maturing=row[f"maturing_{position}"]
        )
        for position, stage in enumerate(stages)
    )
    return Cohort(month=row["month"], cases=row["cases"], stages=tuple(reached))


def _added(several: Sequence[Reached]) -> Reached:
    return Reached(
        stage_id=several[0].stage_id,
        reached=sum(each.reached for each in several),
        maturing=sum(each.maturing for each in several),
    )
