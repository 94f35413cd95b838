"""The server in front of ours, where there is one: it speaks HTTPS with visitors."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from penstock.web.live.headers import headers_of

OUTSIDE = "penstock.is_from_outside"
"""What a request's scope says that came through the server in front."""

_FORWARDED = frozenset({"forwarded", "x-forwarded-for"})
_MISDIRECTED = "Nothing is served here under this name.\n"


class UnfitAddressError(ValueError):
    """An address under which no visitor can reach us."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"“{address}” is no public address. Expected https, the name of a host and nothing "
            "behind it, as in https://penstock.example.com."
        )


@dataclass(frozen=True, slots=True)
class Front:
    """The server in front of ours, as visitors know it.

    Args:
        host: The name that visitors ask for.
    """

    host: str

    @classmethod
    def at(cls, address: str) -> "Front":
        """Return the server at a public address.

        Raises:
            UnfitAddressError: It is none.
        """
        try:
            parts = urlsplit(address)
            is_fit = parts.scheme == "https" and parts.port is None and not parts.username
        except ValueError as error:
            raise UnfitAddressError(address) from error
        beyond = (parts.path.strip("/"), parts.query, parts.fragment)
        if not (is_fit and parts.hostname and not any(beyond)):
            raise UnfitAddressError(address)
        return cls(parts.hostname)


class Fronted:
    """Takes what came through the server in front for what it was when the visitor sent it.

    That is what was asked of us under the public name. The visitor's address is the last that
    stands in `X-Forwarded-For`, for that one the server in front has written; those before it are
    the visitor's own words. What comes through it under another name is refused: a visitor who asks
    for this machine by its own name is not on this machine.

    Args:
        app: What answers.
        front: The server in front.
    """

    def __init__(self, app: ASGIApp, front: Front) -> None:
        self._app, self._front = app, front

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        answer: ASGIApp = self._app
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if headers.get("host", "").lower().partition(":")[0] == self._front.host:
                scope[OUTSIDE] = True
                scope["scheme"] = "https"
                scope["client"] = _client(headers) or scope["client"]
            elif _FORWARDED & set(headers):
                answer = PlainTextResponse(_MISDIRECTED, 421, headers_of("https"))
        await answer(scope, receive, send)


def _client(headers: Headers) -> tuple[str, int] | None:
    """Return the address that the server in front names; None where it names none."""
    last = ",".join(headers.getlist("x-forwarded-for")).rpartition(",")[2].strip()
    try:
        return (str(ip_address(last)), 0)
    except ValueError:
        return None
