"""The acts of NCV-01.4: the kit is kept, a technician is booked, and the job is released."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from penstock.casework.appointment.crews import Absence
from penstock.casework.appointment.jobs import Appointment, Job, Window
from penstock.casework.appointment.ports import CrewCalendar, CustomersWord
from penstock.casework.appointment.travel import Location
from penstock.casework.hours import BusinessHours
from penstock.casework.purchase.orders import Need, NoSuchOrderError
from penstock.casework.purchase.ports import (
    SerialNumbers,
    SoldOutError,
    Suppliers,
    TakenSerialError,
)
from penstock.casework.purchase.receipts import Delivery
from penstock.casework.purchase.receiving import GoodsRefusedError, received
from penstock.casework.stock.picking import merged, pick, surplus, taken_out
from penstock.casework.stock.ports import OutOfStockError, Warehouse
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.governance.service_levels.business_time import add_business_days
from penstock.streams.ncv_01_smart_home.installing.kit import (
    EMPTY,
    lacking,
    last_promise,
    needs_of,
    ordered,
    packed,
    to_come,
)
from penstock.streams.ncv_01_smart_home.installing.saying import (
    Delivered,
    NobodyThere,
    SuitsCustomer,
    TechnicianIllness,
    VisitWish,
)
from penstock.streams.ncv_01_smart_home.installing.visiting import (
    ZONE,
    appointed,
    booked,
    due,
    load,
    midnight,
    require_booked,
    tomorrow,
)
from penstock.streams.ncv_01_smart_home.items.contract import PaymentSecured, SignedContract
from penstock.streams.ncv_01_smart_home.items.preparation import (
    EquipmentPrepared,
    InstallationRequirements,
    ScheduledInstallation,
)
from penstock.streams.ncv_01_smart_home.items.solution import CustomSolutionDesign
from penstock.streams.ncv_01_smart_home.items.working import (
    InstallerAppointment,
    KitReservation,
    NoShow,
)

STAGE = "NCV-01.4"
# So that what comes wrong can be sorted out before the van is packed; ours.
_PARTS_WITHIN_BUSINESS_DAYS = 5


@stage_act(STAGE, "reserve", anytime=True)
def reserve(  # noqa: PLR0913, PLR0917  # what is kept rests on all of these
    design: CustomSolutionDesign,
    contract: SignedContract,
    before: KitReservation | None,
    warehouse: Warehouse,
    suppliers: Suppliers,
    hours: BusinessHours,
    case: CaseFacts,
    now: datetime,
) -> KitReservation:
    """Keep the devices of the design by serial number, and order what the stock has not."""
    _require_valid(contract)
    kit = before or EMPTY
    free = warehouse.free([line.article for line in design.kit])
    needs = needs_of(design, free)
    # What was reserved before and not recorded, as a failure in between leaves it, is kept.
    known = replace(kit, kept=merged([*kit.kept, *warehouse.reserved(case.case_id)]))
    found = pick(lacking(needs, known), free)
    back = surplus(needs, known.kept)
    if before and not found.picked and not found.lacking and not back and known == kit:
        raise ActRefusedError("Every device of the design is kept or ordered.")
    by = add_business_days(hours.calendar, contract.signed_on, _PARTS_WITHIN_BUSINESS_DAYS)
    try:
        orders = ordered(found.lacking, known, suppliers, by=by, reference=case.case_id, at=now)
        warehouse.reserve(found.picked, reference=case.case_id)
    except (SoldOutError, OutOfStockError) as error:
        raise ActRefusedError(str(error)) from error
    warehouse.release(back, reference=case.case_id)
    kept = taken_out([*known.kept, *found.picked], back)
    return replace(known, kept=kept, orders=orders)


@stage_act(STAGE, "receive", anytime=True)
def receive(
    said: Delivered,
    kit: KitReservation,
    serials: SerialNumbers,
    case: CaseFacts,
    now: datetime,
) -> KitReservation:
    """Take in what a supplier delivered for the home; what is wrong with it is told at once."""
    if said.received_at is not None and said.received_at > now:
        raise ActRefusedError(f"received_at is {said.received_at}, which has not come yet.")
    delivery = Delivery(
        order=said.order, note=said.note, received_at=said.received_at or now, lines=said.lines
    )
    try:
        receipts = received(delivery, kit.orders, kit.receipts)
        pieces = [(line.part_number, one) for line in said.lines for one in line.serial_numbers]
        serials.take(pieces, reference=case.case_id)
    except (GoodsRefusedError, NoSuchOrderError, TakenSerialError) as error:
        raise ActRefusedError(str(error)) from error
    return replace(kit, deliveries=receipts.deliveries)


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
    _require_valid(contract)
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
        skills=requirements.skills,
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


@stage_act(STAGE, "release", anytime=True)
def release(  # noqa: PLR0913, PLR0917  # a job is released when all of these allow it
    design: CustomSolutionDesign,
    contract: SignedContract,
    payment: PaymentSecured,
    kit: KitReservation,
    visit: InstallerAppointment,
    warehouse: Warehouse,
    word: CustomersWord,
    calendar: CrewCalendar,
    case: CaseFacts,
    now: datetime,
) -> tuple[ScheduledInstallation, EquipmentPrepared]:
    """Release the job to the day's route, unless a part, a skill or the customer's word lacks."""
    _require_valid(contract)
    if payment.contract != contract.number:
        raise ActRefusedError(
            f"What is paid is secured for contract {payment.contract}, and {contract.number} is "
            "to be installed. Secure the payment of this contract."
        )
    made = require_booked(visit)
    needs = needs_of(design, warehouse.free([line.article for line in design.kit]))
    if problems := [*_parts_missing(needs, kit), *_word_missing(visit, made, word)]:
        raise ActRefusedError(" ".join(problems))
    booked_minutes, available_minutes = load(calendar, made)
    scheduled = ScheduledInstallation(
        technician=made.crew,
        begin=made.start,
        end=made.end,
        booked_minutes=booked_minutes,
        available_minutes=available_minutes,
        confirmed_by_customer=True,
        moved=len(visit.moved),
    )
    equipment = EquipmentPrepared(
        devices=packed(design, kit, needs), packed_by=case.person, packed_at=now
    )
    return scheduled, equipment


def _parts_missing(needs: Sequence[Need], kit: KitReservation) -> Iterator[str]:
    for each in lacking(needs, kit):
        yield f"{each.quantity} of {each.part_number} are not kept; do “reserve”."
    for words in to_come(kit):
        yield f"Still to come: {words}."


def _word_missing(
    visit: InstallerAppointment, made: Appointment, word: CustomersWord
) -> Iterator[str]:
    if wish := word.wishes_another(made):
        yield f"The customer asks for another day: {wish} Move the visit, and answer them."
    elif visit.confirmed_at is None and not word.has_confirmed(made):
        yield (
            "The customer has not confirmed the appointment; they do so on their page, or you "
            "write down with “confirm-visit” that they did."
        )


def _require_valid(contract: SignedContract) -> None:
    if contract.is_void:
        raise ActRefusedError(
            f"Contract {contract.number} is void: {contract.void_because} Nothing is prepared "
            "before it is signed again."
        )


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
