"""Three-way match: what was ordered, what came, and what is billed, to the cent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Gt, MinLen

from penstock.casework.purchase.orders import PurchaseOrder
from penstock.casework.purchase.receipts import Receipts


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """Pieces of one part that are billed.

    Args:
        part_number: What the order calls it.
        quantity: Pieces.
        unit_price_cents: What a piece is billed at. [cents]
    """

    part_number: Annotated[str, MinLen(1)]
    quantity: Annotated[int, Gt(0)]
    unit_price_cents: Annotated[int, Ge(0)]

    @property
    def amount_cents(self) -> int:
        """The cents that the pieces are billed at together."""
        return self.quantity * self.unit_price_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """What a supplier bills for an order.

    Args:
        number: What the supplier calls it.
        order: The number of the order.
        lines: What is billed.
        total_cents: What the supplier wants for all of it. [cents]
    """

    number: Annotated[str, MinLen(1)]
    order: str
    lines: Annotated[tuple[InvoiceLine, ...], MinLen(1)]
    total_cents: Annotated[int, Ge(0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What of an invoice is owed, and in what it differs from order and receipt.

    Args:
        payable_cents: What was ordered, came, and was not billed before, at the prices of the
            order or of the invoice, whichever is less. [cents]
        differences: Why the rest is not owed, a sentence each; empty where all matches.
    """

    payable_cents: int
    differences: tuple[str, ...]


def match(
    invoice: Invoice, order: PurchaseOrder, receipts: Receipts, *, before: Iterable[Invoice] = ()
) -> Match:
    """Hold an invoice against its order and against what came of it.

    Args:
        invoice: What is billed.
        order: What was ordered.
        receipts: What came and went back.
        before: The invoices of this order that were taken in before.
    """
    earlier = [each for each in before if each.order == order.number]
    if any(each.number == invoice.number for each in earlier):
        return Match(
            payable_cents=0,
            differences=(f"Invoice {invoice.number} came before; it is paid once.",),
        )
    owed = {part: _owed(part, order, receipts, earlier) for part in _parts(invoice)}
    return Match(
        payable_cents=_payable_cents(invoice, order, owed),
        differences=tuple(_differences(invoice, order, owed)),
    )


def _parts(invoice: Invoice) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.part_number for each in invoice.lines))


def _owed(
    part_number: str, order: PurchaseOrder, receipts: Receipts, earlier: list[Invoice]
) -> int:
    """Return how many pieces came and were not billed before."""
    billed = sum(
        line.quantity for each in earlier for line in each.lines if line.part_number == part_number
    )
    return max(0, receipts.kept(order.number, part_number) - billed)


def _payable_cents(invoice: Invoice, order: PurchaseOrder, owed: dict[str, int]) -> int:
    payable_cents, left = 0, dict(owed)
    for each in invoice.lines:
        line = order.line(each.part_number)
        if line is not None:
            pieces = min(each.quantity, left[each.part_number])
            left[each.part_number] -= pieces
            payable_cents += pieces * min(each.unit_price_cents, line.unit_price_cents)
    return payable_cents


def _differences(invoice: Invoice, order: PurchaseOrder, owed: dict[str, int]) -> Iterator[str]:
    billed: dict[str, int] = {}
    for each in invoice.lines:
        billed[each.part_number] = billed.get(each.part_number, 0) + each.quantity
        line = order.line(each.part_number)
        if line is None:
            yield f"Part {each.part_number} was never ordered with {order.number}."
        elif each.unit_price_cents != line.unit_price_cents:
            yield (
                f"Part {each.part_number} is billed at {_usd(each.unit_price_cents)} and was "
                f"ordered at {_usd(line.unit_price_cents)}."
            )
    for part, pieces in billed.items():
        if order.line(part) is not None and pieces > owed[part]:
            yield f"{pieces} of {part} are billed, and {owed[part]} came and are not billed yet."
    total_cents = sum(each.amount_cents for each in invoice.lines)
    if total_cents != invoice.total_cents:
        yield (
            f"The lines add up to {_usd(total_cents)}, and the total says "
            f"{_usd(invoice.total_cents)}."
        )


def _usd(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02} USD"
