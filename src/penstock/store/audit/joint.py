"""Entries that join a unit of work of their database: they are kept with it, or not at all."""

from collections.abc import Sequence

from penstock.governance.audit.entry import Entry
from penstock.governance.audit.people import UnreadableError
from penstock.governance.audit.ports import NotKeptError
from penstock.store.audit.batches import Batch
from penstock.store.audit.pages import Pages, Writing
from penstock.store.audit.scribe import Scribe, Written


class Joint:
    """Adds entries to one unit of work after another.

    Whoever has looked at the end of the log keeps it from all others until the unit of work ends.

    Args:
        pages: Where the log is kept.
        scribe: Writes it.
    """

    def __init__(self, pages: Pages, scribe: Scribe) -> None:
        self._pages = pages
        self._scribe = scribe
        self._unit: object = None
        self._writing: Writing | None = None
        self._written: list[Written] = []

    def joins(self, unit: object) -> bool:
        """Tell whether a unit of work is under way in the database of the log."""
        return self._pages.is_around(unit)

    def look_ahead(self, unit: object) -> None:
        """Have the log's lock and its end come with whatever else is asked for."""
        if self._unit is not unit:
            self._unit, self._writing = unit, self._pages.within(unit)

    def append(self, entries: Sequence[Entry], *, unit: object) -> tuple[int, ...]:
        """Add entries to a unit of work and return their positions.

        Raises:
            AuditError: They were not added; the unit of work may go on without them.
        """
        if not entries:
            return ()
        if not self.joins(unit):
            raise NotKeptError("what depends on it is being written to another database")
        self.look_ahead(unit)
        assert self._writing is not None, "it was just looked for"
        batch = Batch(entries)
        try:
            self._written.append(self._scribe.write([batch], self._writing))
        except UnreadableError as error:
            batch.fail(error)
        batch.is_over = True
        return batch.outcome()

    def committed(self) -> None:
        """Go on from what the units of work have kept."""
        for each in self._written:
            self._scribe.committed(each)

    def undone(self) -> None:
        """Forget whom a unit of work that was undone would have made known."""
        self._scribe.undone()
