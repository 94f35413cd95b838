"""What a year costs under a tariff, for one meter or ten thousand: arrays in, columns out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from penstock.engineering.tariffs.bill import LineKind
from penstock.engineering.tariffs.clock import WallClock, wall_clock
from penstock.engineering.tariffs.columns import Cents, Column, priced, sums, tiered
from penstock.engineering.tariffs.crediting import (
    credit_columns,
    paid_columns,
    paid_with_the_bill,
)
from penstock.engineering.tariffs.credits import NetUse, net_use
from penstock.engineering.tariffs.demand import billed_peak_kw
from penstock.engineering.tariffs.demand_charges import demand_columns, monthly_power_factor
from penstock.engineering.tariffs.energy import periods_of_months, share_among_tiers, tier_limits
from penstock.engineering.tariffs.errors import TariffError
from penstock.engineering.tariffs.metering import Readings, read_meters
from penstock.engineering.tariffs.minimums import minimum_columns
from penstock.engineering.tariffs.riders import rider_columns
from penstock.engineering.tariffs.rules import MONTHS, Metering
from penstock.engineering.tariffs.tariff import Commodity, Tariff
from penstock.kernel.years import YearSteps

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """What is known of meters beside their energy.

    Args:
        power_factor: One for the year or one for each month; None where it is not measured.
        earlier_peaks_kw: The peaks of the twelve months before, shape (12,) or (meters, 12).
    """

    power_factor: float | Sequence[float] | None = None
    earlier_peaks_kw: Floats | None = None


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Charges:
    """The bills of many meters over a year.

    Args:
        columns: The lines, month by month; each knows what it costs every meter.
        readings: What the meters read.
        net: What net metering made of it; None where there is none.
        cents: What each month costs, shape (meters, 12). [cents]
    """

    columns: tuple[Column, ...]
    readings: Readings
    net: NetUse | None
    cents: Cents


def charge_meters(
    tariff: Tariff,
    steps: YearSteps,
    import_kwh: Floats,
    export_kwh: Floats | None = None,
    facts: Facts = NO_FACTS,
) -> Charges:
    """Return what a year costs each of some meters under a tariff.

    Args:
        tariff: The tariff, for electricity.
        steps: The steps of the year.
        import_kwh: What flows in, shape (meters, steps); under buy-all-sell-all the whole load.
        export_kwh: What flows out, the same shape; under buy-all-sell-all the whole generation.
        facts: What else is known of the meters.

    Raises:
        TariffError: The tariff sells gas, or the arrays do not fit the steps.
    """
    if tariff.commodity is not Commodity.ELECTRICITY:
        raise TariffError(
            f"“{tariff.name}” sells gas; an electric meter cannot be billed under it."
        )
    return charge(tariff, steps, read_meters(tariff, steps, import_kwh, export_kwh), facts)


def charge(tariff: Tariff, steps: YearSteps, readings: Readings, facts: Facts) -> Charges:
    """Return what meters' readings cost; see `charge_meters`."""
    clock = wall_clock(steps, tariff.holidays)
    meters = len(readings.use)
    net = _net(tariff, clock, readings)
    energy = list(_energy(tariff, clock, readings, net))
    billed_kw = _billed_kw(tariff, readings, facts)
    before = [*_fixed(tariff, meters, clock), *energy]
    before += demand_columns(
        tariff,
        billed_kw=billed_kw,
        period_kw=readings.period_peak_kw,
        power_factor=monthly_power_factor(facts.power_factor),
    )
    use = readings.use if net is None else net.billed_kwh
    riders = rider_columns(tariff, energy=use.sum(axis=2), billed_kw=billed_kw, before=before)
    before = [*before, *riders]
    credited, account = credit_columns(tariff, _exported(tariff, clock, readings, net), energy)
    columns = [*before, *credited]
    charged = sums(columns, meters) + paid_with_the_bill(tariff, account)
    columns += minimum_columns(tariff, charged, clock.days)
    settled = np.zeros((meters, MONTHS)) if net is None else net.settled_kwh
    columns += paid_columns(tariff, settled, account)
    columns.sort(key=lambda column: column.month)
    return Charges(columns=tuple(columns), readings=readings, net=net, cents=sums(columns, meters))


def _net(tariff: Tariff, clock: WallClock, readings: Readings) -> NetUse | None:
    if tariff.credits.metering is not Metering.NET_METERING:
        return None
    order = _cheapest_first(tariff, periods_of_months(clock, tariff.energy))
    return net_use(readings.use, readings.export, tariff.credits, order=order)


def _cheapest_first(tariff: Tariff, present: NDArray[np.bool_]) -> NDArray[np.int64]:
    prices = [float(period.tiers[0].price) for period in tariff.energy.periods]
    order = np.argsort(prices, kind="stable")
    return np.where(present[:, order], order, -1)


def _energy(
    tariff: Tariff, clock: WallClock, readings: Readings, net: NetUse | None
) -> Iterator[Column]:
    use = readings.use if net is None else net.billed_kwh
    quantity = _tiers(tariff, clock, readings, use)
    return tiered(LineKind.ENERGY, tariff.energy.periods, quantity, tariff.unit)


def _exported(tariff: Tariff, clock: WallClock, readings: Readings, net: NetUse | None) -> Floats:
    """Return what is credited in money, by month, period and tier."""
    kind = tariff.credits.metering
    if net is not None:
        # Kept in kWh, nothing is credited in money.
        keeps_kwh = tariff.credits.roll_over.value == "kWh"
        out = np.zeros_like(readings.export) if keeps_kwh else net.surplus_kwh
    else:
        out = np.zeros_like(readings.export) if kind is Metering.NONE else readings.export
    return _tiers(tariff, clock, readings, out)


def _tiers(tariff: Tariff, clock: WallClock, readings: Readings, amounts: Floats) -> Floats:
    limits = tier_limits(tariff.energy.periods, clock.days, readings.peak_kw)
    return share_among_tiers(amounts, limits, periods_of_months(clock, tariff.energy))


def _fixed(tariff: Tariff, meters: int, clock: WallClock) -> Iterator[Column]:
    months, every = np.ones((meters, MONTHS)), range(1, MONTHS + 1)
    by_unit = [("month", tariff.fixed_per_month, months), ("day", tariff.fixed_per_day, months)]
    for unit, price, quantity in by_unit:
        amount = quantity * clock.days if unit == "day" else quantity
        if price:
            yield from priced(LineKind.FIXED, "Customer charge", amount, unit, price, months=every)


def _billed_kw(tariff: Tariff, readings: Readings, facts: Facts) -> Floats:
    if readings.peak_kw is None:
        return np.zeros((len(readings.use), MONTHS))
    return billed_peak_kw(readings.peak_kw, tariff.ratchet, facts.earlier_peaks_kw)
