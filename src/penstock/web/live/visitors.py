"""Whose session a request belongs to, and the cookie that says so."""

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from penstock.app.cases.kept_open import KeptOpen, NoCasesError

if TYPE_CHECKING:
    # What hashes passwords comes with the extra `web`; pages of documents do without.
    from penstock.app.signing_in import SigningIn, Visitor


@cache
def can_sign_in() -> bool:
    """Tell whether what hashes passwords is installed."""
    return find_spec("argon2") is not None


def signing_in_to(kept: KeptOpen) -> "SigningIn":
    """Return all by which people sign in to cases that are kept open.

    Raises:
        NoCasesError: There are none yet.
    """
    from penstock.app import signing_in

    return signing_in.signing_in_to(kept.cases())


def session_of(request: Request) -> str:
    """Return the session that a browser brings along; empty where it brings none."""
    if not can_sign_in():
        return ""
    from penstock.app.signing_in.cookies import cookie_name

    return request.cookies.get(cookie_name(is_secure=_is_secure(request)), "")


def visitor_of(kept: KeptOpen, request: Request) -> "Visitor | None":
    """Return who sent a request; None for somebody who is not signed in.

    Raises:
        KeyFileError: The key file of the audit log cannot be used.
        AuditError: It belongs to another log.
    """
    session = session_of(request)
    try:
        return signing_in_to(kept).doorkeeper.visitor(session) if session else None
    except NoCasesError:
        return None


def with_session(response: Response, request: Request, session_id: str) -> Response:
    """Return an answer that gives a browser its session, or takes it away where that is empty."""
    from penstock.app.signing_in.cookies import no_cookie, session_cookie

    is_secure = _is_secure(request)
    given = session_cookie(session_id, is_secure=is_secure) if session_id else None
    response.headers.append("Set-Cookie", given or no_cookie(is_secure=is_secure))
    return response


def way_of(request: Request) -> str:
    """Return what a browser brings back from a provider; empty where it brings nothing."""
    from penstock.app.signing_in.cookies import way_name

    return request.cookies.get(way_name(is_secure=_is_secure(request)), "")


def with_way(response: Response, request: Request, handle: str) -> Response:
    """Return an answer by which a browser is known when it comes back; empty ends that."""
    from penstock.app.signing_in.cookies import way_cookie

    response.headers.append("Set-Cookie", way_cookie(handle, is_secure=_is_secure(request)))
    return response


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"
