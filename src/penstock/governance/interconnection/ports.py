"""Where reorderings are kept: what the queue asks of a store."""

from typing import Protocol

from penstock.governance.interconnection.queueing import Reordering


class Reorderings(Protocol):
    """What was reordered; it is only added to."""

    def append(self, reordering: Reordering) -> None:
        """Keep a reordering for good; it is kept when this returns."""
        ...

    def all(self) -> tuple[Reordering, ...]:
        """Return all that was reordered, in the order in which it was kept."""
        ...
