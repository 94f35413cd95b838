"""The ways between the pages about data and consent."""

from typing import NamedTuple

from penstock.app.auditing.overseeing import Overseeing
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
)


def ways(visit: Visit) -> tuple[Way, ...]:
    """Return the ways that lead somebody somewhere, as far as the boundary would let them."""
    found = _WAYS
    if may_visit(visit.cases):
        found += (Way("Fairness of the queue", "/fairness"),)
    return (*found, Way("Audit log", "/audit")) if overseeing(visit).may_oversee else found


def overseeing(visit: Visit) -> Overseeing:
    """Return the audit log, for whoever looks."""
    return Overseeing.of(visit.cases, folder=visit.house.kept.folder)


def files(visit: Visit, *suffixes: str) -> tuple[Download, ...]:
    """Return the same page in other forms."""
    return tuple(Download(each.upper(), visit.form(each)) for each in suffixes)
