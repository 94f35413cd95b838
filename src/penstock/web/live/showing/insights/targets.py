"""`/insights/targets`: the key metrics of all streams that have a target, missed ones first."""

from collections.abc import Iterator, Sequence
from typing import Any

from starlette.responses import Response

from penstock.app.cases.door import ClosedError
from penstock.app.measuring.bringing import NotReadYetError
from penstock.app.measuring.figures import shown_target
from penstock.app.measuring.insights import require_measurable
from penstock.app.measuring.telling import result_json
from penstock.app.measuring.wishes import Wish
from penstock.measurement.metrics.results import Result, Status
from penstock.web.live.answers import Cell, csv_answer, json_answer
from penstock.web.live.showing.insights.asking import ALL, SECTION, insights_of
from penstock.web.live.showing.insights.metrics import row_of
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Download, Head

_COLUMNS = ("stream", "stage", "metric", "status", "value", "unit", "target")
_FIRST = (Status.MISSED, Status.ON_TARGET)


def show(visit: Visit) -> Response:
    """Return how the key metrics stand that documents give a target, as far as somebody may see."""
    found, unread = _found(visit)
    match visit.suffix:
        case "json":
            return json_answer({"metrics": list(map(_json, found))})
        case "csv":
            return csv_answer("targets", _COLUMNS, map(_line, found))
    return visit.html(
        "live/insights/targets.html",
        Head(
            title="Targets",
            meaning="Every key metric that the documents give a target, and where it stands now.",
            section=SECTION,
            crumbs=(ALL,),
            downloads=tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json")),
        ),
        rows=[row_of(each) for each in found],
        missed=sum(each.status is Status.MISSED for each in found),
        known=sum(each.status in _FIRST for each in found),
        unread=unread,
    )


def _found(visit: Visit) -> tuple[list[Result], str]:
    """Return how key metrics stand, and why they cannot be told yet; empty where they are."""
    try:
        return sorted(_aimed(visit), key=_order), ""
    except NotReadYetError as error:
        if visit.suffix:
            raise
        return [], str(error)


def _aimed(visit: Visit) -> Iterator[Result]:
    insights = insights_of(visit)
    for wish in insights.aims():
        if _may_see(visit, wish):
            yield from insights.standing(wish).results


def _may_see(visit: Visit, wish: Wish) -> bool:
    try:
        require_measurable(visit.cases, wish.side, wish.stream.id)
    except ClosedError:
        return False
    return True


def _order(result: Result) -> tuple[int, str, str]:
    status, record = result.status, result.record
    turn = _FIRST.index(status) if status in _FIRST else len(_FIRST)
    return turn, record.stream_id, record.stage_id


def _json(result: Result) -> dict[str, Any]:
    return {"stream": result.record.stream_id, **result_json(result)}


def _line(result: Result) -> Sequence[Cell]:
    record = result.record
    return (
        *(record.stream_id, record.stage_id, record.name, str(result.status)),
        *(result.value, record.unit, shown_target(record.target)),
    )
