"""`/me/passkeys` and `/sign-in/passkey`: a device proves who somebody is."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from starlette.responses import Response

from penstock.web.live.answers import own, to
from penstock.web.live.pages import EVERYBODY, Page
from penstock.web.live.troubles import NoSuchPageError
from penstock.web.live.visit import SIGN_IN, Visit
from penstock.web.live.visitors import can_sign_in, with_session
from penstock.web.site.rendering import Crumb, Head

_HEAD = Head(
    title="Passkeys",
    kind="You",
    meaning="Sign in with the lock of a device instead of a password.",
    crumbs=(Crumb("You", "me"),),
)
_PATH, _SIGN_IN = "/me/passkeys", f"{SIGN_IN}/passkey"


def pages() -> tuple[Page, ...]:
    """Return the pages with which passkeys are made, taken away and used."""
    script = "/assets/passkeys.js"
    return (
        Page(path=_PATH, name="passkeys", show=show, take=take, called="My passkeys"),
        Page(
            path=_SIGN_IN,
            name="sign-in-passkey",
            show=show_sign_in,
            take=take_sign_in,
            audience=EVERYBODY,
        ),
        Page(path=script, name="passkeys-script", show=show_script, audience=EVERYBODY),
    )


def show(visit: Visit) -> Response:
    """Return the passkeys of somebody, and what makes another one."""
    return _page(visit)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Keep a passkey that a device has made, or take one away."""
    from penstock.app.signing_in import SignInError

    given = [form.get(name, "") for name in ("handle", "answer")]
    try:
        if ended := form.get("end"):
            visit.passkeys.remove(visit.who.person, ended)
        else:
            visit.passkeys.add(visit.session, *given, name=form.get("name", ""))
    except SignInError as error:
        return _page(visit, wrong=str(error))
    return to(_PATH)


def show_sign_in(visit: Visit) -> Response:
    """Return what asks a device who somebody is."""
    return to(visit.asked.get("next", "/")) if visit.visitor else _entrance(visit)


def take_sign_in(visit: Visit, form: Mapping[str, str]) -> Response:
    """Let in whoever has a passkey."""
    from penstock.app.signing_in import SignInError

    handle, answer = (form.get(name, "") for name in ("handle", "answer"))
    try:
        found = visit.passkeys.sign_in(handle, answer, old_id=visit.session)
    except SignInError as error:
        return _entrance(visit, wrong=str(error))
    return with_session(to(own(form.get("next", "/"))), visit.request, found.session_id)


def show_script(_visit: Visit) -> Response:
    """Return the script that speaks to devices."""
    return Response(_script(), media_type="text/javascript")


@cache
def _script() -> bytes:
    return (files("penstock.web") / "static" / "passkeys.js").read_bytes()


def _page(visit: Visit, *, wrong: str = "") -> Response:
    from penstock.app.signing_in import SignInError

    asked = None
    if visit.place.takes_passkeys:
        try:
            asked = visit.passkeys.offer(visit.session)
        except SignInError as error:
            wrong = wrong or str(error)
    return visit.html(
        "live/passkeys.html",
        _HEAD,
        status=422 if wrong and visit.request.method == "POST" else 200,
        found=visit.passkeys.of_person(visit.who.person),
        asked=asked,
        wrong=wrong,
    )


def _entrance(visit: Visit, *, wrong: str = "") -> Response:
    if not can_sign_in():
        raise NoSuchPageError("Nobody can sign in here. Install penstock[web] and start again.")
    place = visit.place
    head = Head(
        title="Sign in with a passkey",
        meaning="Your device knows you, and asks for your finger, face or PIN.",
        crumbs=(Crumb("Sign in", "sign-in"),),
    )
    return visit.html(
        "live/sign_in_passkey.html",
        head,
        status=401 if wrong else 200,
        asked=visit.passkeys.ask() if place.takes_passkeys else None,
        wanted=own(visit.asked.get("next", "/")),
        wrong=wrong,
    )
