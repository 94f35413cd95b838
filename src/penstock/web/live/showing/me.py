"""`/me`: who somebody is here, for which side they act, and their password."""

from collections.abc import Mapping

from starlette.responses import Response

from penstock.governance.identity.passwords import UnfitPasswordError
from penstock.kernel.sides import Side
from penstock.web.live.answers import own, to
from penstock.web.live.pages import Page
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.visit import Visit
from penstock.web.live.visitors import with_session
from penstock.web.site.rendering import Head

_BOTH = "both"


def pages() -> tuple[Page, ...]:
    """Return the page, and what its forms are sent to."""
    return (
        Page(path="/me", name="me", show=show, called="Me: my password and my side"),
        Page(path="/me/hat", name="hat", show=_back, take=take_hat),
        Page(path="/me/password", name="password", show=_back, take=take_password),
    )


def show(visit: Visit) -> Response:
    """Return who somebody is."""
    return _page(visit)


def take_hat(visit: Visit, form: Mapping[str, str]) -> Response:
    """Let somebody who serves both sides act for one of them, or for that of each case."""
    from penstock.app.signing_in import SignInError

    try:
        visit.signing_in.doorkeeper.choose_hat(visit.session, _hat(form.get("hat", "")))
    except SignInError as error:
        raise UnfitQueryError(str(error)) from error
    return to(own(form.get("back", "/me")))


def take_password(visit: Visit, form: Mapping[str, str]) -> Response:
    """Give somebody another password; their other sessions end."""
    from penstock.app.signing_in import SignInError

    ways = visit.signing_in
    new = form.get("new", "")
    if new != form.get("again", ""):
        return _page(visit, wrong="The two new passwords differ. Type the same one twice.")
    try:
        found = ways.accounts(visit.who.person).change_password(
            ways.doorkeeper,
            visit.session,
            old=form.get("old", ""),
            new=new,
            address=visit.address,
        )
    except (SignInError, UnfitPasswordError) as error:
        return _page(visit, wrong=str(error))
    return with_session(to("/me?done=password"), visit.request, found.session_id)


def _back(_visit: Visit) -> Response:
    return to("/me")


def _page(visit: Visit, *, wrong: str = "") -> Response:
    who = visit.who
    roles = ", ".join(sorted(who.roles))
    head = Head(title=who.person, kind="You", meaning=f"{roles}.")
    said = "Your password is changed." if visit.asked.get("done") == "password" else ""
    status = 422 if wrong else 200
    return visit.html("live/me.html", head, status=status, wrong=wrong, said=said, both=_BOTH)


def _hat(words: str) -> Side | None:
    if words == _BOTH:
        return None
    try:
        return Side(words)
    except ValueError as error:
        raise UnfitQueryError(f"There is no side “{words}” that you could act for.") from error
