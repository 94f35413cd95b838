"""The acts of NCV-03.5 that plan and build: crew, checklist, incidents, changes, the end."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.casework.appointment.booking import Planning
from penstock.casework.appointment.crews import Absence
from penstock.casework.appointment.jobs import Window
from penstock.casework.appointment.ports import BookedTwiceError, CrewCalendar
from penstock.casework.checklist.incidents import Incident, judged
from penstock.casework.checklist.metadata import without_metadata
from penstock.casework.checklist.reporting import (
    built_in,
    last_readings,
    photos_of,
    report_of,
)
from penstock.casework.checklist.reports import missing, quality_percent
from penstock.casework.checklist.saying import StepDone
from penstock.casework.purchase.punctuality import punctuality
from penstock.casework.purchase.receipts import open_lines
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_03_solar_storage.installing.building import (
    checklist_of,
    missing_serials,
)
from penstock.streams.ncv_03_solar_storage.installing.buying import receipts_of, require_sold
from penstock.streams.ncv_03_solar_storage.installing.crew_planning import (
    appointed,
    first_day,
    job_of,
    midnight,
)
from penstock.streams.ncv_03_solar_storage.installing.reporting import (
    parts_cents,
    require_reportable,
)
from penstock.streams.ncv_03_solar_storage.installing.saying import (
    CrewIllness,
    CrewReleased,
    CrewWish,
    SiteChange,
)
from penstock.streams.ncv_03_solar_storage.items.contract import (
    ChangeOrder,
    ChangeOrders,
    SalesOrder,
    SignedContract,
)
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.installation import (
    CrewAppointment,
    Deliveries,
    InstallationPhoto,
    InstallationReport,
    InstalledDgStorageSystem,
    PurchaseOrders,
    SafetyIncidents,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import ApprovedPermits

STAGE = "NCV-03.5"


@stage_act(STAGE, "plan-crew")
def plan_crew(  # noqa: PLR0913, PLR0917  # a crew is sent when all of these allow it
    said: CrewWish,
    design: SystemDesign,
    permits: ApprovedPermits,
    orders: PurchaseOrders,
    came: Deliveries | None,
    before: CrewAppointment | None,
    calendar: CrewCalendar,
    case: CaseFacts,
    now: datetime,
) -> CrewAppointment:
    """Book the soonest crew that can build the system, after the parts and within the wishes."""
    if not permits.permits:
        raise ActRefusedError("There is no approved permit; nobody is sent before there is one.")
    if before and before.appointment and not said.because:
        raise ActRefusedError(
            f"{before.appointment.crew} is booked from {before.appointment.start}. Say with "
            "because why it is moved."
        )
    today = now.astimezone(ZoneInfo(design.zone)).date()
    day = first_day(said.earliest, orders, came, today=today)
    job = job_of(design, said, case_id=case.case_id, product=case.product)
    planning = Planning(calendar=calendar, job=job, since=midnight(day, design.zone))
    return _booked(planning, before, because=said.because, now=now)


@stage_act(STAGE, "crew-ill")
def crew_ill(
    said: CrewIllness,
    before: CrewAppointment,
    calendar: CrewCalendar,
    now: datetime,
) -> CrewAppointment:
    """Take the booked crew as absent, and book the soonest other time; nobody else is moved."""
    if before.appointment is None:
        raise ActRefusedError("No crew is booked; do “plan-crew”.")
    if said.until <= said.since:
        raise ActRefusedError(f"The absence ends at {said.until}, before it begins.")
    window = Window(start=said.since, end=said.until)
    crew = before.appointment.crew
    if not any(each.window.overlaps(window) for each in before.appointment.visits):
        raise ActRefusedError(
            f"{crew} comes here from {before.appointment.start} to {before.appointment.end}, when "
            "it is not absent. Report the absence in the cases that it concerns."
        )
    calendar.report_absence(Absence(crew=crew, window=window, because=said.because))
    planning = Planning(
        calendar=calendar,
        job=before.appointment.as_job(windows=before.windows),
        since=max(now, before.appointment.start - timedelta(days=1)),
    )
    return _booked(planning, before, because=f"{crew} is absent: {said.because}", now=now)


@stage_act(STAGE, "release-crew", anytime=True)
def release_crew(
    said: CrewReleased, before: CrewAppointment, calendar: CrewCalendar, now: datetime
) -> CrewAppointment:
    """Give the crew's time back, as when the customer cancels."""
    if before.appointment is None:
        raise ActRefusedError("No crew is booked, so there is none to release.")
    if before.appointment.end <= now:
        raise ActRefusedError(f"The crew was here until {before.appointment.end} already.")
    calendar.book([], instead_of=[before.appointment])
    after = appointed(before, None, travel=before.travel, because=said.because, now=now)
    return replace(after, because=said.because, windows=before.windows)


@stage_act(STAGE, "start")
def start(  # noqa: PLR0913, PLR0917  # building begins when all of these allow it
    design: SystemDesign,
    parts: BillOfMaterials,
    sold: SalesOrder,
    contract: SignedContract,
    crew: CrewAppointment,
    orders: PurchaseOrders,
    came: Deliveries,
    building: InstallationReport | None,
    now: datetime,
) -> InstallationReport:
    """Begin to build: the parts are here, the crew is booked, the contract stands."""
    require_sold(contract, sold, parts)
    if building is not None:
        raise ActRefusedError(f"{building.crew} began at {building.started_at} already.")
    if crew.appointment is None:
        raise ActRefusedError("No crew is booked; do “plan-crew”.")
    lacking = [
        f"{pieces} of {line.part_number} ({order.number}, promised for {line.promised_on})"
        for order, line, pieces in open_lines(orders.orders, receipts_of(came))
    ]
    if lacking:
        raise ActRefusedError(
            f"Parts are still to come: {'; '.join(lacking)}. Receive them, or call them off and "
            "order others."
        )
    return InstallationReport(
        checklist=checklist_of(design, parts), crew=crew.appointment.crew, started_at=now
    )


@stage_act(STAGE, "report")
def report(  # noqa: PLR0913, PLR0917  # a report is held against all of these
    said: StepDone,
    building: InstallationReport,
    orders: PurchaseOrders,
    came: Deliveries,
    attached: bytes | None,
    case: CaseFacts,
    now: datetime,
) -> tuple[InstallationReport, InstallationPhoto | None]:
    """Report a step of the checklist, with a photo, readings, serial numbers, and who signs."""
    require_reportable(said, building, orders=orders, came=came, attached=attached)
    photo = None if attached is None else InstallationPhoto(content=without_metadata(attached))
    done = report_of(said, photo.content if photo else None, by=case.person, at=now)
    return replace(building, reports=(*building.reports, done)), photo


@stage_act(STAGE, "incident", anytime=True)
def incident(
    said: Incident, before: SafetyIncidents | None, case: CaseFacts, now: datetime
) -> SafetyIncidents:
    """Write down a safety incident, and whether it is recordable after 29 CFR 1904.7."""
    if said.happened_at > now:
        raise ActRefusedError(f"happened_at is {said.happened_at}, which has not come yet.")
    reported = judged(said, by=case.person)
    return SafetyIncidents(incidents=(*(before.incidents if before else ()), reported))


@stage_act(STAGE, "change-order")
def change_order(  # noqa: PLR0913, PLR0917  # what a change voids is read off all of these
    said: SiteChange,
    design: SystemDesign,
    contract: SignedContract,
    permits: ApprovedPermits,
    before: ChangeOrders | None,
    case: CaseFacts,
    now: datetime,
) -> ChangeOrders:
    """Ask design for a change that the site makes necessary, and say what it voids."""
    orders = before.orders if before else ()
    listed = ", ".join(each.number for each in permits.permits)
    voids = (
        f"Design {design.variant}, version {design.version}, is to be drawn again: reopen "
        f"NCV-03.2 of case {case.case_id} with this change as the reason.",
        f"The signature under contract {contract.number} is void as soon as design, parts or "
        "price differ; the customer signs again.",
        f"Permits {listed} were granted for the old drawings; the authority is asked anew.",
    )
    change = ChangeOrder(
        number=len(orders) + 1,
        what=said.what,
        because=said.because,
        wanted_by=case.person,
        wanted_at=now,
        voids=voids,
    )
    return ChangeOrders(orders=(*orders, change))


@stage_act(STAGE, "finish")
def finish(  # noqa: PLR0913, PLR0917  # what was built is shown by all of these
    design: SystemDesign,
    parts: BillOfMaterials,
    sold: SalesOrder,
    contract: SignedContract,
    building: InstallationReport,
    orders: PurchaseOrders,
    came: Deliveries,
    harm: SafetyIncidents | None,
    now: datetime,
) -> InstalledDgStorageSystem:
    """End the installation when every step is done and shown, or tell all that is missing."""
    require_sold(contract, sold, parts)
    serials = built_in(building.reports)
    lacking = [*missing(building.checklist, building.reports), *missing_serials(parts, serials)]
    quality = quality_percent(building.checklist, building.reports)
    if lacking or quality is None:
        raise ActRefusedError(" ".join(lacking) or "No step is reported.")
    incidents = harm.incidents if harm else ()
    in_time = punctuality(orders.orders, receipts_of(came), now=now, zone=design.zone)
    return InstalledDgStorageSystem(
        crew=building.crew,
        started_at=building.started_at,
        completed_at=now,
        serials=serials,
        photos=photos_of(building.reports),
        readings=last_readings(building.reports),
        quality_percent=quality,
        incidents=len(incidents),
        recordable_incidents=sum(each.is_recordable for each in incidents),
        lines_in_time=in_time.in_time,
        lines_due=in_time.due,
        parts_cents=parts_cents(orders, came),
    )


def _booked(
    planning: Planning, before: CrewAppointment | None, *, because: str, now: datetime
) -> CrewAppointment:
    known = (before.appointment,) if before and before.appointment else ()
    try:
        found = planning.booked((*known, *planning.own(now)))
    except BookedTwiceError as error:
        raise ActRefusedError(str(error)) from error
    travel = planning.calendar.travel.in_words
    after = appointed(before, found, travel=travel, because=because, now=now)
    return replace(after, windows=planning.job.windows)
