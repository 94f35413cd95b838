"""The pages of a customer, and what all of them have at their top."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from starlette.responses import Response

from penstock.app.customer.home.papers import STREAM
from penstock.app.customer.language import Language
from penstock.app.demo_data.marking import synthetic_mark_of
from penstock.web.customers.answers import page
from penstock.web.customers.callers import Caller

PROJECT, PROPOSAL, HOME, DATA, QUESTIONS = "", "/proposal", "/home", "/data", "/questions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a form that was sent has led to.

    Args:
        wrong: Why nothing was done; empty where something was.
        form: What was written; it stands in the form again.
    """

    wrong: str = ""
    form: dict[str, str] | None = None

    def written(self, *names: str) -> dict[str, str]:
        """Return what stands in fields."""
        return {name: (self.form or {}).get(name, "") for name in names}


NOTHING = Told()


def tab_page(caller: Caller, template: str, here: str, told: Told, **view: object) -> Response:
    """Return one of the pages of a customer.

    Args:
        caller: Whose it is.
        template: Its template.
        here: Which of them.
        told: What a form has led to.
        view: What it shows.
    """
    done = caller.request.query_params.get("done", "")
    return page(
        caller.request,
        template,
        status=422 if told.wrong else 200,
        base=caller.base,
        here=f"{caller.base}{here}",
        tabs=[(f"{caller.base}{at}", words) for at, words in _tabs(caller)],
        caution=synthetic_mark_of(caller.cases.store),
        wrong=told.wrong,
        said="" if told.wrong else _done(done, caller.language),
        # A form that is sent twice counts once.
        key=uuid4().hex,
        **view,
    )


def _tabs(caller: Caller) -> Iterator[tuple[str, str]]:
    case, say = caller.cases.case(caller.link.case_id), caller.language.say
    yield PROJECT, say("Project")
    yield PROPOSAL, say("Proposal")
    if case.stream_id == STREAM:
        yield HOME, say("My home")
    yield DATA, say("My data")
    yield QUESTIONS, say("Questions")


def _done(what: str, language: Language) -> str:
    """Return what is told after something was done."""
    say = language.say
    return {
        "signed": say("Thank you: we have your signature."),
        "cancelled": say("You have cancelled."),
        "paid": say("Thank you: the deposit is paid."),
        "reported": say("Thank you: we have it, and look into it. How it stands is below."),
        "moved": say("Thank you: the day is moved. It stands below."),
        "bills": say("Thank you: we have your bills. What we read from them stands below."),
        "asked": say("Thank you: we have what you wrote. The answer will stand on this page."),
        "confirmed": say("Thank you: the day stands."),
        "allowed": say("You have allowed it. You can take it back here at any time."),
        "taken-back": say("You have taken it back. Nothing more is read from now on."),
        "wished": say("Thank you: we look for another day, and tell you here."),
    }.get(what, "")
