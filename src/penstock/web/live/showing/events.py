"""`/events`: one stream for a page that follows what happens while it is open."""

from collections.abc import Mapping

from starlette.responses import Response, StreamingResponse

from penstock.app.cases import Cases
from penstock.app.live.alerting import foreseen
from penstock.app.live.listening import HEADERS, TYPE, Listener
from penstock.app.live.topics import (
    ALL,
    Topics,
    UnfitTopicsError,
    UnknownMarkError,
    position_behind,
    topics_of,
)
from penstock.delivery.case import Case
from penstock.delivery.ports import Followed, Position
from penstock.measurement.alerts.alert import Alert
from penstock.web.live.pages import Page
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.live.visitors import visitor_of

ALERTS = "alerts"
"""The topic of pages that show no case. Every page hears of alerts: its menu counts them."""
_APART_MS = 4000


def pages() -> tuple[Page, ...]:
    """Return the stream, for everybody who is signed in."""
    return (Page(path="/events", name="events", show=show),)


def show(visit: Visit) -> Response:
    """Tell that something became of cases and alerts that they may see, until the page is left."""
    topics = _wanted(visit)

    def cases() -> Cases | None:
        # The session may have ended meanwhile, or act for another side.
        kept = visit.house.kept
        visitor = visitor_of(kept, visit.request)
        return kept.cases_for(visitor.asker) if visitor else None

    def hears(cases: Cases, alerts: tuple[Alert, ...]) -> bool:
        sees = foreseen(cases).sees
        if not any(sees(side) for side in {each.side for each in alerts}):
            return False
        visit.house.notices.forget(visit.who.person)
        return True

    listener = Listener(
        cases=cases,
        tell=_told,
        topics=topics,
        newsroom=visit.house.newsroom,
        store=visit.cases.store,
        hears=hears,
        apart_ms=_APART_MS,
    )
    return StreamingResponse(listener.hear(_left(visit)), media_type=TYPE, headers=dict(HEADERS))


def _wanted(visit: Visit) -> Topics:
    asked = visit.asked.get("topics", ALL)
    if asked == ALERTS:
        return Topics(are_none=True)
    try:
        return topics_of(asked)
    except UnfitTopicsError as error:
        raise UnfitQueryError(str(error)) from error


def _left(visit: Visit) -> Position | None:
    """Return where they stopped to listen; None where they begin, or it cannot be told."""
    mark = visit.request.headers.get("last-event-id", "")
    try:
        return position_behind(mark, visit.cases) if mark else None
    except UnknownMarkError:
        # A page that comes back looks at what it shows anew anyway.
        return None


def _told(_followed: Followed, case: Case) -> Mapping[str, object]:
    return {"case_id": case.case_id}
