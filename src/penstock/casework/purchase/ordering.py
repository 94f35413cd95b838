"""From a choice of offers to purchase orders: one for each supplier, back orders apart."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from penstock.casework.purchase.choosing import Purchase
from penstock.casework.purchase.orders import Need, OrderLine, PurchaseOrder


def orders_for(
    purchases: Iterable[Purchase], *, reference: str, at: datetime, first: int
) -> tuple[PurchaseOrder, ...]:
    """Return the orders that buy what was chosen.

    Args:
        purchases: What was chosen.
        reference: For what, such as a case; orders are called by it.
        at: The moment they are placed.
        first: The number of the first of them among the orders of the reference.
    """
    ordered = sorted(purchases, key=_kind)
    kinds = [tuple(group) for _, group in groupby(ordered, key=_kind)]
    return tuple(
        PurchaseOrder(
            number=f"PO-{reference}-{number}",
            reference=reference,
            supplier=group[0].offer.supplier,
            placed_at=at,
            lines=tuple(_line(each) for each in group),
            is_back_order=group[0].offer.is_back_order,
        )
        for number, group in enumerate(kinds, start=first)
    )


def still_needed(needs: Sequence[Need], orders: Iterable[PurchaseOrder]) -> tuple[Need, ...]:
    """Return what of the needs no order covers; pieces that were called off cover nothing."""
    wanted: dict[str, int] = {}
    for order in orders:
        for line in order.lines:
            wanted[line.part_number] = wanted.get(line.part_number, 0) + line.wanted
    return tuple(
        Need(
            part_number=each.part_number,
            description=each.description,
            quantity=each.quantity - wanted.get(each.part_number, 0),
            needs_serial=each.needs_serial,
        )
        for each in summed(needs)
        if each.quantity > wanted.get(each.part_number, 0)
    )


def summed(needs: Iterable[Need]) -> tuple[Need, ...]:
    """Return the needs with each part once, in the order in which they first come."""
    by_part: dict[str, Need] = {}
    for each in needs:
        before = by_part.get(each.part_number)
        by_part[each.part_number] = Need(
            part_number=each.part_number,
            description=before.description if before else each.description,
            quantity=each.quantity + (before.quantity if before else 0),
            needs_serial=each.needs_serial or bool(before and before.needs_serial),
        )
    return tuple(by_part.values())


def _kind(purchase: Purchase) -> tuple[str, bool]:
    return purchase.offer.supplier, purchase.offer.is_back_order


def _line(purchase: Purchase) -> OrderLine:
    return OrderLine(
        part_number=purchase.need.part_number,
        description=purchase.need.description,
        quantity=purchase.quantity,
        unit_price_cents=purchase.offer.unit_price_cents,
        promised_on=purchase.offer.arrives_on,
        needs_serial=purchase.need.needs_serial,
    )
