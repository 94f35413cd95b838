"""A burn-down: how many promises are left that are still in time, business day by business day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnDay:
    """The end of a business day.

    Args:
        day: The day.
        in_time: How many cases are still in time then, if nothing is finished before.
    """

    day: date
    in_time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnDown:
    """What is left of the time that was promised for open cases, if nothing is finished.

    A case counts by what is due first of it. Where its clock stands still it has no day.

    Args:
        open_cases: How many cases are open.
        late: For how many of them something is late already.
        in_time: How many more have a clock that runs.
        days: The next business days, one after the other.
    """

    open_cases: int
    late: int
    in_time: int
    days: tuple[BurnDay, ...]

    @property
    def resting(self) -> int:
        """Return how many open cases have no clock that runs."""
        return self.open_cases - self.late - self.in_time

    def runs_out(self, number: int) -> int:
        """Return how many cases run out of time within the first so many of the days."""
        shown = self.days[:number]
        return self.in_time - shown[-1].in_time if shown else 0
