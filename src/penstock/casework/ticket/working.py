"""What becomes of tickets: reported again, tried, visited, exchanged, closed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from penstock.casework.appointment.jobs import Appointment
from penstock.casework.ticket.levels import due, more_urgent
from penstock.casework.ticket.tickets import Attempt, Exchange, Report, Source, Ticket
from penstock.governance.service_levels.calendars import Calendar


class TicketError(ValueError):
    """A ticket does not allow that now; the sentence says why, and what to do."""


def reported(tickets: Sequence[Ticket], report: Report, calendar: Calendar) -> tuple[Ticket, ...]:
    """Return tickets after a report: one more, or one that was open is reported again.

    A program's report that is no newer than the last one of its ticket was heard before and changes
    nothing, however often it is repeated. What a customer says is never passed over.

    Args:
        tickets: All of a case, closed ones too.
        report: What is said.
        calendar: The business days that service levels count on.
    """
    key = report.subject, report.cause
    known = [each for each in tickets if each.key == key]
    before = next((each for each in reversed(known) if each.is_open), None)
    if before is not None:
        return _with(tickets, _again(before, report, calendar))
    if any(each.closed_at and _was_heard(each, report) for each in known):
        return tuple(tickets)
    return (*tickets, _opened(tickets, report, calendar))


def reported_of(
    tickets: Sequence[Ticket], number: int, report: Report, calendar: Calendar
) -> tuple[Ticket, ...]:
    """Return tickets after a report of which somebody says that it is about one of them.

    Args:
        tickets: All of a case.
        number: The ticket that it is about, whatever cause the report names.
        report: What is said.
        calendar: The business days that service levels count on.

    Raises:
        TicketError: There is no open ticket of this number.
    """
    return _with(tickets, _again(ticket_of(tickets, number), report, calendar))


def seen_again(
    tickets: Sequence[Ticket], is_over: Callable[[Ticket], bool], *, at: datetime
) -> tuple[Ticket, ...]:
    """Return tickets that know whether what a program noticed is still to be seen.

    Args:
        tickets: All of a case.
        is_over: Tells of an open ticket whether the program sees it no more.
        at: The moment it is.
    """

    def told(ticket: Ticket) -> Ticket:
        if not ticket.is_open or ticket.source is not Source.ALERT:
            return ticket
        if not is_over(ticket):
            return replace(ticket, over_at=None) if ticket.over_at else ticket
        return ticket if ticket.over_at else replace(ticket, over_at=at)

    return tuple(map(told, tickets))


def ticket_of(tickets: Iterable[Ticket], number: int) -> Ticket:
    """Return the open ticket of a number.

    Raises:
        TicketError: There is none, or it is closed.
    """
    known = list(tickets)
    found = next((each for each in known if each.number == number), None)
    if found is None:
        listed = ", ".join(each.id for each in known) or "none"
        raise TicketError(f"There is no ticket T-{number}. Tickets here: {listed}.")
    if not found.is_open:
        raise TicketError(
            f"{found.id} was closed by {found.closed_by}: {found.found} Report it anew if it is "
            "wrong again."
        )
    return found


def tried(tickets: Sequence[Ticket], number: int, attempt: Attempt) -> tuple[Ticket, ...]:
    """Return tickets with something that was tried; a visit that took place is booked no more.

    Raises:
        TicketError: There is no open ticket of this number.
    """
    found = ticket_of(tickets, number)
    visit = found.visit if attempt.manner.is_from_afar else None
    return _with(tickets, replace(found, attempts=(*found.attempts, attempt), visit=visit))


def visit_booked(tickets: Sequence[Ticket], number: int, visit: Appointment) -> tuple[Ticket, ...]:
    """Return tickets with a visit booked.

    Raises:
        TicketError: Nobody has tried to mend it from afar, and that may be possible.
    """
    found = ticket_of(tickets, number)
    if against := against_visit(found):
        raise TicketError(against)
    return _with(tickets, replace(found, visit=visit))


def against_visit(ticket: Ticket) -> str:
    """Return why nobody is sent for a ticket yet; empty where somebody may be."""
    is_tried = any(each.manner.is_from_afar for each in ticket.attempts)
    if ticket.is_hands_on or is_tried:
        return ""
    return (
        f"Nobody has tried to mend {ticket.subject} ({ticket.cause}) from afar yet. Try that "
        "first, and write down what came of it; then a visit can be booked."
    )


def exchanged(tickets: Sequence[Ticket], number: int, exchange: Exchange) -> tuple[Ticket, ...]:
    """Return tickets with a piece exchanged.

    Raises:
        TicketError: There is no open ticket of this number.
    """
    found = ticket_of(tickets, number)
    return _with(tickets, replace(found, exchanges=(*found.exchanges, exchange)))


def closed(
    tickets: Sequence[Ticket], number: int, *, found: str, by: str, at: datetime
) -> tuple[Ticket, ...]:
    """Return tickets with one closed, with what it was.

    Raises:
        TicketError: A visit is still booked, or nobody says what was found.
    """
    ticket = ticket_of(tickets, number)
    if not found.strip():
        raise TicketError(f"Say what was found; {ticket.id} is not closed without it.")
    if ticket.visit is not None and ticket.visit.end > at:
        raise TicketError(
            f"{ticket.visit.crew} is booked for {ticket.id} at {ticket.visit.start}. Call the "
            "visit off first, or close it after the visit."
        )
    # A clock that ran ahead somewhere does not make it closed before it was opened.
    then = max(at, ticket.opened_at)
    return _with(tickets, replace(ticket, closed_at=then, closed_by=by, found=found, visit=None))


def _opened(tickets: Sequence[Ticket], report: Report, calendar: Calendar) -> Ticket:
    earlier = [each.number for each in tickets if each.key == (report.subject, report.cause)]
    return Ticket(
        number=max((each.number for each in tickets), default=0) + 1,
        subject=report.subject,
        cause=report.cause,
        diagnosis=report.diagnosis,
        priority=report.priority,
        source=report.source,
        opened_at=report.at,
        last_at=report.at,
        due=due(report.priority, calendar, report.at),
        words=report.words,
        is_hands_on=report.is_hands_on,
        again_of=max(earlier, default=None),
    )


def _again(before: Ticket, report: Report, calendar: Calendar) -> Ticket:
    if _was_heard(before, report):
        return before
    priority = more_urgent(before.priority, report.priority)
    sooner = due(priority, calendar, before.opened_at)
    # What customers say stands beside what is known of it, and does not take its place.
    is_said = report.source is Source.CUSTOMER
    return replace(
        before,
        diagnosis=before.diagnosis if is_said else report.diagnosis,
        priority=priority,
        due=min(before.due, sooner),
        last_at=max(before.last_at, report.at),
        times=before.times + 1,
        later_words=_later_words(before, report.words),
        is_hands_on=before.is_hands_on or report.is_hands_on,
    )


def _was_heard(ticket: Ticket, report: Report) -> bool:
    """Tell whether a program repeats itself; people do not, and their clocks may differ."""
    return report.source is not Source.CUSTOMER and report.at <= ticket.last_at


def _later_words(before: Ticket, words: str) -> tuple[str, ...]:
    is_new = words and words not in before.all_words
    return (*before.later_words, words) if is_new else before.later_words


def _with(tickets: Sequence[Ticket], changed: Ticket) -> tuple[Ticket, ...]:
    return tuple(changed if each.number == changed.number else each for each in tickets)
