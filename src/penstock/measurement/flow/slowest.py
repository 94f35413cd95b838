"""How long stages take, of all streams of a log, found in one question to the engine."""

from collections import defaultdict
from dataclasses import dataclass

from penstock.measurement.flow.bottlenecks import FEWEST
from penstock.measurement.flow.scope import rows
from penstock.measurement.ports import Log
from penstock.measurement.trends.histograms import MINUTE_US, percentile


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long a stage holds cases.

    Args:
        stream_id: Its stream.
        stage_id: The stage.
        median_us: The median of its visits that are over, in microseconds, to the minute.
        visits: How many these are; at least 20.
    """

    stream_id: str
    stage_id: str
    median_us: int
    visits: int


def slowest_stages(log: Log) -> dict[str, Pace]:
    """Return the slowest stage of each stream that has a stage with 20 visits that are over."""
    slowest: dict[str, Pace] = {}
    for found in paces(log):
        known = slowest.get(found.stream_id)
        if known is None or found.median_us > known.median_us:
            slowest[found.stream_id] = found
    return slowest


def paces(log: Log) -> tuple[Pace, ...]:
    """Return each stage of each stream with 20 visits that are over, in the order of their ids."""
    visits = log.visits()
    minutes = (visits.step_us // MINUTE_US).name("minutes")
    counted = visits.group_by(["stream", "stage", minutes]).agg(visits=visits.count())
    times: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for row in rows(counted):
        times[row["stream"], row["stage"]][row["minutes"]] = row["visits"]
    found = (_pace(*at, histogram) for at, histogram in sorted(times.items()))
    return tuple(each for each in found if each.visits >= FEWEST)


def _pace(stream: str, stage: str, histogram: dict[int, int]) -> Pace:
    median_us, visits = percentile(histogram, 50) * MINUTE_US, sum(histogram.values())
    return Pace(stream_id=stream, stage_id=stage, median_us=median_us, visits=visits)
