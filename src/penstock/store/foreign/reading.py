"""What all readers of foreign logs have in common."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from penstock.measurement.foreign.faults import Faults
from penstock.measurement.foreign.normalising import Chunk

# So many events are held at once.
CHUNK = 20_000


class ForeignLog(Protocol):
    """A log of another system, read from its beginning each time."""

    def names(self) -> tuple[str, ...]:
        """Return the names of the columns it has.

        Raises:
            ForeignLogError: It is no log in its format.
        """
        ...

    def chunks(self, columns: Sequence[str], faults: Faults) -> Iterator[Chunk]:
        """Yield its events in the order of the file.

        Args:
            columns: The names of the columns that are wanted.
            faults: Where events are counted that cannot be read.

        Raises:
            ForeignLogError: It is no log in its format.
        """
        ...
