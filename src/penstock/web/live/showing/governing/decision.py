"""`/boundary/decisions/…`: why something was allowed or denied, for those who oversee."""

from dataclasses import asdict

from starlette.responses import Response

from penstock.app.boundary.wording import body
from penstock.app.guarding.opening import council_beside
from penstock.governance.audit.wording import sentence, who
from penstock.web.live.answers import json_answer
from penstock.web.live.pages import Page
from penstock.web.live.showing.governing.sections import SECTION, files, overseeing, ways
from penstock.web.live.troubles import NoSuchPageError
from penstock.web.live.visit import Visit
from penstock.web.site.rendering import Crumb, Head

# Larger numbers are none that a database counts entries by.
_DIGITS = 15


def pages() -> tuple[Page, ...]:
    """Return the page of a decision."""
    return (
        Page(
            path="/boundary/decisions/{entry}",
            name="decision",
            show=show,
            section=SECTION,
            suffixes=("json",),
        ),
    )


def show(visit: Visit) -> Response:
    """Return a decision with the rule that took it; that somebody read it is on record.

    Raises:
        ClosedError: They do not oversee.
        NoSuchEntryError: The log has no such entry, or it is no decision.
        NoSuchPageError: The address names no entry.
    """
    number = visit.part("entry")
    if not (number.isdecimal() and len(number) <= _DIGITS and int(number)):
        raise NoSuchPageError(f"“{number}” is no entry of the audit log. They count from 1.")
    found = overseeing(visit).decision(int(number))
    if visit.suffix:
        return json_answer(asdict(found))
    told = found.told
    policy = council_beside(visit.house.kept.folder).policies.by_id.get(told.rule)
    head = Head(
        title=f"{who(told)} was {told.verdict}",
        identifier=f"{told.position:,}",
        kind="Decision of the boundary",
        meaning=f"They wanted to {sentence(told)}.",
        section=SECTION,
        crumbs=(Crumb("Boundary", "/boundary"), Crumb("Audit log", "/audit")),
        downloads=files(visit, "json"),
    )
    return visit.html(
        "live/governing/decision.html",
        head,
        ways=ways(visit),
        found=found,
        policy=policy,
        body=body(policy) if policy else (),
    )
