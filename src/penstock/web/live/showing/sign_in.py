"""`/sign-in`, `/sign-out`: with a password, by an invitation, or in the demo as anybody."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.responses import Response

from penstock.app.demo_data.cast import Player, enter_cast, players
from penstock.governance.identity.accounts import DeadInvitationError
from penstock.governance.identity.passwords import UnfitPasswordError
from penstock.web.live.answers import own, to
from penstock.web.live.pages import EVERYBODY, Page
from penstock.web.live.troubles import NoSuchPageError
from penstock.web.live.visit import SIGN_IN, Visit
from penstock.web.live.visitors import can_sign_in, with_session
from penstock.web.site.rendering import Head

if TYPE_CHECKING:
    from penstock.app.signing_in.oidc.settings import Provider


def pages() -> tuple[Page, ...]:
    """Return the ways in and out."""
    return (
        Page(path=SIGN_IN, name="sign-in", show=show, take=take, audience=EVERYBODY),
        Page(
            path=f"{SIGN_IN}/invitation/{{secret}}",
            name="invitation",
            show=show_invitation,
            take=take_invitation,
            audience=EVERYBODY,
        ),
        Page(path="/sign-out", name="sign-out", show=show_out, take=take_out),
    )


def show(visit: Visit) -> Response:
    """Return the form to sign in, or the way on for who has signed in already."""
    if visit.visitor:
        return to(visit.asked.get("next", "/"))
    return _form(visit, visit.asked.get("next", "/"))


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Let somebody in who knows their password, or who plays somebody in the demo."""
    from penstock.app.signing_in import SignInError, TooManyAttemptsError

    wanted, keeper = own(form.get("next", "/")), visit.signing_in.doorkeeper
    try:
        if visit.house.is_demo and form.get("play"):
            found = keeper.play(form["play"], old_id=visit.session)
        else:
            name, password = form.get("name", ""), form.get("password", "")
            found = keeper.sign_in(name, password, address=visit.address, old_id=visit.session)
    except TooManyAttemptsError as error:
        answer = _form(visit, wanted, name=form.get("name", ""), wrong=str(error), status=429)
        answer.headers["Retry-After"] = str(error.wait_s)
        return answer
    except SignInError as error:
        return _form(visit, wanted, name=form.get("name", ""), wrong=str(error), status=401)
    return with_session(to(wanted), visit.request, found.session_id)


def show_invitation(visit: Visit) -> Response:
    """Return the form by which somebody who was invited chooses a password."""
    with _dead_as_missing():
        return _invitation(visit)


def take_invitation(visit: Visit, form: Mapping[str, str]) -> Response:
    """Give somebody the password that they chose, and let them in."""
    password = form.get("password", "")
    with _dead_as_missing():
        if password != form.get("again", ""):
            return _invitation(visit, wrong="The two passwords differ. Type the same one twice.")
        ways = visit.signing_in
        accounts = ways.accounts(_STRANGER)
        try:
            person = accounts.accept(visit.part("secret"), password, passwords=ways.passwords())
        except UnfitPasswordError as error:
            return _invitation(visit, wrong=str(error))
    found = ways.doorkeeper.let_in(person, by="password", old_id=visit.session)
    return with_session(to("/"), visit.request, found.session_id)


def show_out(_visit: Visit) -> Response:
    """Return the way to the page with the button: an address alone signs nobody out."""
    return to("/me")


def take_out(visit: Visit, _form: Mapping[str, str]) -> Response:
    """End a session."""
    visit.signing_in.doorkeeper.sign_out(visit.session)
    return with_session(to("/"), visit.request, "")


_STRANGER = "somebody who was invited"


@contextmanager
def _dead_as_missing() -> Iterator[None]:
    """Answer an invitation that is over like an address that never was one."""
    _require_ways_in()
    try:
        yield
    except DeadInvitationError as error:
        raise NoSuchPageError(str(error)) from error


def _form(
    visit: Visit, wanted: str, *, name: str = "", wrong: str = "", status: int = 200
) -> Response:
    _require_ways_in()
    head = Head(title="Sign in", meaning="People of the register sign in with their name.")
    return visit.html(
        "live/sign_in.html",
        head,
        status=status,
        wanted=own(wanted),
        name=name,
        wrong=wrong,
        players=_players(visit),
        providers=_providers(),
    )


def _players(visit: Visit) -> Sequence[Player]:
    if not visit.house.is_demo:
        return ()
    cases = visit.house.kept.cases()
    enter_cast(cases, visit.house.kept.folder)
    return players(cases)


def _providers() -> "Sequence[Provider]":
    from penstock.app.signing_in.oidc.settings import configured

    return configured()


def _require_ways_in() -> None:
    if not can_sign_in():
        raise NoSuchPageError(
            "Nobody can sign in here: what hashes passwords is not installed. "
            "Install penstock[web] and start again."
        )


def _invitation(visit: Visit, *, wrong: str = "") -> Response:
    invitation = visit.signing_in.accounts(_STRANGER).invited(visit.part("secret"))
    head = Head(
        title=f"Welcome, {invitation.person}",
        meaning="Choose a password. This invitation counts once, and ends soon.",
    )
    status = 422 if wrong else 200
    return visit.html(
        "live/invitation.html", head, status=status, wrong=wrong, person=invitation.person
    )
