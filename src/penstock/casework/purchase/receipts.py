"""What came of orders and what went back, piece by piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import Gt, MinLen

from penstock.casework.purchase.orders import OrderLine, PurchaseOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredLine:
    """Pieces of one part that came.

    Args:
        part_number: What the order calls it.
        quantity: Pieces.
        serial_numbers: Of each piece, where the order asks for them.
    """

    part_number: Annotated[str, MinLen(1)]
    quantity: Annotated[int, Gt(0)]
    serial_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What a supplier brought of an order."""

    order: Annotated[str, MinLen(1)]
    note: Annotated[str, MinLen(1)]
    lines: Annotated[tuple[DeliveredLine, ...], MinLen(1)]
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a supplier brought of an order, be it a part of it.

    Args:
        order: The number of the order.
        note: The number of the delivery note.
        received_at: When it came.
        lines: What came.
    """

    order: str
    note: Annotated[str, MinLen(1)]
    received_at: datetime
    lines: Annotated[tuple[DeliveredLine, ...], MinLen(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Pieces that went back to their supplier.

    Args:
        order: The number of the order.
        part_number: What the order calls them.
        quantity: Pieces.
        serial_numbers: Of each piece, where the order asks for them.
        because: Why they went back.
        returned_at: When.
        is_replaced: Whether the supplier sends others; if not, they are called off.
    """

    order: str
    part_number: Annotated[str, MinLen(1)]
    quantity: Annotated[int, Gt(0)]
    because: Annotated[str, MinLen(1)]
    returned_at: datetime
    serial_numbers: tuple[str, ...] = ()
    is_replaced: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """All that came and went back, oldest first."""

    deliveries: tuple[Delivery, ...] = ()
    returns: tuple[Return, ...] = ()

    def kept(self, order: str, part_number: str) -> int:
        """Return how many pieces of a part came of an order and did not go back."""
        came = sum(each.quantity for _, each in self._came(order, part_number))
        return came - sum(each.quantity for each in self._returned(order, part_number))

    def serials(self, order: str, part_number: str) -> frozenset[str]:
        """Return the serial numbers that came of an order and did not go back."""
        came = [
            (at.received_at, 0, each.serial_numbers) for at, each in self._came(order, part_number)
        ]
        gone = self._returned(order, part_number)
        back = [(each.returned_at, 1, each.serial_numbers) for each in gone]
        here: set[str] = set()
        # A piece that was repaired comes again under its number, so their order counts.
        for _, is_return, numbers in sorted([*came, *back]):
            here = here - set(numbers) if is_return else here | set(numbers)
        return frozenset(here)

    def parts_of(self, serial: str) -> frozenset[str]:
        """Return the parts that a serial number came for."""
        return frozenset(
            line.part_number
            for delivery in self.deliveries
            for line in delivery.lines
            if serial in line.serial_numbers
        )

    def _came(self, order: str, part_number: str) -> Iterator[tuple[Delivery, DeliveredLine]]:
        for delivery in self.deliveries:
            if delivery.order == order:
                for line in delivery.lines:
                    if line.part_number == part_number:
                        yield delivery, line

    def _returned(self, order: str, part_number: str) -> Iterator[Return]:
        for each in self.returns:
            if (each.order, each.part_number) == (order, part_number):
                yield each


def open_quantity(order: PurchaseOrder, line: OrderLine, receipts: Receipts) -> int:
    """Return how many pieces of a line are still to come."""
    return line.wanted - receipts.kept(order.number, line.part_number)


def open_lines(
    orders: tuple[PurchaseOrder, ...], receipts: Receipts
) -> Iterator[tuple[PurchaseOrder, OrderLine, int]]:
    """Yield each line of which pieces are still to come, with how many."""
    for order in orders:
        for line in order.lines:
            if (pieces := open_quantity(order, line, receipts)) > 0:
                yield order, line, pieces
