"""`/sign-in/with/NAME`: people whom another provider knows go there, and come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from penstock.web.live.pages import EVERYBODY, Page
from penstock.web.live.troubles import NoSuchPageError
from penstock.web.live.visit import SIGN_IN, Visit
from penstock.web.live.visitors import can_sign_in, way_of, with_session, with_way
from penstock.web.site.rendering import Crumb, Head

if TYPE_CHECKING:
    from penstock.app.signing_in.oidc.flow import OpenIdConnect


def pages() -> tuple[Page, ...]:
    """Return the way to a provider, and the way back."""
    there = f"{SIGN_IN}/with/{{provider}}"
    return (
        Page(path=there, name="provider", show=show, audience=EVERYBODY),
        Page(path=f"{there}/return", name="provider-return", show=show_return, audience=EVERYBODY),
    )


def show(visit: Visit) -> Response:
    """Send somebody to a provider."""
    from penstock.app.signing_in import SignInError

    try:
        with _way(visit) as way:
            departure = way.depart()
    except SignInError as error:
        return _refused(visit, error)
    return with_way(RedirectResponse(departure.address, 303), visit.request, departure.handle)


def show_return(visit: Visit) -> Response:
    """Let in whoever comes back from a provider."""
    from penstock.app.signing_in import SignInError

    try:
        with _way(visit) as way:
            found = way.arrive(way_of(visit.request), visit.asked, old_id=visit.session)
    except SignInError as error:
        return with_way(_refused(visit, error), visit.request, "")
    answer = with_session(RedirectResponse("/", 303), visit.request, found.session_id)
    return with_way(answer, visit.request, "")


@contextmanager
def _way(visit: Visit) -> "Iterator[OpenIdConnect]":
    name = visit.part("provider")
    if not can_sign_in():
        raise NoSuchPageError("Nobody can sign in here. Install penstock[web] and start again.")
    from penstock.app.signing_in.oidc.discovery import client_for_providers
    from penstock.app.signing_in.oidc.settings import configured

    found = next((each for each in configured() if each.name == name), None)
    if found is None:
        raise NoSuchPageError(f"Nobody signs in with a provider called “{name}” here.")
    with client_for_providers() as client:
        yield visit.signing_in.provider(found, visit.place, client)


def _refused(visit: Visit, error: Exception) -> Response:
    head = Head(
        title="You are not signed in", meaning=str(error), crumbs=(Crumb("Sign in", "sign-in"),)
    )
    return visit.html("live/trouble.html", head, status=401)
