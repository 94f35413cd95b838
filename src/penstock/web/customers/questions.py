"""`/my/…/questions`: whom to ask, what was asked, and what was answered."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from penstock.app.cases.kept_open import KeptOpen, NoCasesError
from penstock.app.customer.appointments import appointment_seen
from penstock.app.customer.papers import papers_of
from penstock.app.customer.refusing import CustomerRefusedError
from penstock.app.customer.requests import LONGEST, Came, Topic, desk_for, requests_in
from penstock.app.customer.viewing import words_for
from penstock.app.links import DeadLinkError, ExpiredLinkError
from penstock.web.customers.answers import back, language_of, page
from penstock.web.customers.callers import Caller, Refuse, caller_of, dead, showing, taking
from penstock.web.customers.tabs import NOTHING, PROJECT, QUESTIONS, Told, tab_page
from penstock.web.customers.uploads import Sent

_ASKED = (Topic.QUESTION, Topic.COMPLAINT)


def routes(kept: KeptOpen, *, refused: Refuse) -> list[Route]:
    """Return the page of questions, and what takes them and wishes about appointments.

    Args:
        kept: The cases.
        refused: Shows the page of the project, where appointments stand, with what is wrong.
    """
    return [
        Route("/my/{token}/questions", showing(kept, show), methods=["GET"]),
        Route("/my/{token}/questions", taking(kept, _ask, _refuse), methods=["POST"]),
        Route("/my/{token}/confirm", taking(kept, _confirm, refused), methods=["POST"]),
        Route("/my/{token}/new-link", _asking_anew(kept), methods=["POST"]),
        Route("/my/{token}/move", taking(kept, _move, refused), methods=["POST"]),
    ]


def show(caller: Caller, told: Told = NOTHING) -> Response:
    """Return what the customer has asked, with its answers, and the form to ask more."""
    cases, link = caller.cases, caller.link
    case = cases.case(link.case_id)
    words, papers = words_for(cases, case, caller.language), papers_of(cases, case)
    desks = {topic: desk_for(topic, words) for topic in _ASKED}
    return tab_page(
        caller,
        "questions.html",
        QUESTIONS,
        told,
        case_id=case.case_id,
        zone=ZoneInfo(papers.zone),
        asked=[each for each in reversed(requests_in(cases).of_case(link.case_id)) if each.text],
        who={topic: (words.role(desk.role), desk.business_days) for topic, desk in desks.items()},
        role=words.role,
        form=told.written("topic", "text"),
    )


def _ask(caller: Caller, sent: Sent) -> Response:
    said, say = sent.fields, caller.language.say
    text = said.get("text", "").strip()
    if not text:
        raise CustomerRefusedError(say("Write what you want to know or what is wrong."))
    if len(text) > LONGEST:
        raise CustomerRefusedError(say("Write at most {most} characters.", most=LONGEST))
    topic = Topic.COMPLAINT if said.get("topic") == Topic.COMPLAINT else Topic.QUESTION
    _keep(caller, sent, topic, text=text)
    return back(f"{caller.base}{QUESTIONS}", done="asked")


def _confirm(caller: Caller, sent: Sent) -> Response:
    _keep(caller, sent, Topic.CONFIRMED, subject=_appointment(caller, sent))
    return back(f"{caller.base}{PROJECT}", done="confirmed")


def _move(caller: Caller, sent: Sent) -> Response:
    text = sent.fields.get("text", "").strip()
    if not text:
        raise CustomerRefusedError(caller.language.say("Write which days suit you."))
    _keep(caller, sent, Topic.APPOINTMENT, subject=_appointment(caller, sent), text=text)
    return back(f"{caller.base}{PROJECT}", done="wished")


def _asking_anew(kept: KeptOpen) -> Callable[[Request], Response]:
    """Return what takes the wish for a new link from whoever has one that is over."""

    def answer(request: Request) -> Response:
        try:
            caller = caller_of(kept, request)
        except ExpiredLinkError as error:
            cases, link, language = kept.cases(), error.link, language_of(request)
            case = cases.case(link.case_id)
            words, zone = words_for(cases, case, language), ZoneInfo(papers_of(cases, case).zone)
            # Once a day, however often it is asked.
            key = f"{cases.now():%Y-%m-%d}"
            asked = requests_in(cases).ask(
                Came.by(link), Topic.LINK, desk_for(Topic.LINK, words), key=key
            )
            who, day = words.role(asked.role), language.day(asked.due.astimezone(zone))
            sentence = language.say("{who} sends you a new link by {day}.", who=who, day=day)
            return page(request, "asked.html", sentence=sentence, here="/inquiry")
        except (DeadLinkError, NoCasesError) as error:
            return dead(request, error)
        return back(caller.base)

    return answer


def _appointment(caller: Caller, sent: Sent) -> str:
    """Return which appointment a form is about.

    Raises:
        CustomerRefusedError: It is another by now, or there is none.
    """
    cases, case_id = caller.cases, caller.link.case_id
    case = cases.case(case_id)
    visit, zone = words_for(cases, case).visit, ZoneInfo(papers_of(cases, case).zone)
    found = appointment_seen(cases, case, visit, (), zone)
    if found is None or found.subject != sent.fields.get("subject") or found.is_past:
        sentence = "The appointment has changed since you loaded this page. Look at it again."
        raise CustomerRefusedError(caller.language.told(sentence))
    return found.subject


def _keep(caller: Caller, sent: Sent, topic: Topic, *, text: str = "", subject: str = "") -> None:
    cases, link = caller.cases, caller.link
    desk = desk_for(topic, words_for(cases, cases.case(link.case_id), caller.language))
    key = sent.fields.get("key", "")[:64]
    requests_in(cases).ask(Came.by(link), topic, desk, key=key, text=text, subject=subject)


def _refuse(caller: Caller, sent: Sent, sentence: str) -> Response:
    return show(caller, Told(wrong=sentence, form=dict(sent.fields)))
