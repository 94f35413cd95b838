"""When which technician comes to a home."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from penstock.casework.appointment.booking import MovedAppointment, Planning
from penstock.casework.appointment.jobs import Appointment, Job, Window
from penstock.casework.appointment.ports import BookedTwiceError, CrewCalendar
from penstock.casework.appointment.travel import Location, Travel
from penstock.casework.hours import BusinessHours
from penstock.delivery.stage_acts import ActRefusedError
from penstock.governance.service_levels.levels import ServiceLevel
from penstock.streams.ncv_01_smart_home.items.contract import SignedContract
from penstock.streams.ncv_01_smart_home.items.preparation import InstallationRequirements
from penstock.streams.ncv_01_smart_home.items.working import InstallerAppointment

VISIT_WITHIN = ServiceLevel.parse("7 business days")
"""BR-05: the visit takes place so soon after the contract."""

ZONE = "America/New_York"
"""By whose clock technicians work."""

_MINUTE = timedelta(minutes=1)
_NOBODY = (
    "No technician who can do it has time within 90 days; hire one, or let the work take less."
)


def due(contract: SignedContract, hours: BusinessHours) -> datetime:
    """Return the first moment that is too late for the visit, by BR-05."""
    return VISIT_WITHIN.due(hours.calendar, contract.signed_at)


def midnight(day: date, zone: str) -> datetime:
    """Return the moment at which a day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


def skills_of(requirements: InstallationRequirements) -> tuple[str, ...]:
    """Return what is asked of a technician, in the words of the crews: without blanks."""
    return tuple("-".join(each.split()) for each in requirements.skills)


def tomorrow(now: datetime) -> datetime:
    """Return the moment at which the next day begins, where technicians are."""
    return midnight(now.astimezone(ZoneInfo(ZONE)).date() + timedelta(days=1), ZONE)


def whole_day(day: date) -> Window:
    """Return a day from midnight to midnight, by the clock of technicians."""
    return Window(start=midnight(day, ZONE), end=midnight(day + timedelta(days=1), ZONE))


def booked(  # what is looked for, and what it takes the place of
    calendar: CrewCalendar,
    job: Job,
    *,
    since: datetime,
    given_up: Sequence[Appointment],
    now: datetime,
    or_stays: bool = False,
) -> Appointment | None:
    """Return the soonest appointment, booked in place of others; nobody else's is moved.

    Args:
        calendar: Who is sent out, and when.
        job: What is to be done.
        since: The first moment that suits.
        given_up: What it takes the place of.
        now: The moment it is.
        or_stays: Whether what it would take the place of stays where nobody has time.

    Raises:
        ActRefusedError: Others were faster each time.
    """
    planning = Planning(calendar=calendar, job=job, since=since)
    # Visits that are over stay in the calendar; what comes and nobody recorded does not.
    left_over = [each for each in planning.own(now) if each.start > now]
    try:
        return planning.booked((*given_up, *left_over), or_stays=or_stays)
    except BookedTwiceError as error:
        raise ActRefusedError(str(error)) from error


def appointed(
    before: InstallerAppointment, found: Appointment | None, *, because: str, now: datetime
) -> InstallerAppointment:
    """Return an appointment in place of another; the customer is asked anew whether it suits."""
    if before.appointment is None or before.appointment == found:
        moved = before.moved
    else:
        gone = MovedAppointment(before=before.appointment, because=because, moved_at=now)
        moved = (*before.moved, gone)
    return replace(
        before,
        appointment=found,
        moved=moved,
        because="" if found else _NOBODY,
        confirmed_at=None,
        confirmed_by="",
    )


def require_booked(kept: InstallerAppointment) -> Appointment:
    """Return the appointment.

    Raises:
        ActRefusedError: There is none.
    """
    if kept.appointment is None:
        raise ActRefusedError(f"No visit is booked: {kept.because} Do “plan-visit”.")
    return kept.appointment


def load(calendar: CrewCalendar, made: Appointment) -> tuple[int, int]:
    """Return how long a technician is booked that day, ways included, and could work. [min].

    Raises:
        ActRefusedError: They do not work that day any more.
    """
    day = made.visits[0].day
    window = Window(start=made.start - timedelta(hours=14), end=made.end + timedelta(hours=14))
    shift = next(
        (each for each in calendar.shifts(window) if each.crew.id == made.crew and each.day == day),
        None,
    )
    if shift is None or not shift.crew.can(made.skills):
        asked = ", ".join(made.skills) or "anything"
        raise ActRefusedError(
            f"{made.crew} does not work on {day}, or cannot do {asked} any more. Do “plan-visit” "
            "with why it is moved."
        )
    visits = sorted(
        (visit.start, visit.end, each.location)
        for each in calendar.booked(window)
        if each.crew == made.crew
        for visit in each.visits
        if visit.day == day
    )
    worked = sum((end - start) // _MINUTE for start, end, _ in visits)
    way = [shift.crew.base, *(where for _, _, where in visits), shift.crew.base]
    return worked + _driven(way, calendar.travel), shift.minutes


def _driven(way: Sequence[Location], travel: Travel) -> int:
    return sum(travel.minutes(start, end) for start, end in pairwise(way))
