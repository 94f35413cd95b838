"""A fan: what may come of something week by week, with what comes if nothing is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Spread:
    """The values that a tenth, half and nine tenths of what may come lie below."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FanWeek:
    """A week of a fan.

    Args:
        changed: What may come with the change; None where there is nothing to tell.
        baseline: What may come without it.
    """

    changed: Spread | None
    baseline: Spread | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """What may come, week by week.

    Args:
        measure: What the values are, such as `cases on the way`.
        unit: Their unit, such as `cases` or `days`.
        begins: When the first week begins.
        weeks: The weeks.
    """

    measure: str
    unit: str
    begins: datetime
    weeks: tuple[FanWeek, ...]

    def ends(self, week: int) -> datetime:
        """Return when a week ends, counted from 0."""
        return self.begins + timedelta(weeks=week + 1)


def spread_of(values: Sequence[float]) -> Spread | None:
    """Return the percentiles of values in order, each one of the values; None of none."""
    if not values:
        return None
    last = len(values) - 1
    return Spread(*(values[round(share * last)] for share in (0.1, 0.5, 0.9)))
