"""Homes for tests: years whose load, yield and prices are drawn from a seed."""

import math
import random
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from penstock.engineering.storage.errors import Floats
from penstock.engineering.storage.years import DemandPeriod, SiteYear, month_starts
from penstock.kernel.years import YearSteps


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """Prices by the hour; peaks are charged in each month where a price is given."""

    cheap: float = 0.20
    dear: float = 0.45
    sell: float = 0.08
    dollars_per_kw: float = 0.0


def home(
    seed: int = 1, tariff: Tariff | None = None, *, minutes: int = 60, zone: str = "America/Denver"
) -> SiteYear:
    """Return a home of 2025 with an array; the same for a seed on every machine and version."""
    tariff = tariff or Tariff()
    steps = YearSteps(year=2025, zone=zone, minutes=minutes)
    draw = random.Random(seed)
    clear = [draw.uniform(0.2, 1.0) for _ in range(366)]
    load = [_load_kw(steps, step) * draw.uniform(0.6, 1.5) for step in range(steps.count)]
    sun = [_sun_kw(steps, step) * clear[_day(steps, step)] for step in range(steps.count)]
    dear = np.array([16 <= _hour(steps, step) < 21 for step in range(steps.count)])
    return SiteYear(
        steps=steps,
        load_kwh=np.array(load) * steps.hours,
        yield_kwh=np.array(sun) * steps.hours,
        buy_dollars_per_kwh=np.where(dear, tariff.dear, tariff.cheap),
        sell_dollars_per_kwh=np.full(steps.count, tariff.sell),
        demand=monthly(steps, tariff.dollars_per_kw) if tariff.dollars_per_kw else (),
    )


def flat(site: SiteYear, price: float) -> Floats:
    """Return one price for each step of a site's year."""
    return np.full(site.steps.count, price)


def monthly(steps: YearSteps, dollars_per_kw: float) -> tuple[DemandPeriod, ...]:
    """Return a charge on the peak of each month."""
    starts = month_starts(steps)
    return tuple(
        DemandPeriod(
            name="all hours",
            month=month + 1,
            steps=np.arange(starts[month], starts[month + 1]),
            dollars_per_kw=dollars_per_kw,
        )
        for month in range(12)
    )


def _hour(steps: YearSteps, step: int) -> float:
    return step * steps.hours % 24


def _day(steps: YearSteps, step: int) -> int:
    return int(timedelta(hours=step * steps.hours) / timedelta(days=1))


def _season(steps: YearSteps, step: int) -> float:
    """Return 1 in midwinter and -1 in midsummer."""
    return math.cos(2 * math.pi * (_day(steps, step) + 10) / 365)


def _load_kw(steps: YearSteps, step: int) -> float:
    hour = _hour(steps, step)
    evening, morning = math.exp(-(((hour - 19) / 3) ** 2)), math.exp(-(((hour - 7) / 2) ** 2))
    return (0.6 + 0.5 * evening + 0.3 * morning) * (1 + 0.3 * _season(steps, step))


def _sun_kw(steps: YearSteps, step: int) -> float:
    height = math.sin((_hour(steps, step) - 6) / 12 * math.pi)
    return 5.0 * max(height, 0.0) * (1 - 0.35 * _season(steps, step))
