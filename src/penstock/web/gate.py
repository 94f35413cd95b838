"""What strangers see where the server is reached from outside: doors for customers, and sign-in."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from penstock.web.front import OUTSIDE
from penstock.web.live.answers import to
from penstock.web.live.visit import SIGN_IN, House

# What has a guard of its own, or says nothing of anybody.
_OPEN = frozenset({"api", "assets", "door", "inquiry", "my", "proposals", "sign-in"})
_FILES = frozenset({"/field/worker.js", "/field/app.webmanifest"})
# It has the names of all that the documents tell of.
_INDEX = "/assets/search-index.js"
_STRANGER = "penstock.is_stranger"


class Gate:
    """Shows documents and pages to people who are signed in, and to nobody else.

    That goes for what came through the server in front. Whoever asks on this machine itself is let
    through.

    Args:
        app: What answers.
        house: Where people are known who are signed in.
    """

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app, self._house = app, house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or lead to sign in."""
        answer: ASGIApp = self._app
        if scope.get(OUTSIDE):
            request = Request(scope)
            scope[_STRANGER] = _is_open(request.url.path)
            if not scope[_STRANGER] and not await self._knows(request):
                answer = _turned_away(request)
        await answer(scope, receive, send)

    async def _knows(self, request: Request) -> bool:
        return await run_in_threadpool(self._house.somebody, request) is not None


def is_stranger(request: Request) -> bool:
    """Tell whether somebody came by a door that is open to everybody, and is not known."""
    return bool(request.scope.get(_STRANGER))


def _is_open(path: str) -> bool:
    return path in _FILES or (path.split("/")[1] in _OPEN and path != _INDEX)


def _turned_away(request: Request) -> Response:
    if request.method in {"GET", "HEAD"}:
        url = request.url
        wanted = f"{url.path}?{url.query}" if url.query else url.path
        return to(f"{SIGN_IN}?next={quote(wanted)}")
    return PlainTextResponse("Sign in first.\n", 401)
