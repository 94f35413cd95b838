"""`/my/…`: a customer's project behind their personal link: where it is and what comes next."""

from zoneinfo import ZoneInfo

from starlette.responses import Response
from starlette.routing import Route

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.customer.appointments import appointment_seen
from penstock.app.customer.bills import bills_read, may_send_bills, send_bills
from penstock.app.customer.home.deal import lapsed
from penstock.app.customer.home.moving import days_to_choose, move
from penstock.app.customer.home.papers import home_papers
from penstock.app.customer.home.paying import deposit_seen
from penstock.app.customer.papers import papers_of
from penstock.app.customer.requests import requests_in
from penstock.app.customer.viewing import customer_view, words_for
from penstock.app.inquiries.receiving import MOST_BILLS_BYTES
from penstock.web.customers import data, living, questions, signing
from penstock.web.customers.answers import back
from penstock.web.customers.callers import Caller, showing, taking
from penstock.web.customers.tabs import NOTHING, PROJECT, Told, tab_page
from penstock.web.customers.uploads import Sent

# Room for the bills and all that stands around them.
_MOST_BYTES = MOST_BILLS_BYTES + (1 << 20)


def routes(kept: KeptOpen) -> list[Route]:
    """Return all pages of a customer."""
    bills = taking(kept, _take_bills, _refuse, most=_MOST_BYTES)
    return [
        Route("/my/{token}", showing(kept, show), methods=["GET"]),
        Route("/my/{token}/bills", bills, methods=["POST"]),
        Route("/my/{token}/other-day", taking(kept, _other_day, _refuse), methods=["POST"]),
        *signing.routes(kept),
        *living.routes(kept),
        *data.routes(kept),
        *questions.routes(kept, refused=_refuse),
    ]


def show(caller: Caller, told: Told = NOTHING) -> Response:
    """Return where the project is, what is next, who acts and by when."""
    cases = caller.cases
    shown = cases.show(caller.link.case_id)
    papers, asked = papers_of(cases, shown.case), requests_in(cases).of_case(shown.case.case_id)
    home = home_papers(cases, shown.case)
    zone = ZoneInfo((home or papers).zone)
    visit = words_for(cases, shown.case, caller.language).visit
    return tab_page(
        caller,
        "project.html",
        PROJECT,
        told,
        view=customer_view(cases, caller.link.case_id, caller.language),
        bills=bills_read(cases, shown.case, papers),
        appointment=appointment_seen(cases, shown.case, visit, asked, zone),
        days=days_to_choose(cases, home),
        lapsed=lapsed(home, caller.language),
        deposit=deposit_seen(home, caller.language),
        visit_title=visit.title if visit else "",
        form=told.written("text"),
        takes_bills=may_send_bills(shown.case, shown.model),
    )


def _take_bills(caller: Caller, sent: Sent) -> Response:
    cases, link = caller.cases, caller.link
    zone = papers_of(cases, cases.case(link.case_id)).zone
    send_bills(cases, link, sent.files.get("bills"), sent.fields, caller.language, zone=zone)
    return back(caller.base, done="bills")


def _other_day(caller: Caller, sent: Sent) -> Response:
    cases, link = caller.cases, caller.link
    move(cases, link, sent.fields, words_for(cases, cases.case(link.case_id), caller.language))
    return back(caller.base, done="moved")


def _refuse(caller: Caller, sent: Sent, sentence: str) -> Response:
    return show(caller, Told(wrong=sentence, form=dict(sent.fields)))
