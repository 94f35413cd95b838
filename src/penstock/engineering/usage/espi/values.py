"""What a Green Button file holds, in its own terms."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

NO_QUALITY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTime:
    """The clock of the customer's place, as the file's LocalTimeParameters tell it."""

    offset_s: int
    daylight_saving_s: int = 0
    start_rule: str = "00000000"
    end_rule: str = "00000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingType:
    """What the values of a series are; what the file does not say is None."""

    unit_code: int | None = None
    power_of_ten: int = 0
    commodity: int | None = None
    flow: int | None = None
    accumulation: int | None = None
    interval_s: int | None = None
    currency: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Readings:
    """Interval readings in the order of the file: five arrays of one length.

    Args:
        start_s: Beginnings, in seconds since 1970 in UTC.
        duration_s: Lengths in seconds; some utilities write 0 or 7200 at a clock change.
        value: Values as coded, before any multiplier; not a number where there is none.
        cost: Costs in hundred-thousandths of the currency; not a number where there is none.
        quality: Codes of quality; -1 where there is none.
    """

    start_s: Integers
    duration_s: Integers
    value: Floats
    cost: Floats
    quality: Integers

    def __len__(self) -> int:
        return len(self.start_s)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Readings):
            return NotImplemented
        names = (each.name for each in fields(self))
        return all(
            np.array_equal(getattr(self, name), getattr(other, name), equal_nan=True)
            for name in names
        )

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterReading:
    """A series of one kind of reading at a usage point."""

    name: str
    type: ReadingType
    readings: Readings


@dataclass(frozen=True, slots=True, kw_only=True)
class UsagePoint:
    """Where something is delivered and metered."""

    name: str
    service: int | None
    series: tuple[MeterReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """All that a Green Button file holds of usage."""

    points: tuple[UsagePoint, ...]
    local_time: LocalTime | None = None
