"""From what devices and customers say to tickets, and from tickets to what is resolved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from penstock.casework.device.firmware import is_behind, version_of
from penstock.casework.ticket.levels import Priority
from penstock.casework.ticket.tickets import Report, Source, Ticket
from penstock.casework.ticket.working import (
    TicketError,
    reported,
    reported_of,
    seen_again,
    ticket_of,
)
from penstock.delivery.stage_acts import ActRefusedError
from penstock.governance.service_levels.calendars import Calendar
from penstock.streams.ncv_01_smart_home.items.support import ResolvedIssue, ResolvedIssues
from penstock.streams.ncv_01_smart_home.items.tickets import SupportTickets
from penstock.streams.ncv_01_smart_home.ports import DeviceAlert, DeviceState

FIRMWARE = "firmware"
UNSAID = "home"
"""What a report is about where nobody can say which device it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """How urgent a cause is, and whether nobody can mend it from afar."""

    priority: Priority
    is_hands_on: bool = False


URGENCIES: Mapping[str, Urgency] = {
    "comfort": Urgency(priority=Priority.HIGH),
    "offline": Urgency(priority=Priority.HIGH),
    "two devices, one identity": Urgency(priority=Priority.HIGH),
    "drift": Urgency(priority=Priority.NORMAL),
    "low battery": Urgency(priority=Priority.LOW, is_hands_on=True),
    FIRMWARE: Urgency(priority=Priority.LOW),
}
"""By the cause of an alert; one that is not here is normal."""

_USUAL = Urgency(priority=Priority.NORMAL)


def report_of(alert: DeviceAlert) -> Report:
    """Return what an alert reports."""
    found = URGENCIES.get(alert.cause, _USUAL)
    return Report(
        subject=alert.device,
        cause=alert.cause,
        diagnosis=alert.diagnosis,
        priority=Priority.URGENT if alert.is_urgent else found.priority,
        source=Source.ALERT,
        at=alert.since,
        is_hands_on=found.is_hands_on,
    )


def with_reports(
    tickets: SupportTickets | None, reports: Iterable[Report], calendar: Calendar
) -> SupportTickets:
    """Return tickets after reports: one for each device and cause, however often it is said."""
    kept: Sequence[Ticket] = tickets.tickets if tickets else ()
    for each in reports:
        kept = reported(kept, each, calendar)
    return SupportTickets(tickets=tuple(kept))


def with_report_of(
    tickets: SupportTickets | None, number: int, report: Report, calendar: Calendar
) -> SupportTickets:
    """Return tickets after a report of which whoever takes it says which ticket it is about.

    Raises:
        ActRefusedError: There is no such open ticket, or it is about another device.
    """
    kept: Sequence[Ticket] = tickets.tickets if tickets else ()
    try:
        subject = ticket_of(kept, number).subject
        after = reported_of(kept, number, report, calendar)
    except TicketError as error:
        raise ActRefusedError(str(error)) from error
    if report.subject not in {UNSAID, subject}:
        raise ActRefusedError(
            f"T-{number} is about {subject}, and the report is about {report.subject}. Leave one "
            "of the two out: another device has a ticket of its own."
        )
    return SupportTickets(tickets=after)


def with_ends(
    tickets: SupportTickets,
    alerts: Iterable[DeviceAlert],
    states: Iterable[DeviceState],
    *,
    now: datetime,
) -> SupportTickets:
    """Return tickets that know whether their alert is over.

    A device that does not answer cannot show that anything of it is right again: a battery that
    was low and is empty by now gives no alert of its own any more.
    """
    standing = {(each.device, each.cause) for each in alerts}
    silent = {each.device for each in states if not each.is_online}

    def is_over(ticket: Ticket) -> bool:
        return ticket.key not in standing and ticket.subject not in silent

    return SupportTickets(tickets=seen_again(tickets.tickets, is_over, at=now))


def behind(
    states: Iterable[DeviceState], firmware: str, *, because: str, now: datetime
) -> Iterator[Report]:
    """Yield a report for each device whose firmware is older than one.

    Raises:
        TicketError: The firmware is no number such as 2.4.1.
    """
    if version_of(firmware) is None:
        raise TicketError(f"“{firmware}” is no firmware; write numbers and dots, such as 2.4.1.")
    for each in states:
        if is_behind(each.firmware, firmware):
            yield Report(
                subject=each.device,
                cause=FIRMWARE,
                diagnosis=f"It runs {each.firmware}, and {firmware} is out. {because}",
                priority=URGENCIES[FIRMWARE].priority,
                source=Source.CAMPAIGN,
                at=now,
            )


def resolved(tickets: SupportTickets) -> ResolvedIssues:
    """Return what was reported and is mended, the oldest first.

    Raises:
        ActRefusedError: Nothing is.
    """
    issues = tuple(_issue(each) for each in tickets.tickets if not each.is_open)
    if not issues:
        raise ActRefusedError("No ticket is closed yet.")
    return ResolvedIssues(issues=issues)


def _issue(ticket: Ticket) -> ResolvedIssue:
    assert ticket.closed_at is not None, "only closed tickets come here"
    return ResolvedIssue(
        ticket=ticket.id,
        reported_at=ticket.opened_at,
        resolved_at=ticket.closed_at,
        found=ticket.found,
        remotely=not ticket.was_visited,
    )
