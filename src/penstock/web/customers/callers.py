"""Who comes by a personal link, and what takes what they send."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from penstock.app.cases.kept_open import KeptOpen, NoCasesError
from penstock.app.cases.usecases import Cases
from penstock.app.customer.language import Language
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.app.inquiries.guarding import Visitors
from penstock.app.links import DeadLinkError, ExpiredLinkError, Links, PersonalLink
from penstock.web.customers.answers import MOST_BYTES, UnfitFormError, gone, language_of, page
from penstock.web.customers.uploads import Sent, sent_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who came by a link.

    Args:
        cases: The cases.
        link: The link.
        base: The address of the link.
        address: The network address they come from.
        language: In which they are told.
        request: What they sent.
    """

    cases: Cases
    link: PersonalLink
    base: str
    address: str
    language: Language
    request: Request


Show = Callable[[Caller], Response]
Take = Callable[[Caller, Sent], Response]
Refuse = Callable[[Caller, Sent, str], Response]


def showing(kept: KeptOpen, show: Show) -> Callable[[Request], Response]:
    """Return what answers with a page to whoever has an open link."""

    def answer(request: Request) -> Response:
        try:
            return show(caller_of(kept, request))
        except (DeadLinkError, NoCasesError) as error:
            return dead(request, error)

    return answer


def taking(
    kept: KeptOpen, take: Take, refuse: Refuse, *, most: int = MOST_BYTES
) -> Callable[[Request], object]:
    """Return what takes a form, or shows its page again with what is wrong.

    Args:
        kept: The cases.
        take: Takes it.
        refuse: Shows the page with a sentence.
        most: So many bytes at most.
    """
    visitors = Visitors(clock=lambda: kept.cases().now().timestamp())

    def answered(request: Request, sent: Sent) -> Response:
        try:
            caller = caller_of(kept, request)
        except (DeadLinkError, NoCasesError) as error:
            return dead(request, error)
        try:
            _require_calm(caller, visitors)
            return take(caller, sent)
        except CustomerRefusedError as refused:
            return refuse(caller, sent, str(refused))

    async def answer(request: Request) -> Response:
        try:
            sent = await sent_form(request, most=most)
        except UnfitFormError as error:
            return gone(request, language_of(request).told(str(error)), status=error.status)
        return await run_in_threadpool(answered, request, sent)

    return answer


def _require_calm(caller: Caller, visitors: Visitors) -> None:
    """Look whether somebody has sent a form very often lately.

    Raises:
        CustomerRefusedError: They have.
    """
    if wait_s := visitors.wait_s(caller.link.id):
        sentence = caller.language.say(
            "You have sent this very often. Try again in {minutes} minutes.",
            minutes=int(wait_s // 60) + 1,
        )
        raise CustomerRefusedError(sentence)


def caller_of(kept: KeptOpen, request: Request) -> Caller:
    """Return who came.

    Raises:
        DeadLinkError: Their link opens nothing.
        NoCasesError: There are no cases.
    """
    token, cases = request.path_params["token"], kept.cases()
    link = Links(records=cases.store.records, now=cases.now).opened(token, purpose="project")
    return Caller(
        cases=cases,
        link=link,
        base=f"/my/{token}",
        address=request.client.host if request.client else "",
        language=language_of(request),
        request=request,
    )


def dead(request: Request, error: DeadLinkError | NoCasesError) -> Response:
    """Return what somebody is told whose link opens nothing, and how they get a new one."""
    sentence = language_of(request).told(str(error))
    if not isinstance(error, ExpiredLinkError) or error.link.purpose != "project":
        return gone(request, sentence)
    base = f"/my/{request.path_params['token']}"
    return page(request, "expired.html", status=404, sentence=sentence, base=base, here=base)
