"""`/proposals/…`: a proposal behind a link, to read on a phone."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from penstock.app.cases.kept_open import KeptOpen, NoCasesError
from penstock.app.customer.offered import NoProposalError, ProposalShown, proposal_shown
from penstock.app.demo_data.marking import synthetic_mark_of
from penstock.app.links import DeadLinkError, Links
from penstock.web.customers.answers import HEADERS, gone, language_of, page

# A drawing brings its style; it has nothing else to load.
_DRAWING = HEADERS | {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"
}


def routes(kept: KeptOpen) -> list[Route]:
    """Return a proposal's page, its roof and its PDF."""

    def answer(request: Request) -> Response:
        try:
            view = _shown(kept, request)
        except (DeadLinkError, NoCasesError, NoProposalError) as error:
            return gone(request, language_of(request).told(str(error)))
        match request.path_params.get("file"):
            case "roof.svg":
                return drawing(view.roof_svg)
            case "proposal.pdf":
                headers = HEADERS | {"Content-Disposition": 'inline; filename="proposal.pdf"'}
                return Response(view.pdf, 200, headers, "application/pdf")
            case None:
                base = f"/proposals/{request.path_params['token']}"
                caution = synthetic_mark_of(kept.cases().store)
                return page(request, "proposal.html", offer=view, base=base, caution=caution)
            case _:
                return gone(request, language_of(request).say("There is no such file."))

    return [
        Route("/proposals/{token}", answer, methods=["GET"]),
        Route("/proposals/{token}/{file}", answer, methods=["GET"]),
    ]


def drawing(svg: str) -> Response:
    """Return a drawing that stands alone."""
    return Response(svg, 200, _DRAWING, "image/svg+xml")


def _shown(kept: KeptOpen, request: Request) -> ProposalShown:
    cases = kept.cases()
    links = Links(records=cases.store.records, now=cases.now)
    link = links.opened(request.path_params["token"], purpose="proposal")
    return proposal_shown(cases, link.case_id, language_of(request))
