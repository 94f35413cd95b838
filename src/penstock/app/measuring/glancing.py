"""A glance at every stream of a log: how many cases, and which stage holds them longest."""

from dataclasses import dataclass
from pathlib import Path

from penstock.app.cases.sources import company
from penstock.architecture.model import Architecture, Stage, ValueStream
from penstock.measurement.flow.scope import cases_by_stream
from penstock.measurement.flow.slowest import Pace, slowest_stages
from penstock.measurement.flow.spoken import spoken
from penstock.measurement.ports import Log


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """How a stream is doing, in a line.

    Args:
        stream_id: The stream.
        name: Its name; empty where the documents do not have it.
        side: Whose it is; empty for both.
        cases: How many cases of it were ever opened.
        open_cases: How many are open.
        sentence: Which stage holds cases longest; empty where too few visits are over to tell.
    """

    stream_id: str
    name: str
    side: str
    cases: int
    open_cases: int
    sentence: str


def glances(log: Log, folder: Path | None) -> tuple[Glance, ...]:
    """Return a glance at each stream that has cases, in the order of their ids.

    Args:
        log: The log.
        folder: The documents; None for those that lie here, or else the reference company's.
    """
    _, architecture = company(folder)
    opened, still = cases_by_stream(log.cases()), cases_by_stream(log.open_visits())
    slowest = slowest_stages(log)
    return tuple(
        Glance(
            stream_id=stream,
            name=known.name if (known := architecture.all(ValueStream).get(stream)) else "",
            side=str(known.side) if known and known.side else "",
            cases=opened[stream],
            open_cases=still.get(stream, 0),
            sentence=_sentence(slowest.get(stream), architecture),
        )
        for stream in sorted(opened)
    )


def _sentence(slowest: Pace | None, architecture: Architecture) -> str:
    if slowest is None:
        return ""
    stage = architecture.all(Stage).get(slowest.stage_id)
    name = f"{slowest.stage_id} {stage.name}" if stage else slowest.stage_id
    return f"{name}: {spoken(slowest.median_us)} in the median of {slowest.visits:,} visits."
