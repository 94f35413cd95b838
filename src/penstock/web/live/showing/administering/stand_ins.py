"""`/stand-ins`: who stands in for whom, and until when; whoever has a role hands it on here."""

from collections.abc import Mapping

from starlette.responses import Response

from penstock.app.conduct.acts import Act, What
from penstock.app.people import Roster
from penstock.governance.accountability.register import Delegation
from penstock.web.live.answers import Cell, csv_answer, json_answer, to
from penstock.web.live.pages import Page
from penstock.web.live.showing.administering.refusing import RefusedChangeError, refusals
from penstock.web.live.showing.governing.sections import SECTION, files, ways
from penstock.web.live.troubles import UnfitQueryError
from penstock.web.live.typed import Typed
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Head

_COLUMNS = ("role", "giver", "taker", "start", "end", "reason")
_DONE: Mapping[str, str] = {
    "delegate": "They stand in from then on. Whoever has the role still answers for it.",
    "recall": "They stand in no more.",
}


def pages() -> tuple[Page, ...]:
    """Return the list, with the form by which a role is handed on."""
    return (
        Page(
            path="/stand-ins",
            name="stand-ins",
            show=show,
            take=take,
            section=SECTION,
            suffixes=("json", "csv"),
            called="Stand-ins: who acts for whom",
        ),
    )


def show(visit: Visit) -> Response:
    """Return who stands in for whom, now or soon.

    Raises:
        DeniedActError: They may not see who has which role.
    """
    found = _current(visit)
    match visit.suffix:
        case "json":
            return json_answer({"stand_ins": found})
        case "csv":
            return csv_answer("stand-ins", _COLUMNS, map(_row, found))
    return _page(visit, Typed({}), said=_DONE.get(visit.asked.get("done", ""), ""))


def take(visit: Visit, form: Mapping[str, str]) -> Response:
    """Let somebody stand in, or let them do so no more."""
    typed, roster, by = Typed(form, visit.zone), visit.cases.roster, visit.who.person
    done = typed.said("do")
    try:
        with refusals():
            if done == "recall":
                given = _named(visit, typed.needed("which", "Who stands in"))
                roster.recall(given, by=by, reason=typed.needed("reason", "Why"))
            else:
                done = "delegate"
                roster.delegate(_wanted(roster, typed), by=by)
    except RefusedChangeError as error:
        return _page(visit, typed, wrong=str(error))
    return to(f"/stand-ins?done={done}")


def _current(visit: Visit) -> tuple[Delegation, ...]:
    now = visit.cases.now()
    found = (each for each in visit.cases.roster.shown().delegations if now < each.end)
    return tuple(sorted(found, key=lambda each: (each.end, each.role, each.taker)))


def _wanted(roster: Roster, typed: Typed) -> Delegation:
    giver, _, role = typed.needed("held", "The role").partition(": ")
    return Delegation(
        role=role,
        giver=giver,
        taker=typed.needed("taker", "Who stands in"),
        start=typed.moment("start") or roster.now(),
        end=typed.needed_moment("end", "Until when"),
        reason=typed.needed("reason", "Why"),
    )


def _named(visit: Visit, which: str) -> Delegation:
    """Return a delegation by what the list calls it."""
    for each in _current(visit):
        if _name(each) == which:
            return each
    raise UnfitQueryError("They do not stand in any more. Load the page anew.")


def _name(each: Delegation) -> str:
    return f"{each.role}; {each.giver}; {each.taker}; {each.start.isoformat()}"


def _page(visit: Visit, typed: Typed, *, wrong: str = "", said: str = "") -> Response:
    head = Head(
        title="Stand-ins",
        meaning="Who acts in a role for whoever has it, and until when.",
        section=SECTION,
        downloads=files(visit, "csv", "json"),
    )
    found = _current(visit)
    return visit.html(
        "live/administering/stand_ins.html",
        head,
        status=422 if wrong else 200,
        ways=ways(visit),
        found=[(each, _name(each) if _may(visit, each.giver) else "") for each in found],
        now=visit.cases.now(),
        held=_held(visit),
        typed=typed.fields,
        wrong=wrong,
        said=said,
    )


def _held(visit: Visit) -> list[str]:
    """Return the roles that they may hand on, each with whoever has it."""
    register, now = visit.cases.roster.register(), visit.cases.now()
    held = (each for each in register.holdings if each.is_held(now))
    others = _may(visit, "")
    return sorted(
        f"{each.person}: {each.role}" for each in held if others or each.person == visit.who.person
    )


def _may(visit: Visit, giver: str) -> bool:
    """Tell whether they would be let hand on a role of somebody."""
    act = Act(kind="register", what=What.DELEGATION, words="hand on a role", subject=giver)
    return visit.cases.roster.acts.foresees(act)


def _row(each: Delegation) -> tuple[Cell, ...]:
    return (each.role, each.giver, each.taker, each.start, each.end, each.reason)
