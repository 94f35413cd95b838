"""Days and months of a meter become bills, whatever the clock does between."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from penstock.engineering.usage.bills.from_intervals import are_long, bills_of, end_to_end
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.intervals import Intervals, intervals
from tests.unit.engineering.usage.meters import ZONE


def _days(*, seconds: int | None) -> Intervals:
    """Return the days of 2025 from local midnights; of one length, or as long as they are."""
    zone = ZoneInfo(ZONE)
    first = datetime(2025, 1, 1, tzinfo=zone)
    edges = [first + timedelta(days=number) for number in range(366)]
    starts = np.array([int(edge.astimezone(UTC).timestamp()) for edge in edges])
    length = np.diff(starts) if seconds is None else np.full(365, seconds)
    return intervals(starts[:-1], length, np.arange(365.0))


@pytest.mark.parametrize("seconds", [None, 86_400])
def test_days_keep_their_energy_through_both_clock_changes(seconds: int | None) -> None:
    given = _days(seconds=seconds)

    bills = bills_of(given, ZONE)

    assert are_long(given)
    assert [bill.amount for bill in bills] == list(range(365))
    assert {bill.days for bill in bills} == {1}
    assert (bills[0].start, bills[-1].end) == (date(2025, 1, 1), date(2026, 1, 1))


def test_readings_of_one_moment_are_laid_end_to_end_before_it() -> None:
    given = intervals(np.full(3, 1721154385), np.array([1, 2, 3]) * 86_400, np.array([1.0, 2, 3]))

    newest, oldest = (end_to_end(given, newest_first=first) for first in (True, False))

    assert newest.end_s.max() == oldest.end_s.max() == 1721154385
    assert newest.amount.tolist() == [3, 2, 1]
    assert oldest.start_s.tolist() == [1721154385 - days * 86_400 for days in (6, 5, 3)]


def test_readings_that_say_when_they_were_are_not_laid_anew() -> None:
    with pytest.raises(UsageError, match="begin at 365 different moments"):
        end_to_end(_days(seconds=None), newest_first=True)
