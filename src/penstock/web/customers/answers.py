"""What all pages for customers answer with: strict headers, and forms read within bounds."""

from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qsl

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import Response

MOST_BYTES = 256 * 1024
_MOST_FIELDS = 40
_FORM = "application/x-www-form-urlencoded"
HEADERS = {
    # An address of these pages is a key: no cache, no other site and no search engine learns it.
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
        "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


class UnfitFormError(ValueError):
    """A form that cannot be read."""

    def __init__(self, sentence: str, *, status: int) -> None:
        self.status = status
        super().__init__(sentence)


async def form_of(request: Request) -> Mapping[str, str]:
    """Return the fields of a form, each once.

    Raises:
        UnfitFormError: It is larger than any form here, of another kind, or no text.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM:
        raise UnfitFormError("Send the form of this page.", status=415)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise UnfitFormError("That is more than this form takes.", status=413)
    try:
        pairs = parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError as error:
        raise UnfitFormError("The form cannot be read. Load the page anew.", status=400) from error
    return dict(pairs)


def page(template: str, *, status: int = 200, **view: object) -> Response:
    """Return a page; `caution` in its view stands at the top of it."""
    text = _template(template).render(**{"caution": "", **view})
    return Response(text, status, HEADERS, "text/html; charset=utf-8")


@cache
def _template(name: str) -> Template:
    return Environment(
        autoescape=True,
        loader=PackageLoader("penstock.web.customers"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    ).get_template(name)
