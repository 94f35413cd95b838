"""Secrets that nobody can guess, and what is kept of them."""

import hmac
from hashlib import sha256
from secrets import token_urlsafe

_BYTES = 32


def new_secret() -> str:
    """Return 256 random bits, as a text that fits into an address or a cookie."""
    return token_urlsafe(_BYTES)


def digest(secret: str) -> str:
    """Return what is kept of a secret; it needs no salt, for nobody can try all of them."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def csrf_of(session_id: str) -> str:
    """Return what forms of a session bring along.

    It is worked out from the id, so that it belongs to that session alone, and what is kept of the
    session does not tell it.
    """
    return hmac.new(session_id.encode(), b"forms of this session", sha256).hexdigest()


def is_same(given: str, wanted: str) -> bool:
    """Tell whether two secrets are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())
