"""Whether AES and third parties wait alike for the same things."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from penstock.governance.fairness.comparing import Comparison, asked_together, compared
from penstock.governance.fairness.waits import Wait
from penstock.governance.interconnection.procedure import Procedure
from penstock.governance.interconnection.queueing import Position, Reordering
from penstock.governance.interconnection.requests import Entry, InterconnectionRequest, Milestone
from penstock.governance.service_levels.business_time import business_time_between
from penstock.governance.service_levels.calendars import Calendar
from penstock.governance.service_levels.open_time import in_utc

AES, THIRD_PARTIES = "AES", "third parties"
WAITS = (
    (Milestone.RECEIVED, Milestone.COMPLETE),
    (Milestone.COMPLETE, Milestone.STUDIED),
    (Milestone.COMPLETE, Milestone.AGREEMENT_TENDERED),
    (Milestone.COMPLETE, Milestone.PERMITTED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advancement:
    """A request that stands in front of others whose applications were complete before.

    Args:
        entry: The request, with its customer.
        number: Its place in the queue.
        by_application: The place that its application gave it.
        reorderings: Why, the last first.
    """

    entry: Entry
    number: int
    by_application: int
    reorderings: tuple[Reordering, ...]


def waiting_alike(
    entries: Iterable[Entry], procedure: Procedure, calendar: Calendar, *, at: datetime
) -> tuple[Comparison, ...]:
    """Compare how long AES and third parties wait, track by track and milestone by milestone.

    What is no step of a track, nobody waits for on it. Waits are business time. One that goes on,
    and one that ended with the request, counts as longer than it is.

    Raises:
        BeyondCalendarError: The calendar does not reach that far.
    """
    waits: dict[str, dict[bool, list[Wait]]] = {}
    for entry in entries:
        track = procedure.track(entry.request.project)
        owed = {step.milestone for step in track.steps}
        for start, end in WAITS:
            wait = _wait(entry.request, start, end, calendar, in_utc(at))
            if end in owed and wait is not None:
                subject = waits.setdefault(f"{track.name}: {start} to {end}", {})
                subject.setdefault(entry.customer.is_affiliate, []).append(wait)
    return asked_together(
        [
            compared(name, first=(AES, groups[True]), second=(THIRD_PARTIES, groups[False]))
            for name, groups in waits.items()
            if len(groups) == 2
        ]
    )


def advanced(
    positions: Iterable[Position],
    in_order: Iterable[InterconnectionRequest],
    entries: Mapping[str, Entry],
) -> Iterator[Advancement]:
    """Yield the requests that reorderings brought forward, with the reasons."""
    places = {request.id: number for number, request in enumerate(in_order, 1)}
    for position in positions:
        if position.moved and position.number < places[position.request.id]:
            yield Advancement(
                entry=entries[position.request.id],
                number=position.number,
                by_application=places[position.request.id],
                reorderings=position.moved,
            )


def _wait(
    request: InterconnectionRequest,
    start: Milestone,
    end: Milestone,
    calendar: Calendar,
    at: datetime,
) -> Wait | None:
    if start not in request.reached or in_utc(request.reached[start]) > at:
        return None
    reached = request.reached.get(end)
    over = reached is not None and in_utc(reached) <= at
    gone = in_utc(request.withdrawn) if request.withdrawn else at
    until = in_utc(reached) if reached is not None and over else min(at, gone)
    began = in_utc(request.reached[start])
    return Wait(business_time_between(calendar, began, max(began, until)), goes_on=not over)
