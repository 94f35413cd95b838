"""`/my/…`: a customer's project behind their personal link, where they sign and cancel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from penstock.app.cases.kept_open import KeptOpen, NoCasesError
from penstock.app.customer.acting import CustomerRefusedError, cancel, proposal_pdf, sign
from penstock.app.customer.viewing import customer_view
from penstock.app.demo_data.marking import synthetic_mark_of
from penstock.app.links import DeadLinkError, Links, PersonalLink
from penstock.web.customers.answers import HEADERS, UnfitFormError, form_of, page

_DONE = {"signed": "Thank you: we have your signature.", "cancelled": "You have cancelled."}
# What a form that is refused shows again.
_KEPT = ("offer_id", "typed_name", "reason", "confirm")
_Post = Callable[["Caller", Mapping[str, str]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who came by a link.

    Args:
        kept: The cases.
        link: The link.
        token: What its address holds.
        address: The network address they come from.
    """

    kept: KeptOpen
    link: PersonalLink
    token: str
    address: str


def routes(kept: KeptOpen) -> list[Route]:
    """Return the pages of projects: to look at, to sign, to cancel, and the proposal to read."""

    def look(request: Request) -> Response:
        try:
            return _page(
                _caller(kept, request), said=_DONE.get(request.query_params.get("done", ""))
            )
        except (DeadLinkError, NoCasesError) as error:
            return page("gone.html", status=404, sentence=str(error))

    def document(request: Request) -> Response:
        try:
            content = proposal_pdf(kept.cases(), _caller(kept, request).link.case_id)
        except (DeadLinkError, NoCasesError) as error:
            return page("gone.html", status=404, sentence=str(error))
        headers = HEADERS | {"Content-Disposition": 'inline; filename="proposal.pdf"'}
        return Response(content, 200, headers, "application/pdf")

    return [
        Route("/my/{token}", look, methods=["GET"]),
        Route("/my/{token}/proposal.pdf", document, methods=["GET"]),
        Route("/my/{token}/sign", _posting(kept, _sign, "signed"), methods=["POST"]),
        Route("/my/{token}/cancel", _posting(kept, _cancel, "cancelled"), methods=["POST"]),
    ]


def _posting(kept: KeptOpen, post: _Post, done: str) -> Callable[[Request], object]:
    """Return what takes a form: a page that says what is wrong, or the way back to the project."""

    def answered(request: Request, form: Mapping[str, str]) -> Response:
        try:
            caller = _caller(kept, request)
        except (DeadLinkError, NoCasesError) as error:
            return page("gone.html", status=404, sentence=str(error))
        try:
            post(caller, form)
        except CustomerRefusedError as refused:
            return _page(caller, status=422, wrong=str(refused), form=form)
        return RedirectResponse(f"/my/{caller.token}?done={done}", 303, HEADERS)

    async def answer(request: Request) -> Response:
        try:
            form = await form_of(request)
        except UnfitFormError as error:
            return page("gone.html", status=error.status, sentence=str(error))
        return await run_in_threadpool(answered, request, form)

    return answer


def _sign(caller: Caller, form: Mapping[str, str]) -> None:
    sign(caller.kept.cases(), caller.link, form, address=caller.address)


def _cancel(caller: Caller, form: Mapping[str, str]) -> None:
    cancel(caller.kept.cases(), caller.link, form)


def _caller(kept: KeptOpen, request: Request) -> Caller:
    token, cases = request.path_params["token"], kept.cases()
    link = Links(records=cases.store.records, now=cases.now).opened(token, purpose="project")
    address = request.client.host if request.client else ""
    return Caller(kept=kept, link=link, token=token, address=address)


def _page(
    caller: Caller,
    *,
    status: int = 200,
    said: str | None = "",
    wrong: str = "",
    form: Mapping[str, str] | None = None,
) -> Response:
    view = customer_view(caller.kept.cases(), caller.link.case_id)
    return page(
        "project.html",
        status=status,
        view=view,
        base=f"/my/{caller.token}",
        caution=synthetic_mark_of(caller.kept.cases().store),
        said=said or "",
        wrong=wrong,
        form={name: (form or {}).get(name, "") for name in _KEPT},
        # A form that is sent twice counts once.
        key=uuid4().hex,
    )
