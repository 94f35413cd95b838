"""Requests that two servers could read in two ways are read by neither."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_SENTENCE = (
    "This request says its length in two ways. "
    "Send Content-Length or Transfer-Encoding, not both.\n"
)


class PlainFraming:
    """Refuses requests with `Content-Length` and `Transfer-Encoding` (RFC 9112, section 6.1).

    A server in front may go by the one and ours by the other; what one takes for a body is then
    somebody else's request to the other.

    Args:
        app: What answers all others.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and hang up on who sends such a request."""
        if scope["type"] == "http" and {"content-length", "transfer-encoding"} <= set(
            Headers(scope=scope)
        ):
            refused = PlainTextResponse(_SENTENCE, 400, {"Connection": "close"})
            await refused(scope, receive, send)
        else:
            await self._app(scope, receive, send)
