"""Purchase orders: what was ordered of whom, at which price, for which day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from annotated_types import Ge, Gt, MinLen


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """How many pieces of a part some work needs.

    Args:
        part_number: What manufacturer and suppliers call it.
        description: What people call it.
        quantity: Pieces.
        needs_serial: Whether each piece has a serial number that is to be written down.
    """

    part_number: str
    description: str
    quantity: int
    needs_serial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """Pieces of one part in an order.

    Args:
        part_number: What manufacturer and suppliers call it.
        description: What people call it.
        quantity: Pieces that were ordered.
        unit_price_cents: What a piece costs. [cents]
        promised_on: The day by which they are promised.
        needs_serial: Whether each piece has a serial number that is to be written down.
        cancelled: Pieces that were called off again, and will not come.
    """

    part_number: Annotated[str, MinLen(1)]
    description: str
    quantity: Annotated[int, Gt(0)]
    unit_price_cents: Annotated[int, Ge(0)]
    promised_on: date
    needs_serial: bool = False
    cancelled: Annotated[int, Ge(0)] = 0

    @property
    def wanted(self) -> int:
        """The pieces that were ordered and not called off."""
        return self.quantity - self.cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseOrder:
    """What was ordered of one supplier in one go.

    Invariants:
        A part stands in one line; no more is called off than was ordered.

    Args:
        number: What people call it; no two orders have the same.
        reference: For what it was ordered, such as a case.
        supplier: Of whom.
        placed_at: When.
        lines: What.
        is_back_order: Whether the supplier has to get the parts before they can be sent.
        cancelled_because: Why pieces were called off; empty where none were.
    """

    number: Annotated[str, MinLen(1)]
    reference: str
    supplier: Annotated[str, MinLen(1)]
    placed_at: datetime
    lines: Annotated[tuple[OrderLine, ...], MinLen(1)]
    is_back_order: bool = False
    cancelled_because: str = ""

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise ValueError(f"order {self.number} cannot be: {'; '.join(problems)}")

    @property
    def total_cents(self) -> int:
        """The cents that the pieces cost that were not called off."""
        return sum(each.wanted * each.unit_price_cents for each in self.lines)

    def line(self, part_number: str) -> OrderLine | None:
        """Return the line of a part; None where the order has none."""
        return next((each for each in self.lines if each.part_number == part_number), None)

    def without(self, part_number: str, quantity: int, *, because: str) -> "PurchaseOrder":
        """Return the order with pieces of a part called off."""
        lines = tuple(
            replace(each, cancelled=each.cancelled + quantity)
            if each.part_number == part_number
            else each
            for each in self.lines
        )
        return replace(self, lines=lines, cancelled_because=because)


class NoSuchOrderError(LookupError):
    """No order is called so."""

    def __init__(self, number: str, orders: Iterable[PurchaseOrder]) -> None:
        self.number = number
        known = ", ".join(each.number for each in orders) or "none yet"
        super().__init__(f"There is no order {number}. Orders here: {known}.")


def order_of(number: str, orders: Iterable[PurchaseOrder]) -> PurchaseOrder:
    """Return the order that is called so.

    Raises:
        NoSuchOrderError: There is none.
    """
    known = tuple(orders)
    for each in known:
        if each.number == number:
            return each
    raise NoSuchOrderError(number, known)


def with_order(
    orders: Iterable[PurchaseOrder], changed: PurchaseOrder
) -> tuple[PurchaseOrder, ...]:
    """Return the orders with one of them as it now stands."""
    return tuple(changed if each.number == changed.number else each for each in orders)


def _problems(order: PurchaseOrder) -> Iterator[str]:
    parts = [each.part_number for each in order.lines]
    for part in sorted({each for each in parts if parts.count(each) > 1}):
        yield f"part {part} stands in it twice; put its pieces into one line"
    for each in order.lines:
        if each.cancelled > each.quantity:
            yield (
                f"{each.cancelled} of {each.part_number} are called off, and only "
                f"{each.quantity} were ordered"
            )
