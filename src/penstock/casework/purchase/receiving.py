"""Taking in what a supplier brings, and sending back what is not wanted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from penstock.casework.purchase.orders import OrderLine, PurchaseOrder, order_of, with_order
from penstock.casework.purchase.ports import SerialNumbers
from penstock.casework.purchase.receipts import (
    Delivered,
    DeliveredLine,
    Delivery,
    Receipts,
    Return,
    open_quantity,
)
from penstock.kernel.counting import counted


class GoodsRefusedError(Exception):
    """What came, or is to go back, does not fit what was ordered: every reason at once."""

    def __init__(self, what: str, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{what} cannot be taken in: {'; '.join(problems)}.")


class FutureDeliveryError(Exception):
    """A delivery is said to have come at a moment that is still to come."""

    def __init__(self, received_at: datetime) -> None:
        self.received_at = received_at
        super().__init__(f"received_at is {received_at}, which has not come yet.")


def received(delivery: Delivery, orders: Sequence[PurchaseOrder], receipts: Receipts) -> Receipts:
    """Return what came with a delivery added; what is still to come stays open.

    Raises:
        NoSuchOrderError: It names no order.
        GoodsRefusedError: It brings what was not ordered or more, or its serial numbers are not
            as many as its pieces, or came before.
    """
    order = order_of(delivery.order, orders)
    if problems := list(_delivery_problems(delivery, order, orders, receipts)):
        raise GoodsRefusedError(f"Delivery {delivery.note} of order {order.number}", problems)
    return replace(receipts, deliveries=(*receipts.deliveries, delivery))


def taken_in(
    said: Delivered,
    orders: Sequence[PurchaseOrder],
    receipts: Receipts,
    serials: SerialNumbers,
    *,
    reference: str,
    now: datetime,
) -> Receipts:
    """Return what came with a delivery added, and let its serial numbers be taken for a case.

    Args:
        said: What a supplier brought.
        orders: What was ordered.
        receipts: What came before.
        serials: Where serial numbers of all cases are kept.
        reference: The case.
        now: The moment it is.

    Raises:
        FutureDeliveryError: It came at a moment that is still to come.
        GoodsRefusedError: It does not fit what was ordered.
        NoSuchOrderError: It names no order.
        TakenSerialError: A piece came for another case.
    """
    if said.received_at is not None and said.received_at > now:
        raise FutureDeliveryError(said.received_at)
    delivery = Delivery(
        order=said.order, note=said.note, received_at=said.received_at or now, lines=said.lines
    )
    after = received(delivery, orders, receipts)
    pieces = [(line.part_number, one) for line in said.lines for one in line.serial_numbers]
    serials.take(pieces, reference=reference)
    return after


def returned(
    back: Return, orders: Sequence[PurchaseOrder], receipts: Receipts
) -> tuple[tuple[PurchaseOrder, ...], Receipts]:
    """Return the orders and what came, with pieces sent back.

    Pieces that are replaced are open again; others are called off.

    Raises:
        NoSuchOrderError: It names no order.
        GoodsRefusedError: They did not come, or went back before.
    """
    order = order_of(back.order, orders)
    if problems := list(_return_problems(back, order, receipts)):
        raise GoodsRefusedError(f"The return of {back.part_number} to {order.supplier}", problems)
    after = replace(receipts, returns=(*receipts.returns, back))
    if back.is_replaced:
        return tuple(orders), after
    less = order.without(back.part_number, back.quantity, because=back.because)
    return with_order(orders, less), after


def called_off(
    orders: Sequence[PurchaseOrder],
    receipts: Receipts,
    *,
    because: str,
    which: Callable[[PurchaseOrder], bool] = lambda _: True,
) -> tuple[PurchaseOrder, ...]:
    """Return the orders with all pieces called off that are still to come."""
    return tuple(
        _called_off(each, receipts, because=because) if which(each) else each for each in orders
    )


def _called_off(order: PurchaseOrder, receipts: Receipts, *, because: str) -> PurchaseOrder:
    for line in order.lines:
        if (pieces := open_quantity(order, line, receipts)) > 0:
            order = order.without(line.part_number, pieces, because=because)
    return order


def _delivery_problems(
    delivery: Delivery,
    order: PurchaseOrder,
    orders: Sequence[PurchaseOrder],
    receipts: Receipts,
) -> Iterator[str]:
    if any(
        each.order == order.number and each.note == delivery.note for each in receipts.deliveries
    ):
        yield f"delivery note {delivery.note} was taken in before"
    parts = [each.part_number for each in delivery.lines]
    for part in sorted({each for each in parts if parts.count(each) > 1}):
        yield f"part {part} stands in it twice; put its pieces into one line"
    for each in delivery.lines:
        line = order.line(each.part_number)
        if line is None:
            yield _not_ordered(each, order, orders)
        else:
            yield from _line_problems(each, line, order, receipts)
    yield from _twice([serial for each in delivery.lines for serial in each.serial_numbers])


def _not_ordered(each: DeliveredLine, order: PurchaseOrder, orders: Sequence[PurchaseOrder]) -> str:
    elsewhere = [one.number for one in orders if one.line(each.part_number)]
    ordered = ", ".join(line.part_number for line in order.lines)
    hint = f"it belongs to {', '.join(elsewhere)}" if elsewhere else f"it has {ordered}"
    return f"part {each.part_number} is not in order {order.number}; {hint}"


def _line_problems(
    each: DeliveredLine, line: OrderLine, order: PurchaseOrder, receipts: Receipts
) -> Iterator[str]:
    is_open = open_quantity(order, line, receipts)
    if each.quantity > is_open:
        yield (
            f"{each.quantity} of {each.part_number} came and {is_open} are still to come; "
            "leave the rest with the driver"
        )
    yield from _serial_problems(each, line, receipts)


def _serial_problems(each: DeliveredLine, line: OrderLine, receipts: Receipts) -> Iterator[str]:
    serials = each.serial_numbers
    if line.needs_serial and len(serials) != each.quantity:
        yield (
            f"{each.part_number} has {counted(len(serials), 'serial number')} for "
            f"{counted(each.quantity, 'piece')}; scan each piece once"
        )
    if serials and not line.needs_serial:
        yield f"{each.part_number} is a part without serial numbers; leave them out"
    for serial in serials:
        other = sorted(receipts.parts_of(serial) - {each.part_number})
        if other:
            yield f"serial number {serial} is a {other[0]}, not a {each.part_number}"
    for serial in sorted(set(serials) & _here(each.part_number, receipts)):
        yield f"serial number {serial} was taken in before"


def _here(part_number: str, receipts: Receipts) -> frozenset[str]:
    orders = {each.order for each in receipts.deliveries}
    return frozenset().union(*(receipts.serials(order, part_number) for order in orders))


def _twice(serials: Sequence[str]) -> Iterator[str]:
    for serial in sorted({each for each in serials if serials.count(each) > 1}):
        yield f"serial number {serial} stands in it twice; scan the piece again"


def _return_problems(back: Return, order: PurchaseOrder, receipts: Receipts) -> Iterator[str]:
    line = order.line(back.part_number)
    if line is None:
        yield f"part {back.part_number} is not in order {order.number}"
        return
    kept = receipts.kept(order.number, back.part_number)
    if back.quantity > kept:
        yield f"{back.quantity} are to go back, and {kept} are here"
    if line.needs_serial and len(back.serial_numbers) != back.quantity:
        yield (
            f"{counted(len(back.serial_numbers), 'serial number')} for "
            f"{counted(back.quantity, 'piece')}; name each piece"
        )
    here = receipts.serials(order.number, back.part_number)
    for serial in sorted(set(back.serial_numbers) - here):
        yield f"serial number {serial} did not come with order {order.number}, or went back"
    yield from _twice(back.serial_numbers)
