"""`/insights`: the streams with cases, and the slowest stage of each."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from starlette.responses import Response

from penstock.app.cases.door import ClosedError
from penstock.app.measuring.glancing import Glance, glances
from penstock.app.measuring.insights import require_measurable
from penstock.kernel.sides import Side
from penstock.web.live.answers import csv_answer, json_answer
from penstock.web.live.showing import campaigns
from penstock.web.live.showing.insights.asking import SECTION, asked
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Download, Head

_COLUMNS = ("stream", "name", "cases", "open", "slowest stage")


def show(visit: Visit) -> Response:
    """Return how all streams are doing that somebody may look at."""
    folder = visit.house.kept.folder
    found = asked(visit, "glances", partial(glances, folder=folder))
    seen = [each for each in found if _may_see(visit, each)]
    match visit.suffix:
        case "json":
            return json_answer({"streams": [asdict(each) for each in seen]})
        case "csv":
            return csv_answer("insights", _COLUMNS, _rows(seen))
    return visit.html(
        "live/insights/streams.html",
        Head(
            title=SECTION,
            meaning="How each value stream is doing, by the cases that went through it.",
            section=SECTION,
            downloads=tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json")),
        ),
        streams=seen,
        has_campaigns=campaigns.AES.admits(visit.visitor),
        alerts=sum(each.is_open for each in visit.cases.alerts.shown()),
    )


def _may_see(visit: Visit, glance: Glance) -> bool:
    side = Side(glance.side) if glance.side else Side.ENTERPRISE
    try:
        require_measurable(visit.cases, side, glance.stream_id)
    except ClosedError:
        return False
    return True


def _rows(seen: Sequence[Glance]) -> Sequence[tuple[str | int, ...]]:
    return [
        (each.stream_id, each.name, each.cases, each.open_cases, each.sentence) for each in seen
    ]
