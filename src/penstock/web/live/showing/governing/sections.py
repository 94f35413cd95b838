"""The ways between the pages about data and consent."""

from typing import NamedTuple

from penstock.app.allocation.visiting import may_see_runs
from penstock.app.auditing.overseeing import Overseeing
from penstock.app.conduct.acts import Act, What
from penstock.app.interconnection.visiting import may_visit
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Download

SECTION = "Data & consent"


class Way(NamedTuple):
    """A way to another of these pages."""

    words: str
    path: str


_WAYS: tuple[Way, ...] = (
    Way("Consents", "/consents"),
    Way("Boundary", "/boundary"),
    Way("Service levels", "/service-levels"),
    Way("Stand-ins", "/stand-ins"),
)


def ways(visit: Visit) -> tuple[Way, ...]:
    """Return the ways that lead somebody somewhere, as far as the boundary would let them."""
    found = _WAYS
    if may_visit(visit.cases):
        found += (Way("Fairness of the queue", "/fairness"),)
    if may_see_runs(visit.cases.door):
        found += (Way("Allocation runs", "/allocations"),)
    if overseeing(visit).may_oversee:
        found += (Way("Audit log", "/audit"),)
    return (*found, Way("People", "/admin")) if may_enter_people(visit) else found


def may_enter_people(visit: Visit) -> bool:
    """Tell whether somebody would be let enter people, so that it is offered to them."""
    act = Act(kind="register", what=What.ROLES, words="enter people")
    return visit.cases.roster.acts.foresees(act)


def overseeing(visit: Visit) -> Overseeing:
    """Return the audit log, for whoever looks."""
    return Overseeing.of(visit.cases, folder=visit.house.kept.folder)


def files(visit: Visit, *suffixes: str) -> tuple[Download, ...]:
    """Return the same page in other forms."""
    return tuple(Download(each.upper(), visit.form(each)) for each in suffixes)
