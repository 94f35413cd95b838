"""The use case of telling how cases flow through a stream, and what holds them up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from penstock.app.cases.naming import chosen
from penstock.app.cases.sources import Source
from penstock.app.measuring.wishes import Wish
from penstock.architecture.model import Architecture, Stage, ValueStream
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.open_time import BeyondCalendarError
from penstock.measurement.flow.bottlenecks import Bottleneck, bottlenecks, sentences
from penstock.measurement.flow.conformance import Conformance, conformance
from penstock.measurement.flow.handovers import Handover, handovers
from penstock.measurement.flow.mapping import process_map
from penstock.measurement.flow.oddities import Oddity, oddities
from penstock.measurement.flow.process_map import ProcessMap
from penstock.measurement.flow.scope import streams_of
from penstock.measurement.flow.stage_times import StageTimes, stage_times
from penstock.measurement.flow.variants import Variants, variants
from penstock.measurement.flow.waiting import StageCauses, waiting_causes
from penstock.measurement.ports import Log

_WAYS, _HANDOVERS = 7, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A stream of a log, and what the documents call it.

    Args:
        stream_id: Its id.
        name: Its name; empty where the documents do not have it.
        stages: The names of its stages, by their ids.
        calendar: The business calendar beside the documents, if there is one.
    """

    stream_id: str
    name: str
    stages: Mapping[str, str]
    calendar: Calendar | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How cases flow through a stream.

    Args:
        stream: The stream.
        as_of: The moment up to which the log tells.
        whole: The process map of all cases.
        shown: The process map of as many cases as were asked for; all else is of all cases.
        times: How long visits of each stage took.
        bottlenecks: Stages with enough visits, the slowest first.
        variants: The ways that cases took.
        conformance: How cases left the documented way.
        causes: Why cases waited.
        handovers: Who handed work to whom.
        oddities: What is odd in the log.
        synthetic: That its cases were played, as a sentence; empty where they are not.
    """

    stream: Named
    as_of: datetime
    whole: ProcessMap
    shown: ProcessMap
    times: tuple[StageTimes, ...]
    bottlenecks: tuple[Bottleneck, ...]
    variants: Variants
    conformance: Conformance
    causes: tuple[StageCauses, ...]
    handovers: tuple[Handover, ...]
    oddities: tuple[Oddity, ...]
    synthetic: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what the bottlenecks say in words, the slowest stage first."""
        return sentences(self.bottlenecks, self.stream.stages)


def named_stream(log: Log, words: str, folder: Path | None) -> Named:
    """Return the stream that words mean, of the documents or of the log alone.

    Raises:
        NoSuchNameError: Neither has it.
        NoSuchFolderError: The folder of documents does not exist.
        CalendarError: What lies beside the documents is no calendar.
    """
    source = Source(folder)
    architecture = source.architecture()
    streams = architecture.all(ValueStream)
    known = sorted({*(each.id for each in streams.values()), *streams_of(log)})
    stream_id = chosen(words, known, kind="value stream", of="the documents and the log")
    names = {each.id: each.name for each in streams.values()}
    return Named(
        stream_id=stream_id,
        name=names.get(stream_id, ""),
        stages=_stage_names(architecture, stream_id),
        calendar=source.calendar(),
    )


def _stage_names(architecture: Architecture, stream_id: str) -> dict[str, str]:
    stages = architecture.all(Stage).values()
    return {
        each.id: f"{each.id} {each.name}".strip() for each in stages if each.stream_id == stream_id
    }


def flow_of(log: Log, stream: Named, *, percent: int = 100) -> Flow:
    """Return how cases flow through a stream.

    Args:
        log: The log.
        stream: The stream.
        percent: How much of the ended cases the map shows, by the most frequent ways; 100 for all
            cases, open ones too.
    """
    stream_id = stream.stream_id
    times, causes = stage_times(log, stream_id), _causes(log, stream_id, stream.calendar)
    whole = process_map(log, stream_id)
    return Flow(
        stream=stream,
        as_of=log.as_of,
        whole=whole,
        shown=whole if percent == 100 else process_map(log, stream_id, percent=percent),
        times=times,
        bottlenecks=bottlenecks(times, causes),
        variants=variants(log, stream_id, most=_WAYS),
        conformance=conformance(log, stream_id),
        causes=causes,
        handovers=handovers(log, stream_id, most=_HANDOVERS),
        oddities=oddities(log, stream_id),
        synthetic=log.about.synthetic,
    )


def held_up(log: Log, wish: Wish) -> tuple[Bottleneck, ...]:
    """Return the stages of a measured stream with enough visits, the slowest first."""
    stream_id = wish.stream.id
    return bottlenecks(stage_times(log, stream_id), _causes(log, stream_id, wish.calendar))


def _causes(log: Log, stream_id: str, calendar: Calendar | None) -> tuple[StageCauses, ...]:
    """Return why cases waited; without hours where the calendar does not reach as far."""
    calendar = log.about.calendar or calendar
    try:
        return waiting_causes(log, stream_id, calendar=calendar)
    except BeyondCalendarError:
        return waiting_causes(log, stream_id)
