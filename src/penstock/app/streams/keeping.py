"""How ports keep what all cases and programs share: as records, each change a version."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar, cast

from penstock.governance.conduct.records import R, Record, Records, StaleRecordError

_TRIES = 20
# Numbers of records are whole numbers of four bytes.
_MOST = 2**31 - 1
_T = TypeVar("_T")


class TrialRecords:
    """Records that go on from others and are forgotten: for whoever only looks what would become.

    Args:
        records: The others, which stay as they are.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._written: dict[tuple[type[Record], int], list[Record]] = {}

    def keep(self, *records: Record) -> None:
        """Remember versions of records.

        Raises:
            StaleRecordError: One of them does not follow the version that is known.
        """
        for record in records:
            known = self.versions(type(record), record.number)
            if record.version != len(known) + 1:
                raise StaleRecordError(record)
            self._written.setdefault((type(record), record.number), []).append(record)

    def latest(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, each at its latest version, by their numbers."""
        return self._newest(kind, self._records.latest(kind))

    def count(self, kind: type[Record]) -> int:
        """Return how many versions of a kind are known."""
        written = sum(len(each) for (of, _), each in self._written.items() if of is kind)
        return self._records.count(kind) + written

    def versions(self, kind: type[R], number: int) -> tuple[R, ...]:
        """Return all versions of a record, the first one first; none where there is none."""
        written = cast("list[R]", self._written.get((kind, number), []))
        return (*self._records.versions(kind, number), *written)

    def of_case(self, kind: type[R], case_id: str) -> tuple[R, ...]:
        """Return the records of a kind that name a case, each at its latest version."""
        found = self._newest(kind, self._records.of_case(kind, case_id))
        return tuple(each for each in found if getattr(each, "case_id", None) == case_id)

    def next_number(self, kind: type[Record]) -> int:
        """Return the next free number of a kind."""
        written = [number for of, number in self._written if of is kind]
        return max([self._records.next_number(kind), *(number + 1 for number in written)])

    def _newest(self, kind: type[R], found: tuple[R, ...]) -> tuple[R, ...]:
        by_number = {each.number: each for each in found}
        for (of, number), versions in self._written.items():
            if of is kind:
                by_number[number] = cast("R", versions[-1])
        return tuple(by_number[number] for number in sorted(by_number))


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
