"""Base load, peaks, months and seasons of a load."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from penstock.engineering.usage.analysis.profiles import Profile
from penstock.engineering.usage.intervals import Floats, local

SEASONS = {
    "winter": (12, 1, 2),
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
}
"""The meteorological seasons of the northern half of the world, by month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """The highest mean power of a step, and when it began."""

    power_kw: float
    at: datetime
    estimated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A season's energy, its mean power, and its average day, hour by hour."""

    name: str
    energy_kwh: float
    mean_kw: float
    weekday_kw: tuple[float, ...]
    weekend_kw: tuple[float, ...]


def base_load_kw(profile: Profile) -> float:
    """Return the power that is always drawn: the median of days' lowest hours, in kW.

    base = median over days of min over hours of the mean power of the hour

    A day away does not lower it, and a night of heating does not raise it, as a mean or a minimum
    of the year would be.
    """
    hourly = hourly_table(profile)
    lowest = np.min(np.where(np.isnan(hourly), np.inf, hourly), axis=1)
    return float(np.median(lowest[np.isfinite(lowest)]))


def peak(profile: Profile) -> Peak:
    """Return the highest mean power of a step; of several the first."""
    at = int(np.argmax(profile.energy_kwh))
    return Peak(
        power_kw=float(profile.power_kw[at]),
        at=local(profile.moments_s[at], profile.zone),
        estimated=bool(profile.estimated[at]),
    )


def load_factor(profile: Profile) -> float:
    """Return the mean power as a share of the highest, 0 to 1.

    load factor = mean power / peak power
    """
    highest = profile.energy_kwh.max()
    return float(profile.energy_kwh.mean() / highest) if highest > 0 else 0.0


def monthly_kwh(profile: Profile) -> dict[str, float]:
    """Return the energy of each calendar month there is, by names such as `2025-07`."""
    names = profile.days.astype("datetime64[D]").astype("datetime64[M]")
    distinct, inverse = np.unique(names, return_inverse=True)
    sums = np.bincount(inverse, weights=profile.energy_kwh)
    return {str(name): float(total) for name, total in zip(distinct, sums, strict=True)}


def seasons(profile: Profile) -> tuple[Season, ...]:
    """Return the seasons that have any load."""
    made = (_season(profile, name, months) for name, months in SEASONS.items())
    return tuple(season for season in made if season is not None)


def _season(profile: Profile, name: str, months: tuple[int, ...]) -> Season | None:
    inside = np.isin(profile.months, months)
    if not inside.any():
        return None
    return Season(
        name=name,
        energy_kwh=float(profile.energy_kwh[inside].sum()),
        mean_kw=float(profile.power_kw[inside].mean()),
        weekday_kw=_average_day(profile, inside & ~profile.weekend),
        weekend_kw=_average_day(profile, inside & profile.weekend),
    )


def _average_day(
    profile: Profile, inside: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> tuple[float, ...]:
    """Return the mean power of each hour of the day; none where there is no such day."""
    hour = profile.minute[inside] // 60
    count = np.bincount(hour, minlength=24)
    if not count.all():
        return ()
    total = np.bincount(hour, weights=profile.power_kw[inside], minlength=24)
    return tuple(float(each) for each in total / count)


def hourly_table(profile: Profile) -> Floats:
    """Return mean powers by local day and hour, shape (days, 24); hours left out are no number."""
    day, hour = profile.days - profile.days[0], profile.minute // 60
    shape = (int(day[-1]) + 1, 24)
    total, count = np.zeros(shape), np.zeros(shape)
    np.add.at(total, (day, hour), profile.power_kw)
    np.add.at(count, (day, hour), 1.0)
    table: Floats = np.divide(total, count, out=np.full(shape, np.nan), where=count > 0)
    return table
