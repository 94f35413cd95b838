"""How ports keep what all cases and programs share: as records, each change a version."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from penstock.governance.conduct.records import R, Record, Records, StaleRecordError

_TRIES = 20
# Numbers of records are whole numbers of four bytes.
_MOST = 2**31 - 1
_T = TypeVar("_T")


@dataclass(frozen=True)
class LookingRecords:
    """Records that can be read, and keep nothing: for whoever only looks what would become.

    Args:
        records: The records.
    """

    records: Records

    def keep(self, *records: Record) -> None:
        """Keep nothing."""

    def latest(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, each at its latest version, by their numbers."""
        return self.records.latest(kind)

    def versions(self, kind: type[R], number: int) -> tuple[R, ...]:
        """Return all versions of a record, the first one first; none where there is none."""
        return self.records.versions(kind, number)

    def of_case(self, kind: type[R], case_id: str) -> tuple[R, ...]:
        """Return the records of a kind that name a case, each at its latest version."""
        return self.records.of_case(kind, case_id)

    def next_number(self, kind: type[Record]) -> int:
        """Return the next free number of a kind."""
        return self.records.next_number(kind)


def again(act: Callable[[], _T]) -> _T:
    """Do what writes records, and once more when somebody else has written them meanwhile.

    Raises:
        StaleRecordError: Others were faster each time.
    """
    for _ in range(_TRIES - 1):
        try:
            return act()
        except StaleRecordError:
            continue
    return act()


def number_of(name: str) -> int:
    """Return the number of a record that is found by a name; few names share one."""
    return int.from_bytes(sha256(name.encode()).digest()[:4], "big") % _MOST + 1


def latest_of(records: Records, kind: type[R], number: int) -> R | None:
    """Return the latest version of a record; None where there is none."""
    versions = records.versions(kind, number)
    return versions[-1] if versions else None
