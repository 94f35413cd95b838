"""The kit of a home: what its design needs, what is kept for it, and what is still to come."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from penstock.casework.purchase.choosing import choose
from penstock.casework.purchase.ordering import orders_for, still_needed
from penstock.casework.purchase.orders import Need, PurchaseOrder
from penstock.casework.purchase.ports import Suppliers
from penstock.casework.purchase.receipts import open_lines
from penstock.casework.purchase.receiving import called_off
from penstock.casework.stock.picking import FreePart, less, serials_of
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_01_smart_home.items.contract import SignedContract
from penstock.streams.ncv_01_smart_home.items.preparation import ReservedDevice
from penstock.streams.ncv_01_smart_home.items.solution import CustomSolutionDesign
from penstock.streams.ncv_01_smart_home.items.working import KitReservation

EMPTY = KitReservation()


def require_valid(contract: SignedContract) -> None:
    """Look whether a contract stands.

    Raises:
        ActRefusedError: It is void.
    """
    if contract.is_void:
        raise ActRefusedError(
            f"Contract {contract.number} is void: {contract.void_because} Nothing is prepared "
            "before it is signed again."
        )


def needs_of(design: CustomSolutionDesign, free: Sequence[FreePart]) -> tuple[Need, ...]:
    """Return what a design needs; the stock knows which articles have serial numbers."""
    counted = {each.part_number for each in free if not each.has_serials}
    return tuple(
        Need(
            part_number=line.article,
            description=line.what,
            quantity=line.count,
            needs_serial=line.article not in counted,
        )
        for line in design.kit
    )


def lacking(needs: Sequence[Need], kit: KitReservation) -> tuple[Need, ...]:
    """Return what of a design is neither kept nor ordered."""
    return still_needed(less(needs, kit.kept), kit.orders)


def to_come(kit: KitReservation) -> Iterator[str]:
    """Yield what is ordered and did not come, with its day."""
    for order, line, pieces in open_lines(kit.orders, kit.receipts):
        yield f"{pieces} of {line.part_number} ({order.number}, promised for {line.promised_on})"


def last_promise(kit: KitReservation) -> date | None:
    """Return the day by which the last piece is promised; None where nothing is to come."""
    days = [line.promised_on for _, line, _ in open_lines(kit.orders, kit.receipts)]
    return max(days, default=None)


def ordered(
    wanted: Sequence[Need],
    kit: KitReservation,
    suppliers: Suppliers,
    *,
    by: date,
    reference: str,
    at: datetime,
) -> tuple[PurchaseOrder, ...]:
    """Return all orders, with those that buy what is wanted; suppliers know of them.

    Raises:
        ActRefusedError: Nobody sells some of it.
        SoldOutError: Somebody else was faster.
    """
    _call_off_orphans(kit, suppliers, reference)
    offers = suppliers.offers([each.part_number for each in wanted], at=at)
    choice = choose(wanted, offers, need_by=by)
    if choice.unmet:
        listed = ", ".join(f"{each.quantity} of {each.part_number}" for each in choice.unmet)
        raise ActRefusedError(
            f"No supplier sells {listed}. Add a supplier to the catalogue, or design with devices "
            "that can be bought. Nothing was ordered."
        )
    new = orders_for(choice.purchases, reference=reference, at=at, first=len(kit.orders) + 1)
    suppliers.confirm([*kit.orders, *new])
    return (*kit.orders, *new)


def packed(
    design: CustomSolutionDesign, kit: KitReservation, needs: Sequence[Need]
) -> tuple[ReservedDevice, ...]:
    """Return each piece of a kit with its room: those of our stock first."""
    serials: dict[str, list[str]] = {}
    for serial, article in serials_here(kit).items():
        serials.setdefault(article, []).append(serial)
    numbered = {each.part_number for each in needs if each.needs_serial}
    return tuple(
        ReservedDevice(
            article=line.article,
            serial=serials[line.article].pop(0) if line.article in numbered else "",
            room=line.room,
        )
        for line in design.kit
        for _ in range(line.count)
    )


def serials_here(kit: KitReservation) -> Mapping[str, str]:
    """Return the article of each serial number that is here for a home: our stock's first."""
    kept = dict(serials_of(kit.kept))
    return kept | {
        serial: line.part_number
        for delivery in kit.deliveries
        for line in delivery.lines
        for serial in line.serial_numbers
    }


def _call_off_orphans(kit: KitReservation, suppliers: Suppliers, reference: str) -> None:
    """Call off what suppliers were told and nobody recorded, as a failure in between leaves it."""
    recorded = {each.number for each in kit.orders}
    lost = [each for each in suppliers.confirmed(reference) if each.number not in recorded]
    suppliers.confirm(called_off(lost, EMPTY.receipts, because="it was never recorded in the case"))
