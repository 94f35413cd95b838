"""A year's load: what was metered in some year, on the steps of the year that is asked for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from penstock.engineering.usage.cleaning.filling import WallTable
from penstock.engineering.usage.cleaning.values import CleanUsage, Method, Methods
from penstock.engineering.usage.clocks import wall_clock
from penstock.engineering.usage.errors import UsageError
from penstock.engineering.usage.intervals import Flags, Floats, Integers, local
from penstock.kernel.years import YearSteps

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_EPOCH = date(1970, 1, 1)
# A month of which less was metered is as good as missing.
_ENOUGH = 0.5
# With fewer months metered than are missing, an estimate would be mostly made.
_MOST_FILLED = 5
MEASURED_BY = (Method.MEASURED, Method.UTILITY, Method.SHARED)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class YearLoad:
    """A customer's load on the steps of a year.

    Args:
        steps: The steps of the year.
        load_kwh: Energy used in each, shape (steps.count,).
        estimated: Whether a step is neither measured nor a share of what was, shape (steps.count,).
        method: How each is known: values of `Method`, shape (steps.count,).
        sigma_kwh: Standard uncertainty of each step; 0 where measured and
            not a number where nobody can tell, shape (steps.count,).
        notes: What was assumed to get here, in sentences.
    """

    steps: YearSteps
    load_kwh: Floats
    estimated: Flags
    method: Methods
    sigma_kwh: Floats
    notes: tuple[str, ...] = ()

    @property
    def total_kwh(self) -> float:
        """The energy of the year."""
        return float(self.load_kwh.sum())


def moments_of(steps: YearSteps) -> Integers:
    """Return the beginnings of a year's steps, in seconds since 1970."""
    begins = int(steps.start.timestamp())
    return begins + 60 * steps.minutes * np.arange(steps.count, dtype=np.int64)


def year_load(clean: CleanUsage, steps: YearSteps, *, fill_months: bool = False) -> YearLoad:
    """Return what was metered as the load of a year.

    Where the year is the one that was metered, each step is what was metered in it. Otherwise each
    day takes the metered day of the same weekday that is nearest to the same date, by the clock on
    the wall, and a note says so. Where the clock leaves an hour out on the metered day and not on
    the year's, the mean of its neighbours is taken; an hour that is there twice has its mean.

    Args:
        clean: A gapless load of at least a year.
        steps: The year, and the length of its steps.
        fill_months: Whether months of which hardly anything was metered are taken as estimated.

    Raises:
        UsageError: Months of the year were not metered, and nobody said to estimate them.
    """
    missing = missing_months(clean)
    if missing and not (fill_months and len(missing) <= _MOST_FILLED):
        raise UsageError(_refusal(clean, missing))
    notes = [f"{_listed(missing)}: hardly metered, estimated from other weeks."] if missing else []
    if _covers(clean, steps):
        taken = _same_year(clean, steps)
    else:
        taken = _mapped(clean, steps)
        notes.append(_mapping_note(clean, steps))
    load_kwh, method, sigma_kwh = taken
    return YearLoad(
        steps=steps,
        load_kwh=load_kwh,
        estimated=np.asarray(method > Method.SHARED),
        method=method,
        sigma_kwh=sigma_kwh,
        notes=tuple(notes),
    )


def usual_year(clean: CleanUsage) -> int:
    """Return the last calendar year that was metered whole, else that in which readings end."""
    last = local(clean.moments_s[-1], clean.zone).year
    whole = (
        year
        for year in range(last, local(clean.start_s, clean.zone).year - 1, -1)
        if _covers(clean, YearSteps(year=year, zone=clean.zone))
    )
    return next(whole, last)


def missing_months(clean: CleanUsage) -> list[str]:
    """Return the names of months of which less than half was metered in any year."""
    days, _ = wall_clock(clean.moments_s, clean.zone)
    month = months_of_days(days)
    steps_a_day = 1440 // clean.minutes
    metered = np.isin(clean.method, MEASURED_BY)
    had = np.bincount(month[metered], minlength=13)[1:] / steps_a_day
    return [name for name, count in zip(_MONTHS, had, strict=True) if count < 28 * _ENOUGH]


def months_of_days(days: Integers) -> Integers:
    """Return the months, 1 to 12, of days that are counted from 1970."""
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1


def _refusal(clean: CleanUsage, missing: list[str]) -> str:
    first, last = _first_and_last(clean)
    many = len(missing) > _MOST_FILLED
    which = f"{len(missing)} of them" if many else _listed(missing)
    advice = "" if many else ", or have the rest estimated with --fill-months"
    return (
        f"A year's load needs all twelve months, but hardly anything is metered of {which}: the "
        f"readings go from {first} to {last}. Ask the utility for twelve months{advice}."
    )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _first_and_last(clean: CleanUsage) -> tuple[date, date]:
    days, _ = wall_clock(clean.moments_s[[0, -1]], clean.zone)
    return _EPOCH + timedelta(days=int(days[0])), _EPOCH + timedelta(days=int(days[1]))


def _covers(clean: CleanUsage, steps: YearSteps) -> bool:
    begins, ends = (int(moment.timestamp()) for moment in (steps.start, steps.end))
    length_s = len(clean) * clean.minutes * 60
    return clean.start_s <= begins and ends <= clean.start_s + length_s


_Taken = tuple[Floats, Methods, Floats]


def _same_year(clean: CleanUsage, steps: YearSteps) -> _Taken:
    first = (int(steps.start.timestamp()) - clean.start_s) // (60 * clean.minutes)
    count = int((steps.end - steps.start) / timedelta(minutes=clean.minutes))
    part = slice(first, first + count)
    return resampled(
        clean.energy_kwh[part],
        clean.method[part],
        clean.sigma_kwh[part],
        minutes=(clean.minutes, steps.minutes),
    )


def resampled(
    energy: Floats, method: Methods, sigma: Floats, *, minutes: tuple[int, int]
) -> tuple[Floats, Methods, Floats]:
    """Return steps of another length: added up, or shared evenly by time.

    A step that is added up from several is known by the least sure of their methods, and its
    uncertainty takes their errors as alike.

    Args:
        energy: Energy of each step, shape (n,).
        method: Methods, shape (n,).
        sigma: Standard uncertainties, shape (n,).
        minutes: The length of a step now, and as it shall be; one is a multiple of the other, or
            both divide an hour.
    """
    have, want = minutes
    common = np.gcd(have, want)
    fine, join = have // common, want // common
    energy = np.repeat(energy / fine, fine).reshape(-1, join).sum(axis=1)
    sigma = np.repeat(sigma / fine, fine).reshape(-1, join).sum(axis=1)
    methods = np.repeat(method, fine).reshape(-1, join).max(axis=1)
    if fine > 1:
        methods = np.maximum(methods, np.int8(Method.SHARED))
    return energy, methods, sigma


def _mapped(clean: CleanUsage, steps: YearSteps) -> _Taken:
    energy, method, sigma = resampled(
        clean.energy_kwh, clean.method, clean.sigma_kwh, minutes=(clean.minutes, steps.minutes)
    )
    moments_s = clean.start_s + 60 * steps.minutes * np.arange(len(energy), dtype=np.int64)
    days, shown = wall_clock(moments_of(steps), steps.zone)
    slot = shown // steps.minutes
    tables = [
        WallTable.of(moments_s, each.astype(float), zone=clean.zone, minutes=steps.minutes)
        for each in (energy, sigma, method)
    ]
    row = _matching_rows(days, first=tables[0].first_day, count=len(tables[0].values))
    load, sure, how = (_without_holes(table.values)[row, slot] for table in tables)
    hole = np.isnan(tables[0].values[row, slot])
    methods = np.where(hole, Method.INTERPOLATED, np.rint(how)).astype(np.int8)
    return load, methods, sure


def _without_holes(table: Floats) -> Floats:
    """Fill the hours that the clock left out with what lies between their neighbours."""
    flat = table.ravel().copy()
    hole = np.isnan(flat)
    places = np.arange(len(flat))
    flat[hole] = np.interp(places[hole], places[~hole], flat[~hole])
    return flat.reshape(table.shape)


def _matching_rows(days: Integers, *, first: int, count: int) -> Integers:
    """Return for each day of the year the metered day of its weekday nearest to its date.

    Of several years the last one is taken that has such a day.
    """
    distinct, inverse = np.unique(days, return_inverse=True)
    rows = [_matching_row(int(day), first=first, count=count) for day in distinct]
    return np.array(rows, dtype=np.int64)[inverse]


def _matching_row(day: int, *, first: int, count: int) -> int:
    wanted = _EPOCH + timedelta(days=day)
    last = _EPOCH + timedelta(days=first + count - 1)
    candidates: list[tuple[int, int, int]] = []
    for year in (last.year + 1, last.year, last.year - 1, last.year - 2):
        row = (_anniversary(wanted, year) - _EPOCH).days - first
        # A whole number of weeks away from the day: within three days of its date.
        row -= (row + first - day + 3) % 7 - 3
        outside = max(0, -row, row - (count - 1))
        weeks = -(-outside // 7)
        candidates.append((weeks, len(candidates), row + 7 * weeks * (1 if row < 0 else -1)))
    return min(max(min(candidates)[2], 0), count - 1)


def _anniversary(wanted: date, year: int) -> date:
    # 29 February becomes 1 March where there is none.
    leap = datetime(year, 1, 1, tzinfo=UTC).date()
    return leap + (date(year, wanted.month, 1) - leap) + timedelta(days=wanted.day - 1)


def _mapping_note(clean: CleanUsage, steps: YearSteps) -> str:
    first, last = _first_and_last(clean)
    return (
        f"Metered from {first} to {last} and taken for {steps.year}: each day of {steps.year} is "
        "the metered day of the same weekday that is nearest to its date."
    )
