"""`/notices`: what the roles of whoever is signed in are told of cases, and their alerts."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from starlette.responses import Response

from penstock.app.live.notices import Told, told_to
from penstock.delivery.noticing import NoticeKind
from penstock.web.live.answers import json_answer, to
from penstock.web.live.pages import Page
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

_PATH = "/notices"
WHYS = {
    NoticeKind.CONSULTED: "consulted as",
    NoticeKind.INFORMED: "informed as",
    NoticeKind.VACANT: "told, to fill what is vacant, as",
    NoticeKind.DEFECT: "told of what recurs as",
}
"""Why somebody is told, before the role as which they are."""


def pages() -> tuple[Page, ...]:
    """Return the list, for everybody who is signed in."""
    return (
        Page(
            path=_PATH,
            name="notices",
            called="Notices and alerts",
            show=show,
            take=take,
            section="Work",
            suffixes=("json",),
        ),
    )


def show(visit: Visit) -> Response:
    """Return what somebody has not read, and the open alerts of their roles."""
    told = _told(visit)
    if visit.suffix == "json":
        return json_answer(
            {
                "notices": [asdict(each) for each in told.notices],
                "alerts": [{"id": each.id, **asdict(each)} for each in told.alerts],
                "is_more": told.is_more,
            }
        )
    head = Head(
        title="Notices",
        meaning="What your roles are told of cases and have not read, and open alerts of theirs.",
        section="Work",
        topics="cases",
        crumbs=(Crumb("Work", "/work"),),
        downloads=(Download("JSON", visit.form("json")),),
    )
    return visit.html("live/notices.html", head, told=told, whys=WHYS)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Mark what somebody was shown as read; what came meanwhile is not."""
    cases, until = visit.cases, _moment(form.get("until", ""))
    shown = [each for each in _told(visit).notices if until and each.at <= until]
    noticing = cases.noticing
    if shown and noticing:
        noticing.notices.mark_read(shown, person=visit.who.person, at=cases.now())
    return to(_PATH)


def _told(visit: Visit) -> Told:
    return told_to(visit.cases, visit.who.person)


def _moment(words: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.tzinfo else None
