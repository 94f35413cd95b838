"""The energy of a proposal's first year: by month, by season's day, by plane."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from penstock.app.energy.proposing.home import HomeYears
from penstock.engineering.proposal.offer import (
    BillLine,
    BillsOffered,
    Day,
    EnergyOffered,
    Plane,
)
from penstock.engineering.tariffs.bill import YearBill
from penstock.engineering.tariffs.clock import WallClock, wall_clock

Floats = NDArray[np.float64]
_SEASONS = {"winter": (11, 0, 1), "summer": (5, 6, 7)}


def energy_offered(home: HomeYears) -> EnergyOffered:
    """Return the energy of the first year."""
    found, load = home.first.dispatch, home.load
    clock = wall_clock(load.steps)
    used_kwh = float(load.load_kwh.sum())
    return EnergyOffered(
        use_kwh=_by_month(load.load_kwh, clock),
        p50_kwh=_by_month(home.solar.yield_kwh, clock),
        p90_share=home.yearly_p90_share,
        import_kwh=_by_month(found.import_kwh, clock),
        export_kwh=_by_month(found.export_kwh, clock),
        used_at_home_share=found.self_consumption,
        estimated_share=float(load.load_kwh[load.estimated].sum()) / used_kwh if used_kwh else 0.0,
        days=tuple(_day(season, months, home, clock) for season, months in _SEASONS.items()),
    )


def planes_offered(home: HomeYears) -> tuple[Plane, ...]:
    """Return the planes that have modules, with what each gives."""
    with_modules = [each for each in home.solar.design.layout.planes if each.count]
    yields = home.solar.hourly.by_array_kwh.sum(axis=1)
    return tuple(
        Plane(
            name=each.plane.name,
            modules=each.count,
            tilt_degrees=each.plane.facing.tilt_degrees,
            azimuth_degrees=each.plane.facing.azimuth_degrees,
            yield_kwh=float(given),
        )
        for each, given in zip(with_modules, yields, strict=True)
    )


def bills_offered(home: HomeYears, notes: Sequence[str]) -> BillsOffered:
    """Return the bills of the first year, before and after."""
    before, after = _by_kind(home.before), _by_kind(home.first.bill)
    return BillsOffered(
        tariff=home.tariff.name,
        before_cents=_months(home.before),
        after_cents=_months(home.first.bill),
        after_p90_cents=_months(home.poor.bill),
        lines=tuple(
            BillLine(what=kind, before_cents=before[kind], after_cents=after[kind])
            for kind in dict.fromkeys((*before, *after))
        ),
        notes=tuple(notes),
    )


def _by_month(kwh: Floats, clock: WallClock) -> tuple[float, ...]:
    return tuple(float(kwh[month].sum()) for month in clock.months())


def _months(bill: YearBill) -> tuple[int, ...]:
    return tuple(month.cents for month in bill.months)


def _by_kind(bill: YearBill) -> Counter[str]:
    found: Counter[str] = Counter()
    for month in bill.months:
        for line in month.lines:
            found[str(line.kind)] += line.cents
    return found


def _day(season: str, months: Sequence[int], home: HomeYears, clock: WallClock) -> Day:
    found, hours = home.first.dispatch, home.load.steps.hours
    battery_kwh = found.discharge_kwh - found.charge_kwh
    of_season = np.isin(clock.month, months)

    def mean_kw(kwh: Floats) -> tuple[float, ...]:
        total = np.bincount(clock.hour[of_season], weights=kwh[of_season], minlength=24)
        steps = np.bincount(clock.hour[of_season], minlength=24)
        return tuple(float(each) for each in total / steps / hours)

    return Day(
        season=season,
        use_kw=mean_kw(home.load.load_kwh),
        sun_kw=mean_kw(home.solar.yield_kwh),
        battery_kw=mean_kw(battery_kwh) if battery_kwh.any() else (),
    )
