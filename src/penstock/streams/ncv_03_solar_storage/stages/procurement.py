"""The acts of NCV-03.5 that buy: order, receive, send back, call off, judge invoices."""

from datetime import datetime

from penstock.casework.checklist.reporting import built_in
from penstock.casework.purchase.invoicing import Invoice, match
from penstock.casework.purchase.orders import NoSuchOrderError, PurchaseOrder
from penstock.casework.purchase.orders import order_of as purchase_called
from penstock.casework.purchase.ports import (
    SerialNumbers,
    SoldOutError,
    Suppliers,
    TakenSerialError,
)
from penstock.casework.purchase.receipts import Delivered, Return
from penstock.casework.purchase.receiving import (
    FutureDeliveryError,
    GoodsRefusedError,
    called_off,
    returned,
    taken_in,
)
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_03_solar_storage.installing.buying import (
    bought,
    need_by,
    ordered,
    receipts_of,
    require_sold,
    without_orphans,
)
from penstock.streams.ncv_03_solar_storage.installing.saying import (
    CalledOff,
    OrderWish,
    SentBack,
)
from penstock.streams.ncv_03_solar_storage.items.contract import SalesOrder, SignedContract
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials
from penstock.streams.ncv_03_solar_storage.items.installation import (
    Deliveries,
    InstallationReport,
    JudgedInvoice,
    PurchaseOrders,
)

STAGE = "NCV-03.5"


@stage_act(STAGE, "order")
def order(  # noqa: PLR0913, PLR0917  # what is bought rests on all of these items
    said: OrderWish,
    parts: BillOfMaterials,
    sold: SalesOrder,
    contract: SignedContract,
    before: PurchaseOrders | None,
    came: Deliveries | None,
    suppliers: Suppliers,
    case: CaseFacts,
    now: datetime,
) -> PurchaseOrders:
    """Order what the bill of materials asks for and no order covers: in time, and for least."""
    require_sold(contract, sold, parts)
    orders, lacking = bought(parts, before, came)
    if not lacking and before and orders == before.orders:
        raise ActRefusedError("Every part of the bill of materials is ordered.")
    by = need_by(said.need_by, sold)
    try:
        without_orphans(orders, suppliers, case.case_id)
        new = ordered(
            lacking, suppliers, by=by, reference=case.case_id, at=now, first=len(orders) + 1
        )
        suppliers.confirm([*orders, *new])
    except SoldOutError as error:
        raise ActRefusedError(str(error)) from error
    return PurchaseOrders(orders=(*orders, *new), need_by=by)


@stage_act(STAGE, "receive")
def receive(  # a delivery is held against all of these
    said: Delivered,
    orders: PurchaseOrders,
    came: Deliveries | None,
    serials: SerialNumbers,
    case: CaseFacts,
    now: datetime,
) -> Deliveries:
    """Take in what a supplier delivered, be it a part; what is wrong with it is told at once."""
    known = receipts_of(came)
    try:
        receipts = taken_in(said, orders.orders, known, serials, reference=case.case_id, now=now)
    except (FutureDeliveryError, GoodsRefusedError, NoSuchOrderError, TakenSerialError) as error:
        raise ActRefusedError(str(error)) from error
    return Deliveries(
        deliveries=receipts.deliveries,
        returns=receipts.returns,
        invoices=came.invoices if came else (),
    )


@stage_act(STAGE, "return")
def send_back(  # noqa: PLR0913, PLR0917  # a return changes orders, stock and serial numbers
    said: SentBack,
    orders: PurchaseOrders,
    came: Deliveries,
    building: InstallationReport | None,
    suppliers: Suppliers,
    serials: SerialNumbers,
    case: CaseFacts,
    now: datetime,
) -> tuple[PurchaseOrders, Deliveries]:
    """Send pieces back to their supplier, to be replaced or called off."""
    _require_loose(said, building)
    back = Return(
        order=said.order,
        part_number=said.part_number,
        quantity=said.quantity,
        because=said.because,
        returned_at=now,
        serial_numbers=said.serial_numbers,
        is_replaced=said.is_replaced,
    )
    try:
        after, receipts = returned(back, orders.orders, receipts_of(came))
    except (GoodsRefusedError, NoSuchOrderError) as error:
        raise ActRefusedError(str(error)) from error
    suppliers.confirm(after)
    pieces = [(said.part_number, each) for each in said.serial_numbers]
    serials.give_back(pieces, reference=case.case_id)
    return (
        PurchaseOrders(orders=after, need_by=orders.need_by),
        Deliveries(
            deliveries=receipts.deliveries, returns=receipts.returns, invoices=came.invoices
        ),
    )


@stage_act(STAGE, "call-off", anytime=True)
def call_off(
    said: CalledOff, orders: PurchaseOrders, came: Deliveries | None, suppliers: Suppliers
) -> PurchaseOrders:
    """Call off what is still to come of an order, or of all; what came stays."""

    def is_meant(each: PurchaseOrder) -> bool:
        return said.order in {"", each.number}

    try:
        if said.order:
            purchase_called(said.order, orders.orders)
    except NoSuchOrderError as error:
        raise ActRefusedError(str(error)) from error
    receipts = receipts_of(came)
    after = called_off(orders.orders, receipts, because=said.because, which=is_meant)
    if after == orders.orders:
        raise ActRefusedError("Nothing of it is still to come.")
    suppliers.confirm(after)
    return PurchaseOrders(orders=after, need_by=orders.need_by)


@stage_act(STAGE, "invoice", anytime=True)
def invoice(said: Invoice, orders: PurchaseOrders, came: Deliveries) -> Deliveries:
    """Hold a supplier's invoice against order and receipt, to the cent: what is owed of it."""
    try:
        of = purchase_called(said.order, orders.orders)
    except NoSuchOrderError as error:
        raise ActRefusedError(str(error)) from error
    before = [each.invoice for each in came.invoices]
    found = match(said, of, receipts_of(came), before=before)
    judged = JudgedInvoice(
        invoice=said, payable_cents=found.payable_cents, differences=found.differences
    )
    return Deliveries(
        deliveries=came.deliveries, returns=came.returns, invoices=(*came.invoices, judged)
    )


def _require_loose(said: SentBack, building: InstallationReport | None) -> None:
    built = {
        each.serial_number
        for each in (built_in(building.reports) if building else ())
        if each.part_number == said.part_number
    }
    fast = sorted(built & set(said.serial_numbers))
    if fast:
        raise ActRefusedError(
            f"{', '.join(fast)} of {said.part_number} is built in. Report the step as failed and "
            "write down the piece that takes its place before it goes back."
        )
