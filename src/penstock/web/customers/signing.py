"""`/my/…/proposal`: the proposal to read, to sign, to cancel, and the papers of a project."""

from starlette.responses import Response
from starlette.routing import Route

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.customer.acting import cancel, proposal_pdf, sign, too_late
from penstock.app.customer.documents import document, documents_of
from penstock.app.customer.home.company import company_language
from penstock.app.customer.home.deal import lapsed
from penstock.app.customer.home.offer import home_offer
from penstock.app.customer.home.papers import HomePapers, home_papers
from penstock.app.customer.home.paying import deposit_seen, pay
from penstock.app.customer.offered import NoProposalError, ProposalShown, proposal_shown
from penstock.app.customer.viewing import customer_view
from penstock.web.customers.answers import HEADERS, back, gone
from penstock.web.customers.callers import Caller, showing, taking
from penstock.web.customers.proposal import drawing
from penstock.web.customers.tabs import NOTHING, PROPOSAL, Told, tab_page
from penstock.web.customers.uploads import Sent

# What a form that is refused shows again.
_KEPT = ("offer_id", "typed_name", "reason", "confirm", "means", "trial")


def routes(kept: KeptOpen) -> list[Route]:
    """Return the pages of a proposal, and what takes a signature or a cancellation."""
    return [
        Route("/my/{token}/proposal", showing(kept, show), methods=["GET"]),
        Route("/my/{token}/proposal.pdf", showing(kept, _pdf), methods=["GET"]),
        Route("/my/{token}/roof.svg", showing(kept, _roof), methods=["GET"]),
        Route("/my/{token}/papers/{number:int}", showing(kept, _paper), methods=["GET"]),
        Route("/my/{token}/sign", taking(kept, _sign, _refuse), methods=["POST"]),
        Route("/my/{token}/cancel", taking(kept, _cancel, _refuse), methods=["POST"]),
        Route("/my/{token}/pay", taking(kept, _pay, _refuse), methods=["POST"]),
    ]


def show(caller: Caller, told: Told = NOTHING) -> Response:
    """Return the proposal with what there is to sign, and what was signed."""
    home = home_papers(caller.cases, caller.cases.case(caller.link.case_id))
    return tab_page(
        caller,
        "signing.html",
        PROPOSAL,
        told,
        view=customer_view(caller.cases, caller.link.case_id, caller.language),
        offer=_offer(caller),
        home=home_offer(home, company_language(caller.cases, caller.language)),
        lapsed=lapsed(home, caller.language),
        deposit=deposit_seen(home, caller.language),
        is_too_late=_is_too_late(caller, home),
        papers=documents_of(caller.cases, caller.link.case_id, caller.language),
        form=told.written(*_KEPT),
    )


def _sign(caller: Caller, sent: Sent) -> Response:
    said, language = sent.fields, caller.language
    sign(caller.cases, caller.link, said, address=caller.address, language=language)
    return back(f"{caller.base}{PROPOSAL}", done="signed")


def _cancel(caller: Caller, sent: Sent) -> Response:
    cancel(caller.cases, caller.link, sent.fields, caller.language)
    return back(f"{caller.base}{PROPOSAL}", done="cancelled")


def _pay(caller: Caller, sent: Sent) -> Response:
    pay(caller.cases, caller.link, sent.fields, caller.language)
    return back(f"{caller.base}{PROPOSAL}", done="paid")


def _is_too_late(caller: Caller, home: HomePapers | None) -> str:
    """Return why a customer of a home cannot cancel here any more; empty where they can."""
    contract = home.contract if home else None
    if home is None or contract is None or home.is_free_to_cancel(caller.cases.now()):
        return ""
    return too_late(caller.language.weekday(contract.last_day_to_cancel), caller.language)


def _refuse(caller: Caller, sent: Sent, sentence: str) -> Response:
    return show(caller, Told(wrong=sentence, form=dict(sent.fields)))


def _offer(caller: Caller) -> ProposalShown | None:
    try:
        return proposal_shown(caller.cases, caller.link.case_id, caller.language)
    except NoProposalError:
        return None


def _pdf(caller: Caller) -> Response:
    content = proposal_pdf(caller.cases, caller.link.case_id)
    headers = HEADERS | {"Content-Disposition": 'inline; filename="proposal.pdf"'}
    return Response(content, 200, headers, "application/pdf")


def _roof(caller: Caller) -> Response:
    offer = _offer(caller)
    if offer is None:
        return gone(caller.request, caller.language.say("There is no proposal yet."))
    return drawing(offer.roof_svg)


def _paper(caller: Caller) -> Response:
    number = caller.request.path_params["number"]
    found = document(caller.cases, caller.link.case_id, number)
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="{found.file_name}"'}
    return Response(found.content, 200, headers, found.media_type)
