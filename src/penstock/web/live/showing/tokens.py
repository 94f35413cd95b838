"""`/me/tokens`: by these, programs act for somebody."""

from collections.abc import Mapping
from datetime import timedelta

from starlette.responses import Response

from penstock.governance.identity.tokens import LONGEST, Scope, TokenError
from penstock.web.live.answers import to
from penstock.web.live.pages import Page
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Head

_HEAD = Head(
    title="Tokens",
    kind="You",
    meaning="By these, programs act for you over the HTTP API.",
    crumbs=(Crumb("You", "me"),),
)
_PATH = "/me/tokens"


def pages() -> tuple[Page, ...]:
    """Return the list, and the forms that make and end tokens."""
    return (Page(path=_PATH, name="tokens", show=show, take=take, called="My tokens"),)


def show(visit: Visit) -> Response:
    """Return the tokens of somebody."""
    return _page(visit)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Make a token, or end one; the text of a new one is shown this once."""
    from penstock.app.signing_in import SignInError

    try:
        if ended := form.get("end"):
            visit.signing_in.tokens.end(visit.who.person, ended)
            return to(_PATH)
        return _page(visit, made=_made(visit, form))
    except (SignInError, TokenError) as error:
        return _page(visit, wrong=str(error))


def _made(visit: Visit, form: Mapping[str, str]) -> str:
    person = visit.signing_in.doorkeeper.fresh(visit.session).person
    days = form.get("days", "")
    scope = form.get("scope", "")
    if scope not in set(Scope) or not (days.isdecimal() and len(days) < 5):
        raise TokenError(f"Choose what it may do, and from 1 to {LONGEST.days} days.")
    lasts = timedelta(days=int(days))
    tokens = visit.signing_in.tokens
    return tokens.make(person, name=form.get("name", ""), scope=Scope(scope), lasts=lasts).text


def _page(visit: Visit, *, wrong: str = "", made: str = "") -> Response:
    return visit.html(
        "live/tokens.html",
        _HEAD,
        status=422 if wrong else 200,
        found=visit.signing_in.tokens.of_person(visit.who.person),
        longest_days=LONGEST.days,
        made=made,
        wrong=wrong,
    )
