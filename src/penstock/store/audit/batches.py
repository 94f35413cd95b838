"""Entries that somebody wants to have kept, and what became of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from secrets import token_bytes

from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.audit.people import NONCE_BYTES, Person
from penstock.governance.audit.ports import (
    CLOCK_TOLERANCE,
    AuditError,
    ClockWentBackError,
    NoSuchPersonError,
    NotKeptError,
)
from penstock.governance.audit.writing import written


class Batch:
    """Entries of one caller: all of them are kept, or none.

    Args:
        entries: What they are.
        erased: The person whose key is destroyed with them.
    """

    def __init__(self, entries: Sequence[Entry], *, erased: str = "") -> None:
        self.entries = tuple(entries)
        self.erased = erased
        actors = {each.actor for each in self.entries}
        self.names = frozenset(actors | {each.subject for each in self.entries} - {""})
        self.contents: list[str] = []
        self.positions: tuple[int, ...] = ()
        self.is_over = False
        self._erasures = -1
        self._error: BaseException | None = None

    def is_written(self, erasures: int) -> bool:
        """Tell whether the contents are written with keys that are there."""
        return bool(self.contents) and self._erasures == erasures

    def write(self, erasures: int, people: Mapping[str, Person]) -> None:
        """Write the contents with the keys that were there after so many were destroyed."""
        nonce = _nonces(2 * len(self.entries)).__next__
        self.contents = [
            written(
                each,
                actor=people[each.actor],
                subject=people[each.subject] if each.subject else None,
                nonce=nonce,
            )
            for each in self.entries
        ]
        self._erasures = erasures

    def newest(self, before: datetime) -> datetime:
        """Return the moment of the newest entry, when these stand behind one of a moment.

        Raises:
            ClockWentBackError: One of these is too old.
        """
        for each in self.entries:
            if each.kind is Kind.CLOCK or each.at > before:
                before = each.at
            elif each.at < before - CLOCK_TOLERANCE:
                raise ClockWentBackError(at=each.at, newest=before)
        return before

    def fail(self, error: BaseException) -> None:
        """Say why they are not kept."""
        self._error = error

    def outcome(self) -> tuple[int, ...]:
        """Return the positions.

        Raises:
            AuditError: They were not kept.
        """
        if isinstance(self._error, AuditError | NoSuchPersonError):
            raise self._error
        if self._error is not None or not self.is_over:
            raise NotKeptError(str(self._error or "it was interrupted")) from self._error
        return self.positions


def _nonces(count: int) -> Iterator[bytes]:
    """Yield nonces that were never used, for which the system is asked once."""
    several = token_bytes(NONCE_BYTES * count)
    for start in range(0, len(several), NONCE_BYTES):
        yield several[start : start + NONCE_BYTES]
