"""Whether what was ordered came in time: line by line, for the metric of deliveries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from penstock.casework.purchase.orders import OrderLine, PurchaseOrder
from penstock.casework.purchase.receipts import Receipts


@dataclass(frozen=True, slots=True, kw_only=True)
class Punctuality:
    """How many lines came whole by the day they were promised.

    Args:
        in_time: Lines that did.
        due: Lines that did, or whose day has passed, or that came whole too late.
    """

    in_time: int
    due: int

    @property
    def percent(self) -> float | None:
        """The share in time [%]; None where nothing was due."""
        return 100 * self.in_time / self.due if self.due else None


def punctuality(
    orders: Iterable[PurchaseOrder], receipts: Receipts, *, now: datetime, zone: str
) -> Punctuality:
    """Return how punctual suppliers were; lines that were called off whole do not count.

    Args:
        orders: What was ordered.
        receipts: What came.
        now: The moment it is.
        zone: IANA name of the zone whose days promises are made for.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    came = [
        (line, came_whole_on(order, line, receipts, zone=zone))
        for order in orders
        for line in order.lines
        if line.wanted
    ]
    in_time = sum(day is not None and day <= line.promised_on for line, day in came)
    due = sum(day is not None or line.promised_on < today for line, day in came)
    return Punctuality(in_time=in_time, due=due)


def came_whole_on(
    order: PurchaseOrder, line: OrderLine, receipts: Receipts, *, zone: str
) -> date | None:
    """Return the day on which the last piece of a line was there; None while pieces lack.

    Pieces that went back and are replaced make a line whole only when the others come.
    """
    here, whole_on = 0, None
    for moment, change in _changes(order, line, receipts):
        here += change
        if here < line.wanted:
            whole_on = None
        elif whole_on is None:
            whole_on = moment.astimezone(ZoneInfo(zone)).date()
    return whole_on


def _changes(
    order: PurchaseOrder, line: OrderLine, receipts: Receipts
) -> list[tuple[datetime, int]]:
    came = [
        (each.received_at, one.quantity)
        for each in receipts.deliveries
        if each.order == order.number
        for one in each.lines
        if one.part_number == line.part_number
    ]
    back = [
        (each.returned_at, -each.quantity)
        for each in receipts.returns
        if (each.order, each.part_number) == (order.number, line.part_number) and each.is_replaced
    ]
    return sorted([*came, *back])
