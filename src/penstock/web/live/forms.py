"""Forms that change something: sent from our own pages, by the session that they were made for."""

from dataclasses import replace
from secrets import compare_digest
from typing import TYPE_CHECKING

from starlette.requests import Request

from penstock.web.customers.answers import UnfitFormError, form_of
from penstock.web.customers.uploads import Sent, sent_form

if TYPE_CHECKING:
    from penstock.app.signing_in import Visitor

FIELD = "csrf"


class ForeignFormError(Exception):
    """A form that another site sent, or that was made for another session."""

    def __init__(self) -> None:
        super().__init__(
            "This form was not sent from the page it belongs to, or you have signed in anew since. "
            "Nothing was changed. Go back, load the page anew and send it again."
        )


async def own_form(request: Request, visitor: "Visitor | None", *, most_bytes: int = 0) -> Sent:
    """Return a form that was sent from our own page, without its secret.

    Args:
        request: What was sent.
        visitor: Who is signed in; None for nobody.
        most_bytes: How large it may be where it carries files; 0 where it carries none.

    Raises:
        ForeignFormError: It came from elsewhere, or carries another session's secret.
        UnfitFormError: It cannot be read.
    """
    require_own_origin(request)
    if most_bytes:
        sent = await sent_form(request, most=most_bytes)
    else:
        sent = Sent(fields=await form_of(request), files={})
    given = sent.fields.get(FIELD, "")
    if visitor and not compare_digest(given.encode(), visitor.csrf.encode()):
        raise ForeignFormError
    return replace(sent, fields={n: each for n, each in sent.fields.items() if n != FIELD})


def require_own_origin(request: Request) -> None:
    """Look whether a browser sent a form from a page of ours.

    Raises:
        ForeignFormError: It did not, or does not say.
    """
    origin = request.headers.get("origin")
    if origin is None:
        # Browsers send the one or the other with every form.
        if request.headers.get("sec-fetch-site") != "same-origin":
            raise ForeignFormError
    elif origin != f"{request.url.scheme}://{request.url.netloc}":
        raise ForeignFormError


__all__ = ["FIELD", "ForeignFormError", "UnfitFormError", "own_form", "require_own_origin"]
