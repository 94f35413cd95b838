"""How long a request took on the clock of its agreement, as of a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from penstock.governance.fairness.waits import Wait
from penstock.governance.service_levels.agreements import PAUSED, Agreement
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.deadlines import Clock, started
from penstock.governance.service_levels.open_time import in_utc
from penstock.governance.service_levels.requests import Pause, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A request as the clock of its agreement has it.

    Args:
        request: The request.
        calendar: The version of the calendar that it counts on.
        wait: The time that counted, of the agreement's kind, without pauses; it goes on while the
            request is open.
        due: The first moment that is too late; while the clock stands still, what it was.
        settled: When it was known whether it is in time: when it was closed or due, whichever came
            first; None where that is not known yet.
        in_time: Whether it was closed before it was due.
        warned: Whether people had to be warned.
    """

    request: Request
    calendar: Calendar
    wait: Wait
    due: datetime
    settled: datetime | None
    in_time: bool
    warned: bool


def measured(
    request: Request, agreement: Agreement, calendar: Calendar, *, until: datetime
) -> Measured:
    """Measure a request with all that was known by a moment.

    Args:
        request: The request, opened before that moment.
        agreement: What was promised.
        calendar: The version of the calendar in force when it was opened.
        until: What happens at it or later is not known.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    until = in_utc(until)
    closed = _known(request.closed, until)
    end = closed or until
    pauses = tuple(_counting(request, agreement, until))
    clock = _run(started(agreement.terms, calendar, request.opened), calendar, pauses)
    late = clock.deadline.due <= _ticking_until(clock, end) and clock.deadline.due < until
    counted = agreement.target.between(calendar, request.opened, end) - sum(
        (agreement.target.between(calendar, each.start, each.end or end) for each in pauses),
        timedelta(),
    )
    return Measured(
        request=request,
        calendar=calendar,
        wait=Wait(counted, goes_on=closed is None),
        due=clock.deadline.due,
        settled=clock.deadline.due if late else closed,
        in_time=closed is not None and not late,
        warned=clock.deadline.warn_at <= _ticking_until(clock, end),
    )


def unaccepted(request: Request, agreement: Agreement) -> Iterator[Pause]:
    """Yield the pauses of a request whose reasons its agreement does not accept."""
    yield from (each for each in request.pauses if each.reason not in agreement.pauses_for)


def _known(moment: datetime | None, until: datetime) -> datetime | None:
    return in_utc(moment) if moment is not None and in_utc(moment) < until else None


def _counting(request: Request, agreement: Agreement, until: datetime) -> Iterator[Pause]:
    """Yield the pauses that stop the clock, as they were known by a moment."""
    for pause in request.pauses:
        if pause.reason in agreement.pauses_for and in_utc(pause.start) < until:
            yield Pause(start=pause.start, end=_known(pause.end, until), reason=pause.reason)


def _run(clock: Clock, calendar: Calendar, pauses: tuple[Pause, ...]) -> Clock:
    for pause in pauses:
        clock = clock.in_state(PAUSED, calendar, pause.start, reason=pause.reason)
        if pause.end is not None:
            clock = clock.resumed(calendar, pause.end)
    return clock


def _ticking_until(clock: Clock, end: datetime) -> datetime:
    return end if clock.pause is None else min(end, clock.pause.since)
