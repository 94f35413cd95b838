"""Ageing work: how long open cases have been in their stage, against what earlier visits took."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from penstock.measurement.flow.scope import final_visits, open_visits, rows
from penstock.measurement.ports import Log
from penstock.measurement.trends.histograms import MINUTE_US, percentile

PERCENTS: Final = (50, 85, 95)
LEAST_VISITS: Final = 20
"""With fewer ended visits, the 95th percentile would be the longest of them and say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case that is in a stage.

    Args:
        case_id: The case.
        age_us: For how long it has been in the stage, in microseconds.
    """

    case_id: str
    age_us: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAges:
    """The open cases of a stage, and how long its earlier visits took.

    Args:
        stage_id: The stage.
        cases: Its open cases, the oldest first.
        visits: How many visits of it are over.
        percentiles_us: The times within which 50, 85 and 95 % of them were over, in microseconds
            and to the minute; empty where fewer than 20 are over.
    """

    stage_id: str
    cases: tuple[OpenCase, ...]
    visits: int
    percentiles_us: tuple[int, ...]

    @property
    def beyond(self) -> tuple[OpenCase, ...]:
        """Return the cases that are older than 95 % of the visits that are over."""
        if not self.percentiles_us:
            return ()
        return tuple(each for each in self.cases if each.age_us > self.percentiles_us[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Ageing:
    """All open cases of a stream, by the stage they are in.

    Args:
        stream_id: The value stream.
        stages: The stages in their order; behind them any others that have open cases.
    """

    stream_id: str
    stages: tuple[StageAges, ...]

    @property
    def open_cases(self) -> int:
        """Return how many cases are open."""
        return sum(len(each.cases) for each in self.stages)

    @property
    def beyond(self) -> int:
        """Return how many of them are older than 95 % of the visits of their stage."""
        return sum(len(each.beyond) for each in self.stages)


def ageing(log: Log, stream_id: str, stages: Sequence[str]) -> Ageing:
    """Return the age of all open cases of a stream at the log's end."""
    histograms, cases = minutes_by_stage(log, stream_id), _open_cases(log, stream_id)
    others = sorted(set(cases) - set(stages))
    return Ageing(
        stream_id=stream_id,
        stages=tuple(
            _of_stage(stage, cases.get(stage, ()), histograms.get(stage, {}))
            for stage in (*stages, *others)
        ),
    )


def minutes_by_stage(log: Log, stream_id: str) -> dict[str, dict[int, int]]:
    """Return for each stage how many visits took how many whole minutes."""
    inside = final_visits(log, stream_id)
    counted = inside.group_by(["stage", (inside.step_us // MINUTE_US).name("minutes")])
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for row in rows(counted.aggregate(visits=inside.count())):
        found[row["stage"]][row["minutes"]] = row["visits"]
    return dict(found)


def _of_stage(stage: str, cases: Sequence[OpenCase], histogram: Mapping[int, int]) -> StageAges:
    visits = sum(histogram.values())
    known = PERCENTS if visits >= LEAST_VISITS else ()
    return StageAges(
        stage_id=stage,
        cases=tuple(sorted(cases, key=lambda each: (-each.age_us, each.case_id))),
        visits=visits,
        percentiles_us=tuple(percentile(histogram, each) * MINUTE_US for each in known),
    )


def _open_cases(log: Log, stream_id: str) -> dict[str, list[OpenCase]]:
    still = open_visits(log, stream_id)
    inside = still.filter(still.exited.isnull())
    found: defaultdict[str, list[OpenCase]] = defaultdict(list)
    for row in rows(inside.select("stage", "case_id", "step_us")):
        found[row["stage"]].append(OpenCase(case_id=row["case_id"], age_us=row["step_us"]))
    return dict(found)
