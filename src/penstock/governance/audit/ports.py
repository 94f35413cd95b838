"""The audit log as others use it: what they ask of it, and what it refuses."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from penstock.governance.audit.entry import Entry
from penstock.governance.audit.findings import Finding
from penstock.governance.audit.heads import Head
from penstock.governance.audit.writing import Told

# Entries that come at once may wait for each other, and the clocks of machines differ a little.
CLOCK_TOLERANCE = timedelta(seconds=30)


class AuditError(Exception):
    """The audit log did not take an entry; nothing may be answered that depends on it."""


class NotKeptError(AuditError):
    """What keeps the log failed."""

    def __init__(self, because: str) -> None:
        super().__init__(f"The audit log did not take the entry, so nothing is answered: {because}")


class ClockWentBackError(AuditError):
    """An entry is older than the newest one of the log by more than clocks may differ."""

    def __init__(self, *, at: datetime, newest: datetime) -> None:
        self.at = at
        self.newest = newest
        super().__init__(
            f"The clock says {at:%Y-%m-%d %H:%M:%S}Z, and the newest entry of the audit log is of "
            f"{newest:%Y-%m-%d %H:%M:%S}Z: the clock went back, so nothing is recorded or "
            "answered. Set the clock right. Where it was the entry that came from a wrong clock, "
            "'penstock audit clock --reason WHY' lets the log go on."
        )


class LogWentBackError(AuditError):
    """The log is shorter than it was, or another one, while this program uses it."""

    def __init__(self, *, found: int, written: int) -> None:
        self.found = found
        self.written = written
        super().__init__(
            f"The audit log ends at entry {found:,}, and this program has written entry "
            f"{written:,} of it: somebody cut it, or put another database in its place. Nothing "
            "is recorded or answered; 'penstock audit verify' tells more."
        )


class OtherSecretError(AuditError):
    """The log was begun with another secret than the one that is here."""

    def __init__(self, *, found: str, here: str) -> None:
        self.found = found
        self.here = here
        super().__init__(
            f"The audit log was begun with the key {found[:16]}, and the key file here holds "
            f"{here[:16]}. Bring the key file that belongs to this database."
        )


class NoSuchPersonError(LookupError):
    """The log knows nobody by a name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"The audit log knows no “{name}”: there is no entry by or about them, or their key "
            "was destroyed."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which entries somebody wants to read.

    Args:
        after: Only those behind this position.
        newest: Whether the last ones are wanted where there are more, not the first.
        limit: How many at the most.
        subject: Only those about this customer or person.
    """

    after: int = 0
    newest: bool = False
    limit: int = 50
    subject: str = ""


class Joint(Protocol):
    """Adds entries to units of work of the database that keeps the log."""

    def joins(self, unit: object) -> bool:
        """Tell whether a unit of work is under way in the database of the log."""
        ...

    def look_ahead(self, unit: object) -> None:
        """Have the log's end come with whatever else a unit of work asks for.

        From then on nobody else writes to the log until the unit of work ends.
        """
        ...

    def append(self, entries: Sequence[Entry], *, unit: object) -> tuple[int, ...]:
        """Add entries to a unit of work and return their positions.

        They are on the disk when it is committed, and nowhere when it is undone.

        Raises:
            AuditError: They were not added; nothing may be answered that depends on them.
        """
        ...


class AuditLog(Protocol):
    """The one log of a database, however many programs write to it."""

    def append(self, entries: Sequence[Entry]) -> tuple[int, ...]:
        """Keep entries for good and return their positions, after they are on the disk.

        Entries of others that come at once are kept by the same COMMIT.

        Raises:
            AuditError: They were not kept, as far as anybody knows; answer nothing.
        """
        ...

    def joining(self) -> AbstractContextManager[Joint]:
        """Yield what adds entries to units of work that begin and end within."""
        ...

    def read(self, asked: Asked, *, recorded: Entry) -> tuple[Told, ...]:
        """Return entries with the names that can still be read, in their order.

        Args:
            asked: Which.
            recorded: Tells who reads and why; it is kept before anything is returned.

        Raises:
            AuditError: The reading could not be recorded.
        """
        ...

    def erase(self, person: str, *, recorded: Entry) -> int:
        """Destroy a person's key in the same transaction that records it; return the position.

        Raises:
            NoSuchPersonError: Nobody of this name has a key.
            AuditError: It could not be recorded; the key is still there.
        """
        ...

    def head(self) -> Head | None:
        """Return the newest head; None while the log is empty."""
        ...

    def verify(self, outside: Mapping[str, Head] | None = None) -> Iterator[Finding]:
        """Yield what is wrong with the log, also as against heads that had left the machine."""
        ...
