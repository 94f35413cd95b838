"""The use case of drawing how cases flow: which picture, of what, out of a log."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from penstock.app.cases.naming import NoSuchCaseError, chosen
from penstock.app.measuring.flowing import Named
from penstock.architecture.drawing import Options
from penstock.measurement.flow.mapping import process_map
from penstock.measurement.flow.scope import declared_order
from penstock.measurement.flow.spoken import spoken_share
from penstock.measurement.pictures.ageing import ageing_picture
from penstock.measurement.pictures.bottlenecks import bottleneck_picture
from penstock.measurement.pictures.control import Measured, control_picture
from penstock.measurement.pictures.cumulative_flow import cumulative_flow_picture
from penstock.measurement.pictures.funnel import funnel_picture
from penstock.measurement.pictures.process_map import process_map_picture
from penstock.measurement.pictures.subjects import Drawn, SubjectLink, nowhere
from penstock.measurement.pictures.timeline import Flag, timeline_picture
from penstock.measurement.ports import Log
from penstock.measurement.trends.ageing import ageing
from penstock.measurement.trends.burn import stage_times
from penstock.measurement.trends.control import ControlChart, p_chart, xmr_chart
from penstock.measurement.trends.cumulative_flow import cumulative_flow
from penstock.measurement.trends.funnel import funnel
from penstock.measurement.trends.periods import Period, exits_by_period, median_days, shares
from penstock.measurement.trends.timeline import timeline


class FlowPicture(StrEnum):
    """What can be drawn of how cases flow."""

    PROCESS_MAP = "process-map"
    CUMULATIVE_FLOW = "cumulative-flow"
    AGEING = "ageing"
    WAITING = "waiting"
    CONTROL = "control"
    SENT_BACK = "sent-back"
    FUNNEL = "funnel"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which picture, and what of.

    Args:
        picture: What is drawn.
        percent: For the process map: how much of the ended cases, by the most frequent ways.
        stage: For control charts: the id or name of the stage.
        period: For control charts: how long a period is.
        within_days: For the funnel: the days that each case is given.
        case_id: For the way of a case: which.
        target: For control charts: what is wanted, in days or as a share from 0 to 1; None for
            nothing.
        flags: For the way of a case: what is promised for where it is.
        zone: For the way of a case: of the clock by which moments are told; None for UTC.
        options: Theme, and whether the picture brings its style along.
        link: Where each shape leads.
    """

    picture: FlowPicture
    percent: int = 100
    stage: str = ""
    period: Period = Period.MONTH
    within_days: int = 90
    case_id: str = ""
    flags: Sequence[Flag] = ()
    zone: ZoneInfo | None = None
    target: float | None = None
    options: Options
    link: SubjectLink = nowhere


class NothingNamedError(ValueError):
    """A picture needs to be told what of."""

    def __init__(self, picture: FlowPicture, *, missing: str) -> None:
        self.picture = picture
        super().__init__(f"The picture '{picture}' is of one {missing}. Say which.")


def draw_flow(log: Log, stream: Named, wanted: Wanted) -> str:
    """Return a picture of how the cases of a stream flow, as SVG.

    Raises:
        NothingNamedError: A stage or case has to be named and is not.
        NoSuchNameError: The stream has no such stage.
        NoSuchCaseError: The log has no such case.
    """
    options = replace(wanted.options, note=log.about.synthetic)
    return _DRAWN[wanted.picture](log, stream, replace(wanted, options=options))


def _process_map(log: Log, stream: Named, wanted: Wanted) -> str:
    shown = process_map(log, stream.stream_id, percent=wanted.percent)
    return process_map_picture(shown, _drawn(stream, wanted), title=_title(stream))


def _cumulative_flow(log: Log, stream: Named, wanted: Wanted) -> str:
    flow = cumulative_flow(log, stream.stream_id, order_of(log, stream))
    return cumulative_flow_picture(flow, _drawn(stream, wanted), title=_title(stream))


def _ageing(log: Log, stream: Named, wanted: Wanted) -> str:
    ages = ageing(log, stream.stream_id, order_of(log, stream))
    return ageing_picture(ages, _drawn(stream, wanted), title=_title(stream))


def _waiting(log: Log, stream: Named, wanted: Wanted) -> str:
    times = stage_times(log, stream.stream_id, order_of(log, stream))
    return bottleneck_picture(times, _drawn(stream, wanted), title=_title(stream))


def chart_of(log: Log, stream: Named, wanted: Wanted) -> ControlChart:
    """Return the control chart of a stage: of its median days, or of the share sent back.

    Raises:
        NothingNamedError: A stage has to be named and is not.
        NoSuchNameError: The stream has no such stage.
    """
    stage = _stage(log, stream, wanted)
    if wanted.picture is FlowPicture.CONTROL:
        return xmr_chart(median_days(log, stream.stream_id, stage, wanted.period))
    ended = exits_by_period(log, stream.stream_id, stage, wanted.period)
    return p_chart(shares(ended, "reopened", wanted.period, before=log.as_of.date()))


def _control(log: Log, stream: Named, wanted: Wanted) -> str:
    stage = _stage(log, stream, wanted)
    measured = Measured(
        title=f"{_stage_name(stream, stage)}: median days by {wanted.period}",
        say=lambda days: f"{days:.1f} days",
        axis=lambda days: f"{days:g} d",
        target=wanted.target,
    )
    return control_picture(chart_of(log, stream, wanted), measured, _drawn(stream, wanted))


def _sent_back(log: Log, stream: Named, wanted: Wanted) -> str:
    stage = _stage(log, stream, wanted)
    measured = Measured(
        title=f"{_stage_name(stream, stage)}: share of visits sent back, by {wanted.period}",
        say=lambda share: spoken_share(round(share * _MILLION), _MILLION),
        axis=lambda share: f"{share * 100:g} %",
        target=wanted.target,
    )
    return control_picture(chart_of(log, stream, wanted), measured, _drawn(stream, wanted))


def _funnel(log: Log, stream: Named, wanted: Wanted) -> str:
    order = order_of(log, stream)
    shown = funnel(log, stream.stream_id, order, within_days=wanted.within_days)
    return funnel_picture(shown, _drawn(stream, wanted), title=_title(stream))


def _case(log: Log, stream: Named, wanted: Wanted) -> str:
    if not wanted.case_id:
        raise NothingNamedError(wanted.picture, missing="case")
    way = timeline(log, wanted.case_id)
    if not way.stays:
        raise NoSuchCaseError(wanted.case_id, near=(), empty=False)
    return timeline_picture(way, _drawn(stream, wanted), wanted.flags)


_MILLION = 1_000_000
_DRAWN: Mapping[FlowPicture, Callable[[Log, Named, Wanted], str]] = {
    FlowPicture.PROCESS_MAP: _process_map,
    FlowPicture.CUMULATIVE_FLOW: _cumulative_flow,
    FlowPicture.AGEING: _ageing,
    FlowPicture.WAITING: _waiting,
    FlowPicture.CONTROL: _control,
    FlowPicture.SENT_BACK: _sent_back,
    FlowPicture.FUNNEL: _funnel,
    FlowPicture.CASE: _case,
}


def order_of(log: Log, stream: Named) -> tuple[str, ...]:
    """Return the declared stages: those of the log's newest model, else those of the documents."""
    return declared_order(log, stream.stream_id) or tuple(stream.stages)


def _drawn(stream: Named, wanted: Wanted) -> Drawn:
    names = {stage: _stage_name(stream, stage) for stage in stream.stages}
    return Drawn(names=names, options=wanted.options, link=wanted.link)


def _stage_name(stream: Named, stage_id: str) -> str:
    name = stream.stages.get(stage_id, stage_id)
    return name.removeprefix(stage_id).strip() or stage_id


def _title(stream: Named) -> str:
    return f"{stream.stream_id} {stream.name}".strip()


def _stage(log: Log, stream: Named, wanted: Wanted) -> str:
    if not wanted.stage:
        raise NothingNamedError(wanted.picture, missing="stage")
    order = order_of(log, stream)
    by_name = {_stage_name(stream, stage): stage for stage in order}
    of = f"value stream {stream.stream_id}"
    found = chosen(wanted.stage, [*order, *by_name], kind="stage", of=of, parts=True)
    return by_name.get(found, found)
