"""Answering with a page or file of the site, dressed for whoever looks at it."""

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from penstock.app.gathering import NoDocumentsError
from penstock.app.settings import SettingsError
from penstock.architecture.documents import NoSuchFolderError
from penstock.web.moved import present_way, said_of_former
from penstock.web.sheets.of_site import form_of_page
from penstock.web.shelf import Kept, Shelf
from penstock.web.site import Site
from penstock.web.site.missing import missing_page
from penstock.web.site.shell import ACCOUNT, BANNER, Shell

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
_HEADERS = {"Cache-Control": "no-cache"}
# It says who is signed in.
_OWN = {"Cache-Control": "private, no-cache", "Vary": "Cookie"}
# A drawing that stands alone brings its style; it has nothing else to load.
_DRAWING = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


@dataclass(frozen=True)
class Dress:
    """What is put into pages that were made once for everybody.

    Args:
        shell: What stands around the page that somebody looks at.
    """

    shell: Shell

    def on(self, page: bytes) -> bytes:
        """Return a page with what is somebody's own in its places."""
        for place, piece in ((ACCOUNT, self.shell.account), (BANNER, self.shell.banner)):
            page = page.replace(place.encode(), piece.encode(), 1)
        return page

    @cached_property
    def mark(self) -> str:
        """What changes when the dress does."""
        pieces = f"{self.shell.account}{self.shell.banner}".encode()
        return blake2b(pieces, digest_size=6).hexdigest()


def site_answer(
    request: Request, shelf: Shelf, asked: str, shell: Shell | None, *, person: str = ""
) -> Response:
    """Return what lies at a path of the site, or a page that says that nothing does.

    Args:
        request: What was sent.
        shelf: The site.
        asked: The path below its root.
        shell: What stands around its pages for whoever asks; None where they have nothing.
        person: Who asks; empty for somebody who is not signed in.
    """
    try:
        site = shelf.site()
    except (NoSuchFolderError, NoDocumentsError, SettingsError) as error:
        return PlainTextResponse(f"{error}\n", 503, headers=_HEADERS)
    path = _found(asked, site)
    if path is None and f"{asked}/index.html" in site:
        return RedirectResponse(f"{PurePosixPath(asked).name}/", 308, headers=_HEADERS)
    if path is None and (form := form_of_page(request, shelf, site, asked, person)):
        return form
    if path is None and (way := present_way(request, site.edition)):
        return way
    if path is None:
        missing = missing_page(site.edition, asked, shell)
        return Response(missing, 404, _OWN if shell else _HEADERS, _TYPES[".html"])
    if shell:
        shell = replace(shell, banner=f"{shell.banner}{said_of_former(request, site.edition)}")
    return _response(request, path, shelf.kept(site, path), Dress(shell) if shell else None)


def _found(asked: str, site: Site) -> str | None:
    """Return the page that an address means; the ending may be left out."""
    ways = (
        (asked, f"{asked}.html") if asked and not asked.endswith("/") else (f"{asked}index.html",)
    )
    return next((path for path in ways if path in site), None)


def _response(request: Request, path: str, kept: Kept, dress: Dress | None) -> Response:
    suffix = PurePosixPath(path).suffix
    is_dressed = dress is not None and suffix == ".html"
    # The mark is a weak one, because the same page goes out packed and unpacked.
    mark = f'W/"{kept.mark}{dress.mark}"' if dress and is_dressed else f'W/"{kept.mark}"'
    headers = _HEADERS | {"ETag": mark} | (_DRAWING if suffix == ".svg" else {})
    if is_dressed:
        headers |= _OWN
    known = request.headers.get("if-none-match", "")
    if mark in {each.strip() for each in known.split(",")}:
        return Response(status_code=304, headers=headers)
    kind = _TYPES.get(suffix, "application/octet-stream")
    content = dress.on(kept.content) if dress and is_dressed else kept.content
    return Response(content, headers=headers, media_type=kind)
