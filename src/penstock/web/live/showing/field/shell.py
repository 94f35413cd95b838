"""What every page of the field is made with: whose it is, and its own small menu."""

from urllib.parse import quote

from starlette.responses import Response

from penstock.app.field import Fieldwork
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head

PERSON = "Penstock-Person"
"""Tells the service worker whose page it keeps."""


def fieldwork(visit: Visit) -> Fieldwork:
    """Return what somebody does in the field."""
    return Fieldwork(cases=visit.cases, person=visit.who.person)


def field_page(
    visit: Visit, template: str, head: Head, *, status: int = 200, **view: object
) -> Response:
    """Return a page of the field."""
    waiting = len(fieldwork(visit).holding.theirs())
    made = visit.html(
        f"live/field/{template}",
        head,
        status=status,
        current=visit.page.name,
        waiting=waiting,
        **view,
    )
    # Names are written in all letters, and headers in few.
    made.headers[PERSON] = quote(visit.who.person)
    return made
