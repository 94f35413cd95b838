"""Addresses with the former id of something: where it lies today, and by what it was called."""

from pathlib import PurePosixPath
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from penstock.web.live.answers import own
from penstock.web.sheets.forms import FORMS
from penstock.web.site.edition import Edition
from penstock.web.site.rendering import fragment

FORMERLY = "formerly"
"""What stands behind the question mark of an address to which a former id has led."""

_ENDINGS = (".html", *(f".{form}" for form in FORMS))


def present_way(request: Request, edition: Edition) -> Response | None:
    """Return the way to what an address means by a former id; None where it has none."""
    former = _last_former(request.url.path, edition)
    if request.method not in {"GET", "HEAD"} or not former:
        return None
    address = own(quote(_present(request.url.path, former, edition)))
    kept = [pair for pair in request.query_params.multi_items() if pair[0] != FORMERLY]
    query = urlencode([*kept, (FORMERLY, former)])
    headers = {"Cache-Control": "no-cache"}
    return RedirectResponse(f"{address}?{query}", 308, headers=headers)


def said_of_former(request: Request, edition: Edition) -> str:
    """Return the piece of a page that says by which former id somebody came; empty for none."""
    former = request.query_params.get(FORMERLY, "")
    ref = edition.architecture.succeeded.get(former)
    return fragment("live/formerly.html", former=former, label=edition.label(ref)) if ref else ""


def _last_former(path: str, edition: Edition) -> str:
    """Return the former id in an address, of several the most particular."""
    named = (_parted(each)[0] for each in reversed(path.split("/")))
    return next((each for each in named if each in edition.architecture.succeeded), "")


def _present(path: str, former: str, edition: Edition) -> str:
    """Return an address with present ids; one in the documents' own folders may lie elsewhere."""
    page = edition.addresses.pages[edition.architecture.succeeded[former]]
    stem, ending = _parted(path.rpartition("/")[2])
    if stem == former and path.split("/")[1] == page.split("/")[0]:
        return f"/{page.removesuffix('.html')}{ending}"
    return "/".join(_part(each, edition) for each in path.split("/"))


def _part(part: str, edition: Edition) -> str:
    stem, ending = _parted(part)
    ref = edition.architecture.succeeded.get(stem)
    return f"{PurePosixPath(edition.addresses.pages[ref]).stem}{ending}" if ref else part


def _parted(part: str) -> tuple[str, str]:
    """Return a part of an address without its form, and the form."""
    ending = next((each for each in _ENDINGS if part.endswith(each)), "")
    return part.removesuffix(ending), ending
