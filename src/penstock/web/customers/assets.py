"""Styles, scripts and the font of the pages for customers."""

from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from penstock.web.customers.answers import HEADERS

_TYPES = {"css": "text/css", "js": "text/javascript", "woff2": "font/woff2", "svg": "image/svg+xml"}
_OWN = ("customers.css", "signing.js")
_OF_THE_SITE = ("inter.woff2", "icon.svg")
_HEADERS = HEADERS | {"Cache-Control": "max-age=3600"}


def routes() -> list[Route]:
    """Return where they are: below `/door/`."""
    return [Route("/door/{name}", _answer, methods=["GET"])]


def _answer(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in (*_OWN, *_OF_THE_SITE):
        return PlainTextResponse("There is no such file.\n", 404, HEADERS)
    kind = _TYPES[name.rpartition(".")[2]]
    return Response(_content(name), 200, _HEADERS, kind)


@cache
def _content(name: str) -> bytes:
    package = "penstock.web.customers" if name in _OWN else "penstock.web"
    return files(package).joinpath("static", name).read_bytes()
