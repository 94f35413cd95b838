"""The application that a server runs: the site, pages with cases, and doors beside them."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from penstock.web.live.building import all_pages
from penstock.web.live.headers import HEADERS, SecureHeaders
from penstock.web.live.routing import routes
from penstock.web.live.visit import House
from penstock.web.serving import site_answer
from penstock.web.shelf import Shelf

_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def application(
    shelf: Shelf, *, doors: Sequence[BaseRoute] = (), house: House | None = None
) -> Starlette:
    """Return the application that serves a shelf's site, and doors to cases beside it.

    It answers to this machine's names alone: a page elsewhere must not read it under its own name.
    What a proxy says of a visitor is not believed, because there is none.

    Args:
        shelf: The site.
        doors: Routes beside it that bring their own guard.
        house: What the pages of the application share; None where the site is all there is.
    """

    def answer(request: Request) -> Response:
        shell = house.shell_for(request) if house else None
        return site_answer(request, shelf, request.path_params["path"], shell)

    own = routes(house, all_pages()) if house else []
    return Starlette(
        routes=[*doors, *own, Route("/{path:path}", answer)],
        exception_handlers={Exception: _failed},
        middleware=[
            Middleware(SecureHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(_HOSTS), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
        ],
    )


def _failed(_request: Request, _error: Exception) -> Response:
    """Return what people are told of a fault of ours; the server's log has the rest."""
    sentence = "Something went wrong here, and it is not your fault. Try again, or go back.\n"
    # Nothing else adds headers to this answer.
    return PlainTextResponse(sentence, 500, HEADERS)
