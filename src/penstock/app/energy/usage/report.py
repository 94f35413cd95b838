"""What a report on a usage file says, as values."""

from dataclasses import dataclass
from datetime import date, datetime

from penstock.engineering.usage.analysis.summaries import Peak, Season
from penstock.engineering.usage.analysis.times_of_use import TimeOfUse
from penstock.engineering.usage.analysis.weather import WeatherModel
from penstock.engineering.usage.years import YearLoad


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """A series of the file."""

    label: str
    readings: int
    first: datetime
    last: datetime
    minutes: float
    total: float
    unit: str
    cost_cents: int | None
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated:
    """What was not measured: by which method, how many steps, how much, and how sure."""

    method: str
    steps: int
    amount: float
    sigma: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The usage of a month or a billing period."""

    name: str
    amount: float
    cost_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What only intervals can tell: powers and times.

    The base load is None where the meter also feeds in, for its lowest hours are then those of sun.
    """

    minutes: int
    base_load_kw: float | None
    mean_kw: float
    peak: Peak
    load_factor: float
    seasons: tuple[Season, ...]
    time_of_use: TimeOfUse


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageReport:
    """All that is told about a usage file.

    Args:
        lowest_per_day: What the bill of the least use a day has: at most this is used whatever the
            season. None where there are intervals.
        of: What the report is about: `2025-01-01 to 2025-12-31`, or a year.
        year: The load of a year; None where the file does not give one.
        why_no_year: Why there is none, in a sentence.
    """

    file: str
    form: str
    service: str
    unit: str
    zone: str
    of: str
    total: float
    meters: tuple[Meter, ...]
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    estimated: tuple[Estimated, ...]
    steps: int
    bars: tuple[Bar, ...]
    shown: Shown | None
    weather: WeatherModel | None
    lowest_per_day: float | None
    first: date
    end: date
    year: YearLoad | None
    why_no_year: str = ""

    @property
    def days(self) -> int:
        """How many days the report is about."""
        return (self.end - self.first).days

    @property
    def is_whole(self) -> bool:
        """Whether the file gives a year with nothing that was noticed in it."""
        return not self.findings and not self.why_no_year
