"""Counts that were made before: while nothing happens in any case, they are what they were."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from penstock.delivery.ports import Count

# To count so many cases takes long enough that everybody would wait for it after each event.
MANY = 10_000
# So long counts of many cases may lag behind what happens.
LAG_S = 2.0
Counts = tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    counts: Counts
    mark: object
    at_s: float
    due_before: datetime | None

    def is_near(self, due_before: datetime | None) -> bool:
        """Tell whether counts of what is due before a moment may be these."""
        if self.due_before is None or due_before is None:
            return self.due_before is due_before
        return abs(due_before - self.due_before).total_seconds() < LAG_S


@dataclass(slots=True)
class KnownCounts:
    """The counts of what one side sees, all of them and those that are late.

    Args:
        elapsed_s: Returns the seconds since some moment; None where no count may lag behind.
    """

    elapsed_s: Callable[[], float] | None = None
    _known: dict[bool, _Known] = field(default_factory=dict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def told(
        self, due_before: datetime | None, *, mark: object, count: Callable[[], Counts]
    ) -> Counts:
        """Return counts: known ones where they hold, or else new ones.

        Args:
            due_before: The moment before which the counted cases are due; None for all cases.
            mark: What is another after something happened.
            count: Counts anew.
        """
        with self._lock:
            is_late = due_before is not None
            now_s = self.elapsed_s() if self.elapsed_s else 0.0
            known = self._known.get(is_late)
            is_near = known is not None and known.is_near(due_before)
            if known is None or not is_near or not self._holds(known, mark, now_s, is_late=is_late):
                known = self._known[is_late] = _Known(count(), mark, now_s, due_before)
            return known.counts

    def _holds(self, known: _Known, mark: object, now_s: float, *, is_late: bool) -> bool:
        # What was in time may be late now, though nothing happened.
        if known.mark == mark and not is_late:
            return True
        if self.elapsed_s is None:
            return False
        counts = self._known.get(False, known).counts
        are_many = sum(each.cases for each in counts) > MANY
        return are_many and now_s - known.at_s < LAG_S
