"""The slowest stage of every stream of a log, found in one question to the engine."""

from collections import defaultdict
from dataclasses import dataclass

from penstock.measurement.flow.bottlenecks import FEWEST
from penstock.measurement.flow.scope import rows
from penstock.measurement.ports import Log
from penstock.measurement.trends.histograms import MINUTE_US, percentile


@dataclass(frozen=True, slots=True, kw_only=True)
class Slowest:
    """The stage of a stream that holds cases longest in the median.

    Args:
        stage_id: The stage.
        median_us: The median of its visits that are over, in microseconds, to the minute.
        visits: How many these are; at least 20.
    """

    stage_id: str
    median_us: int
    visits: int


def slowest_stages(log: Log) -> dict[str, Slowest]:
    """Return the slowest stage of each stream that has a stage with 20 visits that are over."""
    visits = log.visits()
    minutes = (visits.step_us // MINUTE_US).name("minutes")
    counted = visits.group_by(["stream", "stage", minutes]).agg(visits=visits.count())
    times: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for row in rows(counted):
        times[row["stream"], row["stage"]][row["minutes"]] = row["visits"]
    slowest: dict[str, Slowest] = {}
    for (stream, stage), histogram in sorted(times.items()):
        found = _timed(stage, histogram)
        known = slowest.get(stream)
        if found.visits >= FEWEST and (known is None or found.median_us > known.median_us):
            slowest[stream] = found
    return slowest


def _timed(stage_id: str, histogram: dict[int, int]) -> Slowest:
    median_us = percentile(histogram, 50) * MINUTE_US
    return Slowest(stage_id=stage_id, median_us=median_us, visits=sum(histogram.values()))
