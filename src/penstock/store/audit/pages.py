"""What the audit log asks of the place where it is kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from penstock.governance.audit.chain import Row
from penstock.governance.audit.heads import Head
from penstock.governance.audit.secret import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which rows are wanted: behind a position, before another, of a pseudonym or of all (None)."""

    after: int
    before: int
    newest: bool
    limit: int
    subject: str | None


class Writing(Protocol):
    """A transaction that nobody else's comes between, until it ends."""

    def head(self) -> Head | None:
        """Return the newest head."""
        ...

    def cards(self, lookups: Sequence[str]) -> Mapping[str, Card]:
        """Return the cards of people whose keys are there, by what they are found by."""
        ...

    def keep_cards(self, cards: Sequence[Card]) -> None:
        """Keep people."""
        ...

    def destroy(self, pseudonym: str) -> None:
        """Destroy a person's key, and what they are found by."""
        ...

    def add(self, rows: Sequence[Row], head: Head) -> None:
        """Add entries, and the head that covers them."""
        ...


class Reading(Protocol):
    """The log as it is at one moment."""

    def head(self) -> Head | None:
        """Return the newest head."""
        ...

    def heads(self) -> Iterable[Head]:
        """Return all heads, in their order; they can be walked again."""
        ...

    def people(self) -> tuple[int, int]:
        """Return how many people there are, and how many of their keys were destroyed."""
        ...

    def rows(self) -> Iterator[Row]:
        """Yield all entries, in their order."""
        ...

    def page(self, wanted: Page) -> Sequence[Row]:
        """Return some entries, in their order."""
        ...

    def pseudonym(self, lookup: str) -> str | None:
        """Return what a person is called; None where their key is not there."""
        ...

    def cards_of(self, pseudonyms: Iterable[str]) -> Mapping[str, Card | None]:
        """Return cards by pseudonym; None where a key was destroyed."""
        ...


class Pages(Protocol):
    """Where a log is kept."""

    def require_rest(self) -> None:
        """Refuse whoever has begun a transaction that an entry would wait for."""
        ...

    def writing(self) -> AbstractContextManager[Writing]:
        """Begin a transaction; leaving it commits, an exception undoes it."""
        ...

    def is_around(self, unit: object) -> bool:
        """Tell whether a unit of work is under way in the same database."""
        ...

    def within(self, unit: object) -> Writing:
        """Write to the log in a unit of work that is under way in the same database."""
        ...

    def reading(self) -> AbstractContextManager[Reading]:
        """Begin to read one state of the log."""
        ...

    def clear_remains(self) -> None:
        """Overwrite what was destroyed, as far as the database can."""
        ...
