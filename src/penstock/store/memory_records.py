"""Records in memory: for tests, and for trying things out."""

from typing import cast

from penstock.governance.conduct.records import R, Record, StaleRecordError


class MemoryRecords:
    """Keeps records as long as the program runs."""

    def __init__(self) -> None:
        self._versions: dict[tuple[type[Record], int], list[Record]] = {}

    def keep(self, *records: Record) -> None:
        """Keep versions of records; all of them, or none.

        Raises:
            StaleRecordError: One of them does not follow the version that is kept.
        """
        after = dict(self._versions)
        for record in records:
            key = type(record), record.number
            kept = after.get(key, [])
            if record.version != len(kept) + 1:
                raise StaleRecordError(record)
            after[key] = [*kept, record]
        self._versions = after

    def latest(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, each at its latest version, by their numbers."""
        numbers = sorted(number for of, number in self._versions if of is kind)
        return tuple(self.versions(kind, number)[-1] for number in numbers)

    def count(self, kind: type[Record]) -> int:
        """Return how many versions of a kind are kept: more after each act, and never fewer."""
        return sum(len(kept) for (of, _), kept in self._versions.items() if of is kind)

    def versions(self, kind: type[R], number: int) -> tuple[R, ...]:
        """Return all versions of a record, the first one first; none where there is none."""
        return cast("tuple[R, ...]", tuple(self._versions.get((kind, number), ())))

    def of_case(self, kind: type[R], case_id: str) -> tuple[R, ...]:
        """Return the records of a kind that name a case, each at its latest version."""
        found = self.latest(kind)
        return tuple(each for each in found if getattr(each, "case_id", None) == case_id)

    def next_number(self, kind: type[Record]) -> int:
        """Return the next free number of a kind; whoever keeps it first has it."""
        return max((number for of, number in self._versions if of is kind), default=0) + 1
