"""Records of acts that somebody answers for: numbered, and never changed but by a next version."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Record(Protocol):
    """Something that people opened, and that others add to later: each time a new version."""

    @property
    def number(self) -> int:
        """Which of its kind, from 1."""
        ...

    @property
    def version(self) -> int:
        """From 1."""
        ...

    @property
    def id(self) -> str:
        """What people call it, such as `POST-7`."""
        ...


R = TypeVar("R", bound=Record)


class StaleRecordError(Exception):
    """A version of a record does not follow the one that is kept; nothing was written."""

    def __init__(self, record: Record) -> None:
        self.record = record
        super().__init__(
            f"Somebody else has written {record.id} meanwhile. Look at it, and decide again."
        )


class NoSuchRecordError(LookupError):
    """There is no record of a name."""

    def __init__(self, name: str, *, kind: str) -> None:
        self.name = name
        super().__init__(f"There is no {kind} {name}.")


class Records(Protocol):
    """Every version of every record; none is ever changed or removed."""

    def keep(self, *records: Record) -> None:
        """Keep versions of records; all of them, or none.

        Raises:
            StaleRecordError: One of them does not follow the version that is kept.
        """
        ...

    def latest(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, each at its latest version, by their numbers."""
        ...

    def count(self, kind: type[Record]) -> int:
        """Return how many versions of a kind are kept: more after each act, and never fewer."""
        ...

    def versions(self, kind: type[R], number: int) -> tuple[R, ...]:
        """Return all versions of a record, the first one first; none where there is none."""
        ...

    def of_case(self, kind: type[R], case_id: str) -> tuple[R, ...]:
        """Return the records of a kind that name a case, each at its latest version.

        By their numbers, and as fast however many others there are.
        """
        ...

    def next_number(self, kind: type[Record]) -> int:
        """Return the next free number of a kind; whoever keeps it first has it."""
        ...


def named(name: str, records: Sequence[R], *, kind: str) -> R:
    """Return the record that people call so, whatever the capitals.

    Raises:
        NoSuchRecordError: There is none.
    """
    for each in records:
        if each.id.casefold() == name.casefold():
            return each
    raise NoSuchRecordError(name, kind=kind)
