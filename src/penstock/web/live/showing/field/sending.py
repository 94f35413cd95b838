"""`/field/sending`: what waits on a phone, and who is signed in there."""

from starlette.responses import Response

from penstock.web.live.answers import json_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.field.shell import field_page
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head


def pages() -> tuple[Page, ...]:
    """Return the list of what waits, which a script fills: nobody but the phone knows it."""
    return (
        Page(
            path="/field/sending",
            name="field-sending",
            show=show,
            section="Work",
            suffixes=("json",),
            is_sheet=False,
        ),
    )


def show(visit: Visit) -> Response:
    """Return the page, or for the script who is signed in and the secret of their session."""
    if visit.suffix:
        return json_answer({"person": visit.who.person, "csrf": visit.who.csrf})
    head = Head(
        title="To send",
        meaning="What you reported on this phone, and whether it has arrived.",
        section="Work",
    )
    return field_page(visit, "sending.html", head)
