"""From a bill of materials to what is ordered of whom."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from penstock.casework.purchase.choosing import choose
from penstock.casework.purchase.ordering import orders_for, still_needed
from penstock.casework.purchase.orders import Need, PurchaseOrder
from penstock.casework.purchase.ports import Suppliers
from penstock.casework.purchase.receipts import Receipts, open_lines
from penstock.casework.purchase.receiving import called_off
from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items.contract import SalesOrder, SignedContract
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials
from penstock.streams.ncv_03_solar_storage.items.installation import Deliveries, PurchaseOrders

# Time to sort out what came wrong before the crew needs it; ours.
_BEFORE_BUILDING = timedelta(days=7)


def receipts_of(came: Deliveries | None) -> Receipts:
    """Return what came and went back."""
    return Receipts(deliveries=came.deliveries, returns=came.returns) if came else Receipts()


def needs_of(parts: BillOfMaterials) -> tuple[Need, ...]:
    """Return what a bill of materials asks for."""
    return tuple(
        Need(
            part_number=each.part_number,
            description=each.description,
            quantity=each.quantity,
            needs_serial=each.needs_serial,
        )
        for each in parts.lines
    )


def need_by(wish: date | None, sold: SalesOrder) -> date:
    """Return the day by which parts have to be on the site."""
    return wish or sold.installation_by - _BEFORE_BUILDING


def require_sold(contract: SignedContract, sold: SalesOrder, parts: BillOfMaterials) -> None:
    """Look whether what is to be built is what was signed.

    Raises:
        ActRefusedError: It is not.
    """
    if contract.is_void:
        raise ActRefusedError(
            f"Contract {contract.number} is void: {contract.void_because} Nothing is bought or "
            "built before it is signed again."
        )
    sold_lines = {each.part_number: each.quantity for each in sold.lines}
    now = {each.part_number: each.quantity for each in parts.lines}
    changed = sorted(
        part for part in sold_lines.keys() | now.keys() if sold_lines.get(part) != now.get(part)
    )
    if changed:
        raise ActRefusedError(
            f"The bill of materials is not the one of sales order {sold.number}; changed: "
            f"{', '.join(changed)}. Have the change signed first."
        )


def without_orphans(orders: Sequence[PurchaseOrder], suppliers: Suppliers, reference: str) -> None:
    """Call off what suppliers were told and nobody recorded, as a failure in between leaves it."""
    recorded = {each.number for each in orders}
    lost = [each for each in suppliers.confirmed(reference) if each.number not in recorded]
    off = called_off(lost, Receipts(), because="it was never recorded in the case")
    suppliers.confirm(off)


def bought(
    parts: BillOfMaterials, before: PurchaseOrders | None, came: Deliveries | None
) -> tuple[tuple[PurchaseOrder, ...], tuple[Need, ...]]:
    """Return the orders as they stand when what is needed no more is called off, and what lacks."""
    needs, orders = needs_of(parts), before.orders if before else ()
    wanted = {each.part_number for each in needs}
    receipts = receipts_of(came)
    for order, line, pieces in tuple(open_lines(orders, receipts)):
        if line.part_number not in wanted:
            less = order.without(line.part_number, pieces, because="the design has changed")
            orders = tuple(less if each.number == order.number else each for each in orders)
    return orders, still_needed(needs, orders)


def ordered(
    lacking: Sequence[Need],
    suppliers: Suppliers,
    *,
    by: date,
    reference: str,
    at: datetime,
    first: int,
) -> tuple[PurchaseOrder, ...]:
    """Return the orders that buy what lacks.

    Raises:
        ActRefusedError: Nobody sells some of it.
    """
    offers = suppliers.offers([each.part_number for each in lacking], at=at)
    choice = choose(lacking, offers, need_by=by)
    if choice.unmet:
        listed = ", ".join(f"{each.quantity} of {each.part_number}" for each in choice.unmet)
        raise ActRefusedError(
            f"No supplier sells {listed}. Add a supplier to the catalogue, or design with parts "
            "that can be bought. Nothing was ordered."
        )
    return orders_for(choice.purchases, reference=reference, at=at, first=first)
