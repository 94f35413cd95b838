"""A wrongful disclosure, and what follows from it: an incident, and postings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from penstock.governance.conduct.postings import Duty, Posting, PostingKind, opened
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.open_time import in_utc


class IncidentError(ValueError):
    """An incident cannot be opened, or closed, so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Information that has reached somebody who must not have it.

    Args:
        number: Which, from 1.
        version: From 1; a case that is opened for it makes the next, and so does closing it.
        what: What it was, without the information itself and without a name.
        recipient: Whom it reached.
        customer: Whom it is about; empty where it is about nobody.
        waiver: The rule that was waived for it; empty where none was.
        found_by: Who found it.
        found_at: When they did.
        opened_by: Who entered it.
        opened_at: When they did.
        case_id: The case that it is worked in; empty where there is none.
        closed_by: Who closed it; empty while it is open.
        closed_at: When they did.
        outcome: What came of it.
    """

    number: int
    version: int = 1
    what: str
    recipient: str
    customer: str = ""
    waiver: str = ""
    found_by: str
    found_at: datetime
    opened_by: str
    opened_at: datetime
    case_id: str = ""
    closed_by: str = ""
    closed_at: datetime | None = None
    outcome: str = ""

    def __post_init__(self) -> None:
        """Refuse an incident that is yet to be found: what is due would be due later."""
        if self.found_at > self.opened_at:
            raise IncidentError(
                f"It cannot have been found at {in_utc(self.found_at):%Y-%m-%d %H:%M} UTC: that is "
                "yet to come."
            )

    @property
    def id(self) -> str:
        """What people call it."""
        return f"INC-{self.number}"


def closed(
    incident: Incident, postings: Sequence[Posting], *, by: str, outcome: str, at: datetime
) -> Incident:
    """Return an incident that is over.

    Args:
        incident: The incident.
        postings: What had to be posted of it.
        by: Who closes it.
        outcome: What came of it.
        at: When.

    Raises:
        IncidentError: It is closed, or something of it is not posted yet.
    """
    if incident.closed_by:
        raise IncidentError(f"{incident.id} was closed by {incident.closed_by} already.")
    if open_ := [each.id for each in postings if each.done_at is None]:
        raise IncidentError(
            f"{incident.id} is not over: {', '.join(open_)} is not posted. Post it, and say where "
            "with 'penstock posting done'."
        )
    version = incident.version + 1
    return replace(incident, version=version, closed_by=by, closed_at=at, outcome=outcome)


def followed_up(
    incident: Incident, calendar: Calendar | None, *, first_number: int
) -> tuple[Posting, ...]:
    """Return what is to be posted of an incident: the disclosure, and a waiver where there is one.

    What is due by a day counts from when it was found, not from when somebody got round to entering
    it. Nothing of it names the customer.

    References:
        18 CFR 358.7(a) and (i).
    """
    about = {PostingKind.DISCLOSURE: f"{incident.what}, disclosed to {incident.recipient}"}
    if incident.waiver:
        about[PostingKind.WAIVER] = f"waiver of {incident.waiver} for {incident.recipient}"
    duties = (
        Duty(
            kind=kind,
            about=words,
            since=incident.found_at,
            by=incident.opened_by,
            origin=incident.id,
        )
        for kind, words in about.items()
    )
    return tuple(
        opened(duty, number=number, calendar=calendar)
        for number, duty in enumerate(duties, start=first_number)
    )
