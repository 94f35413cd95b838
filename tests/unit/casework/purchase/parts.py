"""Orders and deliveries that tests of purchasing share."""

from datetime import UTC, date, datetime

from penstock.casework.purchase.orders import OrderLine, PurchaseOrder
from penstock.casework.purchase.receipts import DeliveredLine, Delivery

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
MODULES = OrderLine(
    part_number="MOD-430",
    description="Module, 430 W",
    quantity=4,
    unit_price_cents=14_900,
    promised_on=date(2026, 12, 1),
    needs_serial=True,
)
CLAMPS = OrderLine(
    part_number="CLAMP",
    description="Mid clamp",
    quantity=50,
    unit_price_cents=199,
    promised_on=date(2026, 12, 1),
)
ORDER = PurchaseOrder(
    number="PO-SOL-1-1",
    reference="SOL-1",
    supplier="Carolina Solar Supply",
    placed_at=NOON,
    lines=(MODULES, CLAMPS),
)


def modules(*serials: str, note: str = "DN-1", at: datetime = NOON) -> Delivery:
    line = DeliveredLine(part_number="MOD-430", quantity=len(serials), serial_numbers=serials)
    return Delivery(order=ORDER.number, note=note, received_at=at, lines=(line,))


def clamps(quantity: int, *, note: str = "DN-2", at: datetime = NOON) -> Delivery:
    line = DeliveredLine(part_number="CLAMP", quantity=quantity)
    return Delivery(order=ORDER.number, note=note, received_at=at, lines=(line,))
