"""The cookie of a session: all that is said of it, in one place."""

from penstock.governance.identity.passkeys import ANSWER_WITHIN
from penstock.governance.identity.sessions import LONGEST

SECURE_NAME = "__Host-penstock"
"""Browsers keep it from other hosts, other paths, and connections that are not encrypted."""

PLAIN_NAME = "penstock"
"""On this machine alone, where there is no certificate."""


def cookie_name(*, is_secure: bool) -> str:
    """Return the name of the cookie.

    Args:
        is_secure: Whether people come by https.
    """
    return SECURE_NAME if is_secure else PLAIN_NAME


def session_cookie(session_id: str, *, is_secure: bool) -> str:
    """Return the header `Set-Cookie` that gives a browser its session.

    Scripts do not see it, other sites send it along with no form, and it lasts no longer than the
    session can.
    """
    lasts_s = int(LONGEST.total_seconds())
    return _cookie(session_id, lasts_s, is_secure=is_secure)


def no_cookie(*, is_secure: bool) -> str:
    """Return the header `Set-Cookie` that takes the session away again."""
    return _cookie("", 0, is_secure=is_secure)


def way_cookie(handle: str, *, is_secure: bool) -> str:
    """Return the header `Set-Cookie` for somebody on the way to a provider; empty takes it away."""
    lasts_s = int(ANSWER_WITHIN.total_seconds()) if handle else 0
    return _cookie(handle, lasts_s, is_secure=is_secure, name=way_name(is_secure=is_secure))


def way_name(*, is_secure: bool) -> str:
    """Return the name of the cookie of somebody on the way to a provider."""
    return f"{cookie_name(is_secure=is_secure)}-way"


def _cookie(value: str, lasts_s: int, *, is_secure: bool, name: str = "") -> str:
    name = name or cookie_name(is_secure=is_secure)
    secure = "; Secure" if is_secure else ""
    return f"{name}={value}; Path=/; Max-Age={lasts_s}; HttpOnly; SameSite=Lax{secure}"
