"""`/my/…/home`: a smart home that runs, for the customer who lives in it."""

from zoneinfo import ZoneInfo

from starlette.responses import Response
from starlette.routing import Route

from penstock.app.cases.kept_open import KeptOpen
from penstock.app.customer.home.living import LivingHome, living_home
from penstock.app.customer.home.papers import STREAM
from penstock.app.customer.home.reporting import LONGEST, report
from penstock.app.customer.own_data import OwnData
from penstock.app.customer.papers import USUAL_ZONE
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.app.customer.viewing import words_for
from penstock.web.customers.answers import back, gone
from penstock.web.customers.callers import Caller, showing, taking
from penstock.web.customers.tabs import HOME, NOTHING, Told, tab_page
from penstock.web.customers.uploads import Sent


def routes(kept: KeptOpen) -> list[Route]:
    """Return the page of a home, and what takes what its customer reports."""
    return [
        Route("/my/{token}/home", showing(kept, show), methods=["GET"]),
        Route("/my/{token}/problem", taking(kept, _report, _refuse), methods=["POST"]),
    ]


def show(caller: Caller, told: Told = NOTHING) -> Response:
    """Return the home: its devices, what is allowed, what it used, and what is being mended."""
    case = caller.cases.case(caller.link.case_id)
    if case.stream_id != STREAM:
        return gone(caller.request, caller.language.say("There is no smart home in this project."))
    return tab_page(
        caller,
        "home.html",
        HOME,
        told,
        case_id=case.case_id,
        home=_home(caller),
        zone=ZoneInfo(USUAL_ZONE),
        most=LONGEST,
        form=told.written("text", "device", "urgent"),
    )


def _home(caller: Caller) -> LivingHome:
    cases, case = caller.cases, caller.cases.case(caller.link.case_id)
    own = OwnData.of(cases, caller.link)
    return living_home(cases, case, own, words_for(cases, case, caller.language))


def _report(caller: Caller, sent: Sent) -> Response:
    case, say = caller.cases.case(caller.link.case_id), caller.language.say
    home = _home(caller) if case.stream_id == STREAM else None
    if home is None or not home.takes_reports:
        raise CustomerRefusedError(say("Nobody looks here now. Ask us under “Questions”."))
    report(caller.cases, caller.link, sent.fields, home.devices, caller.language)
    return back(f"{caller.base}{HOME}", done="reported")


def _refuse(caller: Caller, sent: Sent, sentence: str) -> Response:
    return show(caller, Told(wrong=sentence, form=dict(sent.fields)))
