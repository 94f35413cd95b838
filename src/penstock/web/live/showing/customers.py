"""What customers ask of the office, and the page that each of them has."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from urllib.parse import urlencode

from starlette.responses import Response

from penstock.app.cases import Cases
from penstock.app.customer.home.company import against_languages
from penstock.app.customer.home.papers import STREAM
from penstock.app.customer.language import ENGLISH
from penstock.app.customer.papers import papers_of
from penstock.app.customer.requests import CustomerRequest, RepliedError, requests_in
from penstock.app.customer.viewing import customer_view
from penstock.app.links import Links
from penstock.governance.conduct.records import NoSuchRecordError
from penstock.web.live.answers import csv_answer, json_answer, to
from penstock.web.live.pages import Page
from penstock.web.live.showing.filters import Filter
from penstock.web.live.troubles import NoSuchPageError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Download, Head

_SECTION, _WAITING = "Work", "/customer-requests"
_COLUMNS = ("request", "case", "topic", "customer", "role", "made at", "due", "text")
_FILTERS = (Filter(name="whose", words="Whose", choices=[("mine", "those of my roles")]),)
_LASTS = timedelta(days=90)


def pages() -> tuple[Page, ...]:
    """Return the list of what customers wait for, and the customer's side of a case."""
    return (
        Page(
            path=_WAITING,
            name="customer-requests",
            show=show_waiting,
            section=_SECTION,
            suffixes=("json", "csv"),
        ),
        Page(
            path="/cases/{case}/customer",
            name="customer-of-case",
            show=show,
            take=take,
            section=_SECTION,
        ),
    )


def show_waiting(visit: Visit) -> Response:
    """Return what customers wait for, of the cases that somebody may see."""
    found = _waiting(visit)
    match visit.suffix:
        case "json":
            return json_answer({"requests": [{"id": each.id, **asdict(each)} for each in found]})
        case "csv":
            return csv_answer("customer-requests", _COLUMNS, map(_row, found))
    head = Head(
        title="Requests of customers",
        meaning="What customers asked on their pages and nobody has answered, the first due first.",
        section=_SECTION,
        crumbs=(Crumb("Work", "/work"),),
        downloads=tuple(Download(each.upper(), visit.form(each)) for each in ("csv", "json")),
    )
    now = visit.cases.now()
    return visit.html("live/customer_requests.html", head, found=found, filters=_FILTERS, now=now)


def show(visit: Visit) -> Response:
    """Return a case as its customer sees it, what they asked, and their links."""
    return _page(visit)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Answer a request, make a link for the customer, or take one back."""
    cases, person = visit.cases, visit.who.person
    case_id = cases.case(visit.part("case")).case_id
    if wrong := _against(cases, case_id, person, form):
        return _page(visit, wrong=wrong, form=form)
    links = Links(records=cases.store.records, now=cases.now)
    try:
        match form.get("do"):
            case "link":
                made = links.make(
                    case_id, purpose="project", person=form["person"], by=person, lasts=_LASTS
                )
                return _page(visit, made=str(visit.request.base_url).rstrip("/") + made.path)
            case "revoke":
                reason = form["reason"].strip()
                links.revoke(case_id, form.get("link", ""), by=person, reason=reason)
            case _:
                reply, name = form["reply"].strip(), form.get("request", "")
                requests_in(cases).reply(name, case_id, by=person, reply=reply)
    except (RepliedError, NoSuchRecordError) as error:
        return _page(visit, wrong=str(error), form=form)
    return to(f"/cases/{case_id}/customer?{urlencode({'done': form.get('do', '')})}")


def _page(
    visit: Visit, *, wrong: str = "", form: Mapping[str, str] | None = None, made: str = ""
) -> Response:
    cases = visit.cases
    case = cases.case(visit.part("case"))
    inquiry = papers_of(cases, case).inquiry
    reach = " or ".join(filter(None, (inquiry.email, inquiry.phone))) if inquiry else ""
    head = Head(
        title="What the customer sees",
        kind="Case",
        meaning=f"The page behind the customer’s link to {case.case_id}, what they asked on it, "
        "and their links.",
        section=_SECTION,
        crumbs=(Crumb("Cases", "/cases"), Crumb(case.case_id, f"/cases/{case.case_id}")),
    )
    links = Links(records=cases.store.records, now=cases.now)
    return visit.html(
        "live/customer.html",
        head,
        status=422 if wrong else 200,
        view=customer_view(cases, case.case_id),
        requests=tuple(reversed(requests_in(cases).of_case(case.case_id))),
        links=[(each, each.state(cases.now())) for each in links.of_case(case.case_id)],
        reach=reach,
        in_english=tuple(against_languages(cases)) if case.stream_id == STREAM else (),
        day=ENGLISH.day,
        made=made,
        wrong=wrong,
        said=_DONE.get(visit.asked.get("done", ""), ""),
        form=form or {},
    )


_DONE = {"reply": "The customer finds your answer on their page.", "revoke": "The link is closed."}
_NEEDED = {
    "reply": ("reply", "Write what the customer is told."),
    "revoke": ("reason", "Say why the link is taken back."),
    "link": ("person", "Say for whom the link is."),
}


def _against(cases: Cases, case_id: str, person: str, form: Mapping[str, str]) -> str:
    """Return why somebody cannot do what a form asks; empty where they can."""
    field, sentence = _NEEDED.get(form.get("do", ""), ("", ""))
    if not field:
        raise NoSuchPageError("This form asks for nothing that is done here. Load the page anew.")
    if not form.get(field, "").strip():
        return sentence
    stages = cases.show(case_id).model.stages
    roles = {each for stage in stages for each in (*stage.responsible, stage.accountable) if each}
    if form["do"] == "reply":
        asked = requests_in(cases).of_case(case_id)
        roles |= {each.role for each in asked if each.id == form.get("request")}
    against = cases.answering.against_acting(person, tuple(roles)) if cases.answering else ""
    return "Those do this who work this value stream, and you have no such role." if against else ""


def _waiting(visit: Visit) -> Sequence[CustomerRequest]:
    found = requests_in(visit.cases).waiting()
    seen = {each.case_id for each in visit.cases.listed(dict.fromkeys(e.case_id for e in found))}
    is_mine = visit.asked.get("whose") == "mine"
    return [
        each
        for each in found
        if each.case_id in seen and (not is_mine or each.role in visit.who.roles)
    ]


def _row(each: CustomerRequest) -> tuple[str, ...]:
    made, due = each.made_at.isoformat(), each.due.isoformat()
    return (each.id, each.case_id, each.topic, each.person, each.role, made, due, each.text)
