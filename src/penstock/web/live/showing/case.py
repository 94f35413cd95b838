"""`/cases/…`: a case: where it stands, what comes next, what it holds, and what happened."""

import json

from starlette.responses import Response

from penstock.app.cases.showing import as_json, held
from penstock.app.cases.wording import sentence
from penstock.web.live.answers import json_answer
from penstock.web.live.pages import Page
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head


def pages() -> tuple[Page, ...]:
    """Return the page of a case, for everybody who is signed in."""
    return (Page(path="/cases/{case}", name="case", show=show, section="Work", suffixes=("json",)),)


def show(visit: Visit) -> Response:
    """Return all that is known of a case that they may see."""
    shown = visit.cases.show(visit.part("case"))
    if visit.suffix:
        return json_answer(json.loads(as_json(shown)))
    standing = shown.standing
    head = Head(
        title=standing.customer or standing.stream,
        identifier=standing.case_id,
        kind="Case",
        meaning=f"{standing.stream_id} {standing.stream}: {standing.stage_id} {standing.stage}.",
        section="Work",
        crumbs=(Crumb("Cases", "/cases"),),
        downloads=(Download("JSON", visit.form("json")),),
    )
    items = tuple(held(shown))
    log = [(each.stamp, sentence(each.event)) for each in reversed(shown.log)]
    return visit.html("live/case.html", head, standing=standing, items=items, log=log)
