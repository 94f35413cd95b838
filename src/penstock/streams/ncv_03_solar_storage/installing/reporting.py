"""What a crew reports, held against the checklist and what came."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from penstock.casework.checklist.pictures import NoPictureError, picture_facts
from penstock.casework.checklist.reports import Reading, StepReport, TakenPhoto
from penstock.casework.checklist.saying import StepDone
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.installing.building import built_in
from penstock.streams.ncv_03_solar_storage.installing.buying import receipts_of
from penstock.streams.ncv_03_solar_storage.items.installation import (
    Deliveries,
    InstallationReport,
    PurchaseOrders,
)


def require_reportable(
    said: StepDone,
    building: InstallationReport,
    *,
    orders: PurchaseOrders,
    came: Deliveries,
    attached: bytes | None,
) -> None:
    """Look whether a report fits the checklist, and what came.

    Raises:
        ActRefusedError: It does not: all reasons at once.
    """
    problems = [
        *_step_problems(said, building),
        *_photo_problems(said, attached),
        *_serial_problems(said, building, orders=orders, came=came),
    ]
    if problems:
        raise ActRefusedError(" ".join(problems))


def taken(shows: str, content: bytes) -> TakenPhoto:
    """Return what is kept of a photo in the report."""
    return TakenPhoto(shows=shows, sha256=sha256(content).hexdigest())


def last_readings(reports: Sequence[StepReport]) -> tuple[Reading, ...]:
    """Return the last reading of each name."""
    last = {reading.name: reading for each in reports for reading in each.readings}
    return tuple(last.values())


def parts_cents(orders: PurchaseOrders, came: Deliveries) -> int:
    """Return what the pieces cost that came and did not go back. [cents]."""
    receipts = receipts_of(came)
    return sum(
        receipts.kept(order.number, line.part_number) * line.unit_price_cents
        for order in orders.orders
        for line in order.lines
    )


def _step_problems(said: StepDone, building: InstallationReport) -> Iterator[str]:
    step = building.checklist.step(said.step)
    if step is None:
        known = ", ".join(each.id for each in building.checklist.steps)
        yield f"There is no step “{said.step}”. Steps: {known}."
        return
    if said.shows and said.shows not in step.photos:
        listed = ", ".join(f"“{each}”" for each in step.photos) or "none"
        yield f"Step {step.id} needs no photo of “{said.shows}”. Photos: {listed}."
    names = [each.name for each in step.readings]
    for each in said.readings:
        if each.name not in names:
            listed = ", ".join(f"“{name}”" for name in names) or "none"
            yield f"Step {step.id} needs no reading “{each.name}”. Readings: {listed}."


def _photo_problems(said: StepDone, attached: bytes | None) -> Iterator[str]:
    if attached is None:
        if said.shows:
            yield f"No photo of “{said.shows}” is attached."
        return
    if not said.shows:
        yield "Say with shows what the photo shows."
    try:
        picture_facts(attached)
    except NoPictureError as error:
        yield str(error)


def _serial_problems(
    said: StepDone, building: InstallationReport, *, orders: PurchaseOrders, came: Deliveries
) -> Iterator[str]:
    receipts, known = receipts_of(came), set(built_in(building.reports))
    for each in said.serials:
        here = frozenset[str]().union(
            *(receipts.serials(order.number, each.part_number) for order in orders.orders)
        )
        if each in known:
            yield f"{each.serial_number} of {each.part_number} is built in already."
        elif each.serial_number not in here:
            yield (
                f"{each.serial_number} of {each.part_number} never came, or went back. Read the "
                "label again, or receive its delivery first."
            )
    for each in said.removed:
        if each not in known:
            yield f"{each.serial_number} of {each.part_number} is not built in."
