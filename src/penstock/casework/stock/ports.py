"""What stages ask of the warehouse."""

from collections.abc import Sequence
from typing import Protocol

from penstock.casework.stock.picking import FreePart, Picked


class OutOfStockError(Exception):
    """Somebody else was faster: the warehouse has less than was to be reserved."""


class Warehouse(Protocol):
    """The company's own stock, for all cases and programs together."""

    def free(self, part_numbers: Sequence[str]) -> tuple[FreePart, ...]:
        """Return what lies there of parts and is kept for nobody."""
        ...

    def reserved(self, reference: str) -> tuple[Picked, ...]:
        """Return what is kept for a reference, by part number."""
        ...

    def reserve(self, picked: Sequence[Picked], *, reference: str) -> None:
        """Keep pieces for a reference, beside what is kept for it already; all, or none.

        To reserve the same serial numbers twice changes nothing.

        Raises:
            OutOfStockError: One of them is not free any more.
        """
        ...

    def release(self, picked: Sequence[Picked], *, reference: str) -> None:
        """Keep pieces for a reference no more; those that are kept for others stay."""
        ...
