"""The acts of NCV-01.4 about the visit: planned, confirmed, missed, moved."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.casework.appointment.crews import Absence
from penstock.casework.appointment.jobs import Job, Window
from penstock.casework.appointment.ports import CrewCalendar
from penstock.casework.appointment.travel import Location
from penstock.casework.hours import BusinessHours
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.installing.kit import (
    EMPTY,
    last_promise,
    require_valid,
)
from penstock.streams.ncv_01_smart_home.installing.saying import (
    NobodyThere,
    OtherDays,
    SuitsCustomer,
    TechnicianIllness,
    VisitWish,
)
from penstock.streams.ncv_01_smart_home.installing.visiting import (
    ZONE,
    appointed,
    booked,
    due,
    midnight,
    require_booked,
    skills_of,
    tomorrow,
    whole_day,
)
from penstock.streams.ncv_01_smart_home.items.contract import SignedContract
from penstock.streams.ncv_01_smart_home.items.preparation import (
    InstallationRequirements,
    ScheduledInstallation,
)
from penstock.streams.ncv_01_smart_home.items.working import (
    InstallerAppointment,
    KitReservation,
    NoShow,
)

STAGE = "NCV-01.4"


@stage_act(STAGE, "plan-visit", anytime=True)
def plan_visit(  # noqa: PLR0913, PLR0917  # a technician is sent when all of these allow it
    said: VisitWish,
    contract: SignedContract,
    requirements: InstallationRequirements,
    kit: KitReservation | None,
    before: InstallerAppointment | None,
    calendar: CrewCalendar,
    hours: BusinessHours,
    case: CaseFacts,
    now: datetime,
) -> InstallerAppointment:
    """Book the soonest technician who can do it; to move a visit, say why."""
    require_valid(contract)
    if before and before.appointment and not said.because:
        raise ActRefusedError(
            f"{before.appointment.crew} is booked from {before.appointment.start}. Say with "
            "because why it is moved."
        )
    empty = InstallerAppointment(
        appointment=None,
        location=_location(said, before),
        travel=calendar.travel.in_words,
        due=due(contract, hours),
    )
    kept = replace(before or empty, windows=said.windows, location=empty.location)
    job = Job(
        id=case.case_id,
        location=kept.location,
        minutes=said.minutes or requirements.minutes,
        skills=skills_of(requirements),
        windows=said.windows,
    )
    own = [kept.appointment] if kept.appointment else []
    since = _first_moment(said, kit or EMPTY, now)
    found = booked(calendar, job, since=since, given_up=own, now=now)
    return appointed(kept, found, because=said.because, now=now)


@stage_act(STAGE, "confirm-visit", anytime=True)
def confirm_visit(
    said: SuitsCustomer, before: InstallerAppointment, now: datetime
) -> InstallerAppointment:
    """Write down that the customer said, by telephone or letter, that the appointment suits."""
    require_booked(before)
    return replace(before, confirmed_at=now, confirmed_by=said.by)


@stage_act(STAGE, "move-visit", anytime=True)
def move_visit(  # noqa: PLR0913, PLR0917  # an appointment is moved when all of these allow it
    said: OtherDays,
    before: InstallerAppointment,
    kit: KitReservation | None,
    released: ScheduledInstallation | None,
    calendar: CrewCalendar,
    case: CaseFacts,
    now: datetime,
) -> InstallerAppointment:
    """Let the customer move the appointment to the soonest of some days; else it stands."""
    made = require_booked(before)
    if released is not None and (released.technician, released.begin) == (made.crew, made.start):
        raise ActRefusedError(
            f"The job is on the route of {made.crew} already. Move it with “plan-visit”."
        )
    since = _first_moment(VisitWish(), kit or EMPTY, now)
    windows = tuple(whole_day(day) for day in sorted({*said.days}) if whole_day(day).end > since)
    if not windows:
        raise ActRefusedError(f"The devices are there from {since:%Y-%m-%d} on; say later days.")
    job = made.as_job(windows=windows)
    found = booked(calendar, job, since=since, given_up=[made], now=now, or_stays=True)
    if found is None:
        raise ActRefusedError(
            "No technician who can do it has time on these days. The appointment stands; say "
            "other days."
        )
    moved = appointed(before, found, because="the customer asked for another day", now=now)
    return replace(moved, windows=windows, confirmed_at=now, confirmed_by=case.person)


@stage_act(STAGE, "no-show", anytime=True)
def no_show(
    said: NobodyThere,
    before: InstallerAppointment,
    calendar: CrewCalendar,
    case: CaseFacts,
    now: datetime,
) -> InstallerAppointment:
    """Record that nobody let the technician in, and book the soonest other time."""
    missed = require_booked(before)
    if said.waited_until < missed.start or said.waited_until > now:
        raise ActRefusedError(
            f"waited_until is {said.waited_until}; expected a moment from {missed.start}, when "
            f"{missed.crew} was to come, to now, {now}."
        )
    windows = said.windows or tuple(each for each in before.windows if each.start > now)
    job = missed.as_job(windows=windows)
    found = booked(calendar, job, since=tomorrow(now), given_up=[missed], now=now)
    note = NoShow(
        appointment=missed,
        waited_until=said.waited_until,
        told_by=case.person,
        words=said.words,
    )
    kept = replace(before, windows=windows, no_shows=(*before.no_shows, note))
    return appointed(kept, found, because="nobody was there to let us in", now=now)


@stage_act(STAGE, "technician-ill", anytime=True)
def technician_ill(
    said: TechnicianIllness,
    before: InstallerAppointment,
    calendar: CrewCalendar,
    now: datetime,
) -> InstallerAppointment:
    """Take the booked technician as absent, and book the soonest other; nobody else is moved."""
    made = require_booked(before)
    if said.until <= said.since:
        raise ActRefusedError(f"The absence ends at {said.until}, before it begins.")
    away = Window(start=said.since, end=said.until)
    if not any(each.window.overlaps(away) for each in made.visits):
        raise ActRefusedError(
            f"{made.crew} comes here from {made.start} to {made.end}, when they are not absent. "
            "Report the absence in the cases that it concerns."
        )
    calendar.report_absence(Absence(crew=made.crew, window=away, because=said.because))
    job = made.as_job(windows=before.windows)
    since = max(now, midnight(made.start.astimezone(ZoneInfo(ZONE)).date(), ZONE))
    found = booked(calendar, job, since=since, given_up=[made], now=now)
    return appointed(before, found, because=f"{made.crew} is absent: {said.because}", now=now)


def _location(said: VisitWish, before: InstallerAppointment | None) -> Location:
    if said.latitude is not None and said.longitude is not None:
        return Location(latitude=said.latitude, longitude=said.longitude)
    if before is None:
        raise ActRefusedError("Say with latitude and longitude where the home is.")
    return before.location


def _first_moment(said: VisitWish, kit: KitReservation, now: datetime) -> datetime:
    days = [tomorrow(now).date()]
    if promised := last_promise(kit):
        days.append(promised + timedelta(days=1))
    if said.earliest:
        days.append(said.earliest)
    return midnight(max(days), ZONE)
