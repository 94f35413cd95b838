"""`/events`: one stream for a page that follows what happens while it is open."""

from collections.abc import Mapping

from starlette.responses import Response, StreamingResponse

from penstock.app.cases import Cases
from penstock.app.live.listening import HEADERS, TYPE, Listener
from penstock.app.live.topics import (
    ALL,
    UnfitTopicsError,
    UnknownMarkError,
    position_behind,
    topics_of,
)
from penstock.delivery.case import Case
from penstock.delivery.ports import Followed, Position
from penstock.web.live.pages import Page
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.live.visitors import visitor_of

_APART_MS = 4000


def pages() -> tuple[Page, ...]:
    """Return the stream, for everybody who is signed in."""
    return (Page(path="/events", name="events", show=show),)


def show(visit: Visit) -> Response:
    """Tell that something happened in cases that they may see, until the page is left."""
    try:
        topics = topics_of(visit.asked.get("topics", ALL))
    except UnfitTopicsError as error:
        raise UnfitQueryError(str(error)) from error

    def cases() -> Cases | None:
        # The session may have ended meanwhile, or act for another side.
        kept = visit.house.kept
        visitor = visitor_of(kept, visit.request)
        return kept.cases_for(visitor.asker) if visitor else None

    listener = Listener(
        cases=cases,
        tell=_told,
        topics=topics,
        newsroom=visit.house.newsroom,
        store=visit.cases.store,
        apart_ms=_APART_MS,
    )
    return StreamingResponse(listener.hear(_left(visit)), media_type=TYPE, headers=dict(HEADERS))


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
