"""The acts of NCV-01.7 that send somebody, and what is reported of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from annotated_types import Gt

from penstock.casework.appointment.jobs import Appointment, Job, Window
from penstock.casework.appointment.ports import CrewCalendar
from penstock.casework.checklist.metadata import without_metadata
from penstock.casework.checklist.reporting import problems_of, report_of
from penstock.casework.checklist.saying import StepDone
from penstock.casework.ticket.tickets import Attempt, Manner
from penstock.casework.ticket.working import (
    TicketError,
    against_visit,
    ticket_of,
    tried,
    visit_booked,
)
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.installing.visiting import (
    ZONE,
    booked,
    midnight,
    skills_of,
    tomorrow,
)
from penstock.streams.ncv_01_smart_home.items.preparation import InstallationRequirements
from penstock.streams.ncv_01_smart_home.items.tickets import (
    SupportTickets,
    SupportWork,
)
from penstock.streams.ncv_01_smart_home.items.working import (
    InstallationPhoto,
    InstallerAppointment,
)
from penstock.streams.ncv_01_smart_home.ticket_visits import lacking_of, told_of, with_step

STAGE = "NCV-01.7"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportVisit:
    """When somebody may come for a ticket, and how long it takes.

    Args:
        ticket: The ticket.
        minutes: How long it takes. [min]
        earliest: The first day that suits; else tomorrow.
        windows: When somebody can let them in; empty for any working time.
    """

    ticket: Annotated[int, Gt(0)]
    minutes: Annotated[int, Gt(0)] = 45
    earliest: date | None = None
    windows: tuple[Window, ...] = ()


@stage_act(STAGE, "book-visit")
def book_visit(  # noqa: PLR0913, PLR0917  # somebody is sent when all of these allow it
    said: SupportVisit,
    before: SupportTickets,
    work: SupportWork | None,
    installed_by: InstallerAppointment,
    requirements: InstallationRequirements,
    calendar: CrewCalendar,
    case: CaseFacts,
    now: datetime,
) -> tuple[SupportTickets, SupportWork]:
    """Send somebody for a ticket that was tried from afar; one visit is for all that is open."""
    visits = [each.visit for each in before.tickets if each.visit and each.visit.end > now]
    try:
        ticket = ticket_of(before.tickets, said.ticket)
        # Whether anybody may be sent is asked before a technician's time is taken.
        if against := against_visit(ticket):
            raise ActRefusedError(against)
        made = visits[0] if visits else None
        made = made or _soonest(said, installed_by, requirements, calendar, case, now)
        after = SupportTickets(tickets=visit_booked(before.tickets, ticket.number, made))
    except TicketError as error:
        raise ActRefusedError(str(error)) from error
    return after, with_step(work, ticket)


@stage_act(STAGE, "report-visit")
def report_visit(
    said: StepDone,
    work: SupportWork,
    attached: bytes | None,
    case: CaseFacts,
    now: datetime,
) -> tuple[SupportWork, InstallationPhoto | None]:
    """Report what was done for a ticket on a visit, with a photo of how it was left."""
    problems = [*problems_of(said, work.checklist, attached)]
    if said.serials or said.removed:
        problems.append("Another device is put in with “exchange”, which tells the platform.")
    if problems:
        raise ActRefusedError(" ".join(problems))
    photo = None if attached is None else InstallationPhoto(content=without_metadata(attached))
    done = report_of(said, photo.content if photo else None, by=case.person, at=now)
    return replace(work, reports=(*work.reports, done)), photo


@stage_act(STAGE, "finish-visit")
def finish_visit(
    before: SupportTickets, work: SupportWork, case: CaseFacts, now: datetime
) -> SupportTickets:
    """End a visit: what was reported of each ticket is written down as tried on site."""
    visited = [each for each in before.still_open if each.visit]
    if not visited:
        raise ActRefusedError("No visit is booked for an open ticket.")
    lacking = lacking_of(work, visited)
    if lacking:
        raise ActRefusedError(" ".join(lacking))
    tickets = before.tickets
    for each in visited:
        attempt = Attempt(
            at=now, by=case.person, manner=Manner.VISIT, what=told_of(work, each), has_helped=True
        )
        tickets = tried(tickets, each.number, attempt)
    return SupportTickets(tickets=tickets)


def _soonest(
    said: SupportVisit,
    installed_by: InstallerAppointment,
    requirements: InstallationRequirements,
    calendar: CrewCalendar,
    case: CaseFacts,
    now: datetime,
) -> Appointment:
    job = Job(
        id=case.case_id,
        location=installed_by.location,
        minutes=said.minutes,
        skills=skills_of(requirements),
        windows=said.windows,
    )
    day = midnight(said.earliest, ZONE) if said.earliest else tomorrow(now)
    made = booked(calendar, job, since=max(day, tomorrow(now)), given_up=[], now=now)
    if made is None:
        raise ActRefusedError(
            "No technician who can do it has time within 90 days. Say other windows."
        )
    return made
