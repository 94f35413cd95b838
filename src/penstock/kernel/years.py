"""A calendar year at a place, cut into equal steps: what loads, yields and bills are counted on."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

STEP_MINUTES = (5, 10, 15, 20, 30, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSteps:
    """The steps of one calendar year, from the place's midnight of 1 January to the next one.

    The n-th step is half-open: it begins n steps after `start` in elapsed time, so no clock change
    makes a gap or an overlap. Every yearly series of the sciences is an array on such steps.

    Args:
        year: The calendar year.
        zone: The place's time zone by its IANA name, such as `America/New_York`.
        minutes: The length of a step: 5, 10, 15, 20, 30 or 60.

    Raises:
        ValueError: There is no such zone, or a step of such a length.
    """

    year: int
    zone: str
    minutes: int = 60

    def __post_init__(self) -> None:
        if self.minutes not in STEP_MINUTES:
            expected = ", ".join(map(str, STEP_MINUTES))
            raise ValueError(f"A step has {expected} minutes, not {self.minutes}.")
        _zone(self.zone)

    @property
    def start(self) -> datetime:
        """The beginning of the first step, in UTC."""
        return _midnight(self.year, self.zone)

    @property
    def end(self) -> datetime:
        """The end of the last step, in UTC."""
        return _midnight(self.year + 1, self.zone)

    @property
    def count(self) -> int:
        """How many steps the year has: 8,760 or 8,784 hours, by the calendar."""
        return (self.end - self.start) // timedelta(minutes=self.minutes)

    @property
    def hours(self) -> float:
        """The length of a step in hours."""
        return self.minutes / 60

    @property
    def offsets(self) -> tuple[tuple[int, int], ...]:
        """The place's clock: pairs of a first step and the minutes ahead of UTC from there on."""
        return _offsets(self)


@lru_cache(maxsize=256)
def _offsets(steps: YearSteps) -> tuple[tuple[int, int], ...]:
    zone, step = _zone(steps.zone), timedelta(minutes=steps.minutes)
    found: list[tuple[int, int]] = []
    for number in range(steps.count):
        local = (steps.start + number * step).astimezone(zone)
        minutes = int((local.utcoffset() or timedelta()) / timedelta(minutes=1))
        if not found or found[-1][1] != minutes:
            found.append((number, minutes))
    return tuple(found)


def _midnight(year: int, zone: str) -> datetime:
    return datetime(year, 1, 1, tzinfo=_zone(zone)).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        expected = "a name of the IANA list such as America/New_York"
        raise ValueError(f"There is no time zone “{name}”; expected {expected}.") from error
