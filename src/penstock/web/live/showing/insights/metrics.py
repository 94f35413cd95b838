"""`/insights/NCV-03`: every key metric of every stage, against its target."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from starlette.responses import Response

from penstock.app.measuring.figures import (
    shown_count,
    shown_interval,
    shown_number,
    shown_target,
    shown_value,
)
from penstock.app.measuring.flowing import Flow, flow_of
from penstock.app.measuring.measured import Measured
from penstock.app.measuring.telling import measured_json
from penstock.app.measuring.wishes import Wish
from penstock.measurement.alerts.alert import Alert
from penstock.measurement.metrics.figures import TAKEN_FROM_ONE
from penstock.measurement.metrics.records import Kind, Statistic
from penstock.measurement.metrics.results import Result, Status
from penstock.web.live.answers import Cell, csv_answer, json_answer
from penstock.web.live.showing.insights.asking import (
    ALL,
    SECTION,
    asked,
    insights_of,
    named,
    wish_of,
)
from penstock.web.live.showing.insights.trend import Trend, trend_of
from penstock.web.live.showing.insights.views import VIEWS
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Download, Head

_COLUMNS = (
    *("stage", "metric", "status", "value", "unit", "low", "high"),
    *("numerator", "denominator", "counted", "open", "baseline", "target"),
)
_MARKS: Mapping[Status, tuple[str, str]] = {
    Status.ON_TARGET: ("●", "on"),
    Status.MISSED: ("■", "late"),
    Status.NO_TARGET: ("○", "muted"),
    Status.NO_DATA: ("○", "muted"),
    Status.NOT_MEASURABLE: ("?", "muted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A key metric as the page shows it; texts are empty where there is nothing to show.

    Args:
        result: What was measured.
        glyph: The mark of its status.
        tone: The class of its status.
        value: With its unit.
        made_of: The upper number over the lower one, or which of many it is.
        interval: At 95 %.
        counted: What it was made of.
        baseline: Where it was by the documents.
        target: Where it should be.
        behind: The address of the cases behind it.
        trend: Its last months.
    """

    result: Result
    glyph: str
    tone: str
    value: str
    made_of: str
    interval: str
    counted: str
    baseline: str
    target: str
    behind: str
    trend: Trend | None


def show(visit: Visit) -> Response:
    """Return a stream's key metrics by stage, and what holds its cases up."""
    wish = wish_of(visit)
    found = insights_of(visit).measured(wish, as_of=visit.at)
    match visit.suffix:
        case "json":
            return json_answer(measured_json(found))
        case "csv":
            return csv_answer(f"{wish.stream.id}-metrics", _COLUMNS, map(_line, found.results))
    flow = flow_asked(visit, wish)
    return visit.html(
        "live/insights/metrics.html",
        _head(visit, wish),
        found=found,
        sections=tuple(_sections(found)),
        counted_by=_by_status(found),
        sentences=flow.sentences[:3],
        alerts=_alerts(visit, wish),
        views=VIEWS,
    )


def flow_asked(visit: Visit, wish: Wish, *, percent: int = 100) -> Flow:
    """Return how cases flow through a stream."""
    stream = named(visit, wish)
    question = ("flow", wish.stream.id, percent)
    return asked(visit, question, partial(flow_of, stream=stream, percent=percent))


def _alerts(visit: Visit, wish: Wish) -> Sequence[Alert]:
    """Return the stream's alerts that are not over; of another day, nobody knows them any more."""
    if visit.at:
        return ()
    shown = visit.cases.alerts.shown()
    return [each for each in shown if each.is_open and each.stream_id == wish.stream.id]


def _head(visit: Visit, wish: Wish) -> Head:
    return Head(
        title=wish.stream.name,
        identifier=wish.stream.id,
        kind="Key metrics",
        meaning="Its key metrics, stage by stage, against what the documents want of them.",
        section=SECTION,
        crumbs=(ALL,),
        downloads=tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json")),
    )


def _sections(found: Measured) -> Iterator[tuple[str, str, Sequence[Row]]]:
    """Yield each stage with its key metrics, then the indicators of the whole stream."""
    for stage in found.wish.stages:
        own = [row_of(each) for each in found.results if each.record.stage_id == stage.id]
        if own:
            yield stage.id, stage.name, own
    whole = [row_of(each) for each in found.results if not each.record.stage_id]
    if whole:
        yield "", "Indicators of the whole stream", whole


def row_of(result: Result) -> Row:
    """Return what pages show of a key metric."""
    glyph, tone = _MARKS[result.status]
    record = result.record
    return Row(
        result=result,
        glyph=glyph,
        tone=tone,
        value=shown_value(result.value, record.unit),
        made_of=made_of(result),
        interval=shown_interval(result),
        counted=shown_count(result) if result.value is not None else "",
        baseline="" if record.baseline is None else shown_number(record.baseline),
        target=shown_target(record.target),
        behind=f"/insights/{record.stream_id}/cases?metric={quote(record.name)}",
        trend=trend_of(result),
    )


def made_of(result: Result) -> str:
    """Return how a value was made: of two numbers, or as which of many; nothing where of none."""
    record = result.record
    if result.numerator is None or result.denominator is None:
        return ""
    if record.kind is Kind.DURATION and record.statistic is not Statistic.MEAN:
        return f"{record.statistic} of {shown_number(result.denominator)}"
    quotient = f"{shown_number(result.numerator)} ÷ {shown_number(result.denominator)}"
    return f"1 − {quotient}" if record.kind in TAKEN_FROM_ONE else quotient


def _by_status(found: Measured) -> Sequence[tuple[str, str, int, Status]]:
    numbers = {each: sum(one.status is each for one in found.results) for each in Status}
    return [(*_MARKS[each], number, each) for each, number in numbers.items() if number]


def _line(result: Result) -> Sequence[Cell]:
    record = result.record
    return (
        record.stage_id,
        record.name,
        str(result.status),
        result.value,
        record.unit,
        result.low,
        result.high,
        result.numerator,
        result.denominator,
        result.count,
        result.open_count,
        record.baseline,
        shown_target(record.target),
    )
