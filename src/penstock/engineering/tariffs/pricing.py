"""Prices by step, for whoever decides when to use energy: buy, sell, and what peaks cost."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.clock import WallClock, wall_clock
from penstock.engineering.tariffs.energy import energy_by_period, periods_of_months, tier_limits
from penstock.engineering.tariffs.rules import MONTHS, Metering, RiderUnit, RollOver
from penstock.engineering.tariffs.tariff import Schedule, Tariff
from penstock.kernel.years import YearSteps

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DemandPrice:
    """Steps whose highest power is charged once.

    Args:
        month: From 1 to 12.
        label: The period, or the empty text for the month's own peak.
        steps: Which steps count, shape (steps,).
        price_dollars_per_kw: What a kW of their highest power costs, at the first tier. [$/kW]
    """

    month: int
    label: str
    steps: NDArray[np.bool_]
    price_dollars_per_kw: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prices:
    """What energy costs and earns in each step of a year.

    Args:
        buy_dollars_per_kwh: What one more kWh costs, shape (steps,).
        sell_dollars_per_kwh: What one more kWh that flows out is worth, shape (steps,).
        demand: What peaks cost.
    """

    buy_dollars_per_kwh: Floats
    sell_dollars_per_kwh: Floats
    demand: tuple[DemandPrice, ...]


def prices(tariff: Tariff, steps: YearSteps, import_kwh: Floats | None = None) -> Prices:
    """Return what a tariff charges in each step of a year.

    A kWh costs what its tier costs. Which tier a month reaches, `import_kwh` tells; without it, all
    is in the first. Under net metering a kWh that flows out is worth what one costs that flows in,
    as long as the account is used up; under net billing, the sell price; otherwise nothing.

    Args:
        tariff: The tariff.
        steps: The steps of the year.
        import_kwh: What flows in, shape (steps,), to know the tiers that are reached.
    """
    clock = wall_clock(steps, tariff.holidays)
    period = clock.period(tariff.energy)
    tier = _reached(tariff, clock, import_kwh)[clock.month, period]
    buy = _table(tariff, selling=False)[period, tier] + _riders(tariff)[clock.month]
    sell = buy if _is_worth_retail(tariff) else _table(tariff, selling=True)[period, tier]
    if tariff.credits.metering is Metering.NONE:
        sell = np.zeros_like(buy)
    return Prices(buy_dollars_per_kwh=buy, sell_dollars_per_kwh=sell, demand=_demand(tariff, clock))


def _is_worth_retail(tariff: Tariff) -> bool:
    rule = tariff.credits
    return rule.metering is Metering.NET_METERING and rule.roll_over is RollOver.KWH


def _table(tariff: Tariff, *, selling: bool) -> Floats:
    """Return prices by period and tier; tiers a period does not have repeat its last price."""
    most = max(len(period.tiers) for period in tariff.energy.periods)
    rows = []
    for period in tariff.energy.periods:
        row = [float(tier.sell if selling else tier.price) for tier in period.tiers]
        rows.append(row + row[-1:] * (most - len(row)))
    return np.array(rows)


def _reached(tariff: Tariff, clock: WallClock, import_kwh: Floats | None) -> NDArray[np.int64]:
    """Return the tier that each month's last kWh is in, shape (12, periods)."""
    count = len(tariff.energy.periods)
    per_power = any(t.unit.is_per_power for p in tariff.energy.periods for t in p.tiers)
    if import_kwh is None or per_power:
        return np.zeros((MONTHS, count), dtype=np.int64)
    use = energy_by_period(np.atleast_2d(import_kwh), clock, tariff.energy)
    limits = tier_limits(tariff.energy.periods, clock.days)[0]
    present = periods_of_months(clock, tariff.energy)
    first = np.argmax(present, axis=1)
    limit = np.take_along_axis(limits, first[:, None, None], axis=1)
    alike = np.all((limits == limit) | ~present[..., None], axis=(1, 2))
    counted = np.where(alike[:, None], use[0].sum(axis=1, keepdims=True), use[0])
    return np.asarray((counted[..., None] > limits).sum(axis=-1))


def _riders(tariff: Tariff) -> Floats:
    """Return what riders add to a kWh, shape (12,)."""
    added = np.zeros(MONTHS)
    for rider in tariff.riders:
        if rider.unit in {RiderUnit.ENERGY, RiderUnit.THERM}:
            added[[month - 1 for month in rider.months]] += float(rider.rate)
    return added


def _demand(tariff: Tariff, clock: WallClock) -> tuple[DemandPrice, ...]:
    found = []
    if tariff.flat_demand:
        for month, season in enumerate(tariff.flat_demand.months):
            price = float(tariff.flat_demand.periods[season].tiers[0].price)
            found.append(_demand_price(month, "", clock.month == month, price))
    if tariff.tou_demand:
        found += _by_period(tariff.tou_demand, clock)
    return tuple(each for each in found if each.price_dollars_per_kw and each.steps.any())


def _by_period(schedule: Schedule, clock: WallClock) -> list[DemandPrice]:
    period = clock.period(schedule)
    return [
        _demand_price(
            month, each.label, (clock.month == month) & (period == n), float(each.tiers[0].price)
        )
        for month in range(MONTHS)
        for n, each in enumerate(schedule.periods)
    ]


def _demand_price(month: int, label: str, steps: NDArray[np.bool_], price: float) -> DemandPrice:
    return DemandPrice(month=month + 1, label=label, steps=steps, price_dollars_per_kw=price)
