"""Where the register of people is kept."""

from collections.abc import Sequence
from typing import Protocol

from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Register
from penstock.governance.conduct.records import Record


class People(Protocol):
    """Where it is kept who has which role."""

    def register(self) -> Register:
        """Return all that was ever entered."""
        ...

    def change(
        self, change: Change, *, by: str, reason: str, records: Sequence[Record] = ()
    ) -> None:
        """Write what a change begins and ends, and what follows from it; all of it, or nothing.

        Args:
            change: What begins, and what ends.
            by: Who enters it.
            reason: Why.
            records: What follows from it, such as a posting of a transfer.

        Raises:
            OvertakenError: Somebody has ended the same holding meanwhile, or begun it.
            StaleRecordError: A record does not follow the version that is kept.
        """
        ...


class OvertakenError(Exception):
    """Somebody else changed the register meanwhile; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else changed the same role meanwhile. Look at it, and decide again."
        )
