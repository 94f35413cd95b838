"""The site over HTTP: translates addresses into pages and decides nothing."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from penstock.app.gathering import NoDocumentsError
from penstock.app.settings import SettingsError
from penstock.architecture.documents import NoSuchFolderError
from penstock.web.shelf import Kept, Shelf
from penstock.web.site import Site
from penstock.web.site.missing import missing_page

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# A drawing that stands alone brings its style; it has nothing else to load.
_DRAWING = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def application(shelf: Shelf, *, doors: Sequence[BaseRoute] = ()) -> Starlette:
    """Return the application that serves a shelf's site, and doors to cases beside it.

    It answers to this machine's names alone: a page elsewhere must not read it under its own name.
    """

    def answer(request: Request) -> Response:
        try:
            site = shelf.site()
        except (NoSuchFolderError, NoDocumentsError, SettingsError) as error:
            return PlainTextResponse(f"{error}\n", 503, headers=_HEADERS)
        return _answer(request, site, shelf)

    return Starlette(
        routes=[*doors, Route("/{path:path}", answer)],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(_HOSTS), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
        ],
    )


def _answer(request: Request, site: Site, shelf: Shelf) -> Response:
    asked = request.path_params["path"]
    path = _found(asked, site)
    if path is None and f"{asked}/index.html" in site:
        return RedirectResponse(f"{PurePosixPath(asked).name}/", 308, headers=_HEADERS)
    if path is None:
        return Response(missing_page(site.edition, asked), 404, _HEADERS, _TYPES[".html"])
    return _response(request, path, shelf.kept(site, path))


def _found(asked: str, site: Site) -> str | None:
    """Return the page that an address means; the ending may be left out."""
    ways = (
        (asked, f"{asked}.html") if asked and not asked.endswith("/") else (f"{asked}index.html",)
    )
    return next((path for path in ways if path in site), None)


def _response(request: Request, path: str, kept: Kept) -> Response:
    suffix = PurePosixPath(path).suffix
    # The mark is a weak one, because the same page goes out packed and unpacked.
    mark = f'W/"{kept.mark}"'
    headers: Mapping[str, str] = _HEADERS | {"ETag": mark}
    if suffix == ".svg":
        headers = {**headers, **_DRAWING}
    known = request.headers.get("if-none-match", "")
    if mark in {each.strip() for each in known.split(",")}:
        return Response(status_code=304, headers=headers)
    kind = _TYPES.get(suffix, "application/octet-stream")
    return Response(kept.content, headers=headers, media_type=kind)
