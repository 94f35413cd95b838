"""What all pages for customers answer with: strict headers, in the language of whoever reads."""

from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from penstock.app.customer.language import Language, chosen, languages

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
_ASKED, _COOKIE, _KEPT_S = "language", "customer_language", 365 * 24 * 3600


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


def language_of(request: Request) -> Language:
    """Return the language that somebody chose, now or before, or that their browser takes."""
    return chosen(
        request.query_params.get(_ASKED, ""),
        request.cookies.get(_COOKIE, ""),
        accepted=request.headers.get("accept-language", ""),
    )


def page(request: Request, template: str, *, status: int = 200, **view: object) -> Response:
    """Return a page in the reader's language.

    Args:
        request: What was sent.
        template: The page's template.
        status: The status of the answer.
        view: What the page shows; `caution` stands at the top of it, and `here` is the address
            that it has when it is looked at; that of the request by default.
    """
    language = language_of(request)
    whole = {"caution": "", "base": "", "tabs": (), "here": request.url.path, **view}
    text = _template(template).render(
        _=language.say,
        day=language.day,
        weekday=language.weekday,
        moment=language.moment,
        language=language,
        languages=languages().values(),
        **whole,
    )
    answer = Response(text, status, HEADERS, "text/html; charset=utf-8")
    if request.query_params.get(_ASKED) == language.code:
        answer.set_cookie(
            _COOKIE,
            language.code,
            max_age=_KEPT_S,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
    return answer


def gone(request: Request, sentence: str, *, status: int = 404) -> Response:
    """Return a page that says why there is nothing to see."""
    here = request.url.path
    if request.method == "POST":
        # A form's address is not one to look at; the page that it stands on is the one above.
        here = here.rpartition("/")[0] or here
    return page(request, "gone.html", status=status, sentence=sentence, here=here)


def back(path: str, **asked: str) -> Response:
    """Return the way to a page of a customer after a form was taken."""
    return RedirectResponse(f"{path}?{urlencode(asked)}", 303, HEADERS)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        loader=PackageLoader("penstock.web.customers"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
