"""Counts that were made before, and how long they hold."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from penstock.delivery.ports import Count
from penstock.store.known_counts import LAG_S, MANY, KnownCounts
from tests.unit.delivery.working import NOON

FEW, VERY_MANY = 3, MANY + 1


@dataclass
class Counter:
    """Counts cases, and how often it was asked to."""

    cases: int
    seconds: float = 0.0
    asked: int = 0
    known: KnownCounts = field(init=False)

    def __post_init__(self) -> None:
        self.known = KnownCounts(elapsed_s=lambda: self.seconds)

    def told(self, mark: object, *, due_before: datetime | None = None) -> int:
        """Return how often was counted, after the counts were asked for once more."""
        self.known.told(due_before, mark=mark, count=self._count)
        return self.asked

    def _count(self) -> tuple[Count, ...]:
        self.asked += 1
        return (Count(stream_id="S", stage_id="S.1", status="open", cases=self.cases),)


@pytest.mark.parametrize("cases", [FEW, VERY_MANY])
def test_while_nothing_happens_counts_hold(cases: int) -> None:
    counter = Counter(cases)

    counter.told(1)
    counter.seconds += 3600

    assert counter.told(1) == 1


def test_few_cases_are_counted_again_after_each_event() -> None:
    counter = Counter(FEW)

    counter.told(1)

    assert counter.told(2) == 2


def test_counts_of_many_cases_lag_behind_events_for_a_moment() -> None:
    counter = Counter(VERY_MANY)

    counter.told(1)

    assert counter.told(2) == 1


def test_counts_of_many_cases_lag_no_longer() -> None:
    counter = Counter(VERY_MANY)

    counter.told(1)
    counter.seconds += LAG_S

    assert counter.told(2) == 2


def test_what_is_late_is_counted_again_though_nothing_happened() -> None:
    counter = Counter(FEW)

    counter.told(1, due_before=NOON)

    assert counter.told(1, due_before=NOON) == 2


def test_what_is_due_another_day_is_counted_by_itself_even_of_many_cases() -> None:
    counter = Counter(VERY_MANY)

    counter.told(1, due_before=NOON)
    counter.told(1, due_before=NOON + timedelta(days=1))

    assert counter.told(1, due_before=NOON + timedelta(days=1, seconds=1)) == 2
