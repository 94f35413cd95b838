"""`/me/sessions`: where somebody is signed in."""

from collections.abc import Mapping

from starlette.responses import Response

from penstock.web.live.answers import to
from penstock.web.live.pages import Page
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Head

_HEAD = Head(
    title="Sessions",
    kind="You",
    meaning="Where you are signed in, as far as it counts now.",
    crumbs=(Crumb("You", "me"),),
)
_PATH = "/me/sessions"


def pages() -> tuple[Page, ...]:
    """Return the list, and the button that ends what is elsewhere."""
    return (Page(path=_PATH, name="sessions", show=show, take=take, called="My sessions"),)


def show(visit: Visit) -> Response:
    """Return the sessions of somebody."""
    of = visit.signing_in.sessions
    found = [(each, of.is_own(each, visit.session)) for each in of.of_person(visit.who.person)]
    return visit.html("live/sessions.html", _HEAD, found=found)


def take(visit: Visit, _form: Mapping[str, str]) -> Response:
    """End all sessions of somebody but this one."""
    visit.signing_in.sessions.end_others(visit.who.person, visit.session)
    return to(_PATH)
