"""The application that a server runs: the site, pages with cases, and doors beside them."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from penstock.web.framing import PlainFraming
from penstock.web.front import Front, Fronted
from penstock.web.gate import Gate, is_stranger
from penstock.web.live.building import all_pages
from penstock.web.live.headers import SecureHeaders, headers_of
from penstock.web.live.routing import routes
from penstock.web.live.visit import House
from penstock.web.packing import Packing
from penstock.web.serving import site_answer
from penstock.web.shelf import Shelf

_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def application(
    shelf: Shelf,
    *,
    doors: Sequence[BaseRoute] = (),
    house: House | None = None,
    front: Front | None = None,
) -> Starlette:
    """Return the application that serves a shelf's site, and doors to cases beside it.

    It answers to this machine's names, and to the public one, alone: a page elsewhere must not read
    it under its own name. What a proxy says of a visitor is believed of the server in front alone.

    Args:
        shelf: The site.
        doors: Routes beside it that bring their own guard.
        house: What the pages of the application share; None where the site is all there is.
        front: The server in front of this one; None where visitors are on this machine.
    """

    def answer(request: Request) -> Response:
        asked = request.path_params["path"]
        if is_stranger(request) and not (asked.startswith("assets/") and asked in shelf.site()):
            return PlainTextResponse("There is no such page.\n", 404)
        visitor = house.somebody(request) if house else None
        shell = house.shell(visitor) if house else None
        person = visitor.person if visitor else ""
        return site_answer(request, shelf, asked, shell, person=person)

    own = routes(house, all_pages()) if house else []
    hosts = [*_HOSTS, front.host] if front else list(_HOSTS)
    made = Starlette(
        routes=[*doors, *own, Route("/{path:path}", answer)],
        exception_handlers={Exception: _failed, ClientDisconnect: _gone},
        middleware=[
            *([Middleware(Fronted, front=front)] if front else []),
            Middleware(SecureHeaders),
            Middleware(PlainFraming),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            Middleware(Packing, minimum_size=1024, compresslevel=5),
            *([Middleware(Gate, house=house)] if front and house else []),
        ],
    )
    if house:
        made.state.leave = house.newsroom.close
    return made


def _failed(request: Request, _error: Exception) -> Response:
    """Return what people are told of a fault of ours; the server's log has the rest."""
    sentence = "Something went wrong here, and it is not your fault. Try again, or go back.\n"
    # Nothing else adds headers to this answer.
    return PlainTextResponse(sentence, 500, headers_of(request.url.scheme))


def _gone(_request: Request, _error: Exception) -> Response:
    """Return what nobody hears: who asked hung up before they had said all."""
    return PlainTextResponse("The request broke off.\n", 400)
