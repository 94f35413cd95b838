"""The acts of NCV-01.4: the kit is kept, a technician is booked, and the job is released."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from penstock.casework.appointment.jobs import Appointment
from penstock.casework.appointment.ports import CrewCalendar, CustomersWord
from penstock.casework.hours import BusinessHours
from penstock.casework.purchase.orders import Need, NoSuchOrderError
from penstock.casework.purchase.ports import (
    SerialNumbers,
    SoldOutError,
    Suppliers,
    TakenSerialError,
)
from penstock.casework.purchase.receipts import Delivered
from penstock.casework.purchase.receiving import FutureDeliveryError, GoodsRefusedError, taken_in
from penstock.casework.stock.picking import merged, pick, surplus, taken_out
from penstock.casework.stock.ports import OutOfStockError, Warehouse
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.governance.service_levels.business_time import add_business_days
from penstock.streams.ncv_01_smart_home.installing.kit import (
    EMPTY,
    lacking,
    needs_of,
    ordered,
    packed,
    require_valid,
    to_come,
)
from penstock.streams.ncv_01_smart_home.installing.mounting import planned_devices
from penstock.streams.ncv_01_smart_home.installing.visiting import (
    load,
    require_booked,
)
from penstock.streams.ncv_01_smart_home.items.contract import PaymentSecured, SignedContract
from penstock.streams.ncv_01_smart_home.items.preparation import (
    EquipmentPrepared,
    ScheduledInstallation,
)
from penstock.streams.ncv_01_smart_home.items.solution import CustomSolutionDesign
from penstock.streams.ncv_01_smart_home.items.working import (
    InstallerAppointment,
    KitReservation,
)
from penstock.streams.ncv_01_smart_home.naming import account_of, home_of
from penstock.streams.ncv_01_smart_home.ports import (
    ExpectedDevice,
    HomeDevices,
    HomeFacts,
    UnregisteredError,
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
    require_valid(contract)
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
    try:
        receipts = taken_in(
            said, kit.orders, kit.receipts, serials, reference=case.case_id, now=now
        )
    except (FutureDeliveryError, GoodsRefusedError, NoSuchOrderError, TakenSerialError) as error:
        raise ActRefusedError(str(error)) from error
    return replace(kit, deliveries=receipts.deliveries)


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
    devices: HomeDevices,
    case: CaseFacts,
    now: datetime,
) -> tuple[ScheduledInstallation, EquipmentPrepared]:
    """Release the job to the day's route, unless a part, a skill or the customer's word lacks."""
    require_valid(contract)
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
    _register(equipment, design, devices, case)
    return scheduled, equipment


def _register(
    equipment: EquipmentPrepared,
    design: CustomSolutionDesign,
    devices: HomeDevices,
    case: CaseFacts,
) -> None:
    """Let the platform know the devices ahead of the visit, so that it knows their voices."""
    what = {line.article: line.what for line in design.kit}
    facts = HomeFacts(
        home=home_of(case.case_id),
        customer=case.customer,
        premise=case.premise,
        account=account_of(case.case_id, case.account),
        case_id=case.case_id,
    )
    expected = [
        ExpectedDevice(
            device=each.device,
            serial=each.serial,
            called=f"{what.get(each.article, each.article)}, {each.room}".removesuffix(", "),
        )
        for each in planned_devices(equipment, design)
    ]
    try:
        devices.register(facts, expected, by=case.person)
    except UnregisteredError as error:
        raise ActRefusedError(str(error)) from error


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
