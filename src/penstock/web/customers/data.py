"""`/my/…/data`: what a customer allows, one by one, and who read their data and why."""

from zoneinfo import ZoneInfo

from starlette.responses import Response
from starlette.routing import Route

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.customer.allowing import consents_seen, give, take_back
from penstock.app.customer.own_data import OwnData
from penstock.app.customer.papers import papers_of
from penstock.app.customer.readers import readings
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.app.customer.viewing import words_for
from penstock.app.customer.words import CustomerWords
from penstock.web.customers.answers import back
from penstock.web.customers.callers import Caller, showing, taking
from penstock.web.customers.tabs import DATA, NOTHING, Told, tab_page
from penstock.web.customers.uploads import Sent


def routes(kept: KeptOpen) -> list[Route]:
    """Return the page, and what takes a consent or takes it back."""
    return [
        Route("/my/{token}/data", showing(kept, show), methods=["GET"]),
        Route("/my/{token}/allow", taking(kept, _allow, _refuse), methods=["POST"]),
        Route("/my/{token}/take-back", taking(kept, _take_back, _refuse), methods=["POST"]),
    ]


def show(caller: Caller, told: Told = NOTHING) -> Response:
    """Return what the customer allows, and who read their data."""
    cases, link = caller.cases, caller.link
    case = cases.case(link.case_id)
    own, words = OwnData.of(cases, link), _words(caller)
    zone = ZoneInfo(papers_of(cases, case).zone)
    return tab_page(
        caller,
        "data.html",
        DATA,
        told,
        case_id=case.case_id,
        own=own,
        zone=zone,
        consents=consents_seen(own, words) if own else None,
        readings=readings(own, words, zone) if own else (),
        named=words.data,
        form=told.written("consent", "account"),
    )


def _allow(caller: Caller, sent: Sent) -> Response:
    give(_own(caller), _words(caller), sent.fields, address=caller.address)
    return back(f"{caller.base}{DATA}", done="allowed")


def _take_back(caller: Caller, sent: Sent) -> Response:
    take_back(_own(caller), sent.fields, caller.language)
    return back(f"{caller.base}{DATA}", done="taken-back")


def _refuse(caller: Caller, sent: Sent, sentence: str) -> Response:
    return show(caller, Told(wrong=sentence, form=dict(sent.fields)))


def _words(caller: Caller) -> CustomerWords:
    cases = caller.cases
    return words_for(cases, cases.case(caller.link.case_id), caller.language)


def _own(caller: Caller) -> OwnData:
    own = OwnData.of(caller.cases, caller.link)
    if own is None:
        sentence = "Tell us your name first, under “Questions”."
        raise CustomerRefusedError(caller.language.told(sentence))
    return own
