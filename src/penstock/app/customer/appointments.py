"""The day on which a crew comes: told to the customer, who confirms it or asks for another."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.app.customer.papers import Papers
from penstock.app.customer.requests import CustomerRequest, Topic
from penstock.delivery.case import Case

_BUILDING = "Installed DG/storage system"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentSeen:
    """When a crew comes, as the customer sees it.

    Args:
        days: From when to when, day by day.
        moved_because: Why it was moved, the last time.
        is_confirmed: Whether the customer has said that it suits them.
        wished_at: When they asked for another day; None where no such wish is open.
        subject: What tells this appointment from one before.
        is_past: Whether it lies behind.
    """

    days: tuple[tuple[datetime, datetime], ...]
    moved_because: str
    is_confirmed: bool
    wished_at: datetime | None
    subject: str
    is_past: bool


def appointment_seen(
    papers: Papers, case: Case, requests: tuple[CustomerRequest, ...], *, now: datetime
) -> AppointmentSeen | None:
    """Return the appointment of a case; None where there is none, or the work is done."""
    if papers.crew is None or papers.crew.appointment is None or case.has(_BUILDING):
        return None
    made, zone = papers.crew.appointment, ZoneInfo(papers.zone)
    subject = made.start.isoformat()
    own = [each for each in requests if each.subject == subject]
    moved = papers.crew.moved
    return AppointmentSeen(
        days=tuple((v.start.astimezone(zone), v.end.astimezone(zone)) for v in made.visits),
        moved_because=moved[-1].because if moved else "",
        is_confirmed=any(each.topic is Topic.CONFIRMED for each in own),
        wished_at=next((_at(each, zone) for each in own if _is_wish(each)), None),
        subject=subject,
        is_past=made.end < now,
    )


def _is_wish(request: CustomerRequest) -> bool:
    return request.topic is Topic.APPOINTMENT and request.is_open


def _at(request: CustomerRequest, zone: ZoneInfo) -> datetime:
    return request.made_at.astimezone(zone)
