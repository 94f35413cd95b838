"""What purchasing asks of the world outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from penstock.casework.purchase.orders import PurchaseOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a supplier would send of a part, and when.

    Args:
        supplier: Who offers it.
        part_number: What manufacturer and suppliers call it.
        unit_price_cents: What a piece costs. [cents]
        pack_size: Pieces are sold by so many.
        arrives_on: The day by which they would be here.
        available: How many pieces there are; None where the supplier gets as many as are wanted.
        is_back_order: Whether the supplier has to get them first.
    """

    supplier: str
    part_number: str
    unit_price_cents: int
    pack_size: int
    arrives_on: date
    available: int | None = None
    is_back_order: bool = False


class SoldOutError(Exception):
    """Suppliers have less than an order wants; nothing was ordered."""


class TakenSerialError(Exception):
    """A serial number belongs to something else already; none was taken."""

    def __init__(self, taken: Mapping[str, str]) -> None:
        self.taken = dict(taken)
        listed = "; ".join(f"{serial} is in {where}" for serial, where in sorted(taken.items()))
        super().__init__(
            f"Serial numbers that are already elsewhere: {listed}. Read the label again; if it is "
            "right, the part was sold twice: send it back."
        )


class Suppliers(Protocol):
    """Who sells parts."""

    def offers(self, part_numbers: Sequence[str], *, at: datetime) -> tuple[Offer, ...]:
        """Return what can be had of parts now, from stock and by back order."""
        ...

    def confirm(self, orders: Sequence[PurchaseOrder]) -> None:
        """Tell the suppliers how orders now stand; all of them, or none.

        To tell the same twice changes nothing, so that it can be repeated after a failure.

        Raises:
            SoldOutError: There is less than an order wants.
        """
        ...

    def confirmed(self, reference: str) -> tuple[PurchaseOrder, ...]:
        """Return the orders that suppliers have for a reference, as they were last told."""
        ...


class SerialNumbers(Protocol):
    """Where each piece with a serial number is, in the whole company."""

    def take(self, serials: Sequence[tuple[str, str]], *, reference: str) -> None:
        """Write down that pieces, by part number and serial number, are now with a reference.

        Raises:
            TakenSerialError: One of them is with another reference; none was written down.
        """
        ...

    def give_back(self, serials: Sequence[tuple[str, str]], *, reference: str) -> None:
        """Write down that pieces are with a reference no more."""
        ...
