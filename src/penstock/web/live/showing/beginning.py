"""`/new-case`: a form that begins a case of a value stream."""

from collections.abc import Mapping

from starlette.responses import Response

from penstock.app.cases import By, Standing, UnfitCaseIdError, new_key
from penstock.web.live.answers import to
from penstock.web.live.doing import REFUSALS
from penstock.web.live.pages import Page
from penstock.web.live.showing.cases import stream_choices
from penstock.web.live.troubles import UnfitQueryError, sentence_of, status_of
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Head

_REFUSALS: tuple[type[Exception], ...] = (*REFUSALS, UnfitCaseIdError)
_ABOUT = ("customer", "product", "premise", "account", "procedure")


def pages() -> tuple[Page, ...]:
    """Return the form; who may begin a case of which stream is asked when it is sent."""
    return (
        Page(
            path="/new-case",
            name="new-case",
            show=show,
            take=take,
            section="Work",
            is_sheet=False,
            called="Begin a case",
        ),
    )


def show(visit: Visit) -> Response:
    """Return the form, filled in as far as the address says something."""
    return _page(visit, visit.asked)


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Begin the case and show it, or say beside the form why not."""
    try:
        case_id = _begun(visit, form)
    except _REFUSALS as error:
        return _page(visit, form, wrong=sentence_of(error, visit), status=status_of(error))
    return to(f"/cases/{case_id}")


def _begun(visit: Visit, form: Mapping[str, str]) -> str:
    said = {name: words.strip() for name, words in form.items()}
    stream, key = said.get("stream", ""), said.get("key", "")
    if not (stream and key):
        raise UnfitQueryError("The value stream is missing. Choose one, and send the form again.")
    person = visit.who.person
    about = {name: said.get(name, "") for name in _ABOUT}
    by = By(actor=person, key=f"{person}/{key}")
    answer = visit.cases.open(stream, by, case_id=said.get("id", ""), **about)
    return Standing.from_json(answer).case_id


def _page(
    visit: Visit, typed: Mapping[str, str], *, wrong: str = "", status: int = 200
) -> Response:
    return visit.html(
        "live/new_case.html",
        Head(
            title="Begin a case",
            meaning="A case runs by the stages of its value stream as the documents have them now.",
            section="Work",
            crumbs=(Crumb("Work", "/work"), Crumb("Cases", "/cases")),
        ),
        status=status,
        typed=typed,
        wrong=wrong,
        key=new_key(),
        streams=stream_choices(visit, visit.cases.models),
    )
