"""Sizes of array and battery valued by a customer's bills, year by year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from penstock.app.energy.storage.sites import StorageSite, bill_cents
from penstock.engineering.finance.measures import net_present_value_cents
from penstock.engineering.storage.ageing import Health, stress_of
from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.dispatches import Dispatch, without_battery
from penstock.engineering.storage.errors import StorageError, require_number
from penstock.engineering.storage.islands import Outage, island_hours
from penstock.engineering.storage.rules import follow
from penstock.engineering.storage.sizing import BestSizes, Limits, Questions, Size, best_sizes
from penstock.engineering.storage.years import SiteYear

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What sizes cost, and how savings count.

    Args:
        array_cents_per_kw: The price of a kW of the array.
        battery_cents: The price of one battery.
        years: For how long savings are counted.
        discount: The discount rate, such as 0.06 a year.
        escalator: How much dearer energy becomes a year.
        degradation: What the array loses a year.
    """

    array_cents_per_kw: int
    battery_cents: int
    years: int = 25
    discount: float = 0.06
    escalator: float = 0.0
    degradation: float = 0.005

    def __post_init__(self) -> None:
        require_number(self.array_cents_per_kw, "price of a kW", unit="cents")
        require_number(self.battery_cents, "price of a battery", unit="cents")
        require_number(self.discount, "discount rate", high=1.0)
        require_number(self.escalator, "price escalator", low=-0.5, high=0.5)
        require_number(self.degradation, "degradation of the array", high=0.2)
        require_number(self.years, "number of years", low=1, high=50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What an outage finds: a share of what the battery holds, and a share of the load to serve."""

    soc: float = 0.5
    critical_share: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what sizes are judged.

    Args:
        limits: What the customer will not go beyond.
        money: What sizes cost, and how savings count.
        backup: What outages find; nine of ten have to be lasted through.
    """

    limits: Limits
    money: Money
    backup: Backup


def chosen_sizes(
    site: StorageSite,
    battery: Battery,
    choice: tuple[Sequence[float], Sequence[int]],
    terms: Terms,
    progress: Progress,
) -> BestSizes:
    """Return the sizes worth most to a site, of an array that grows with its power.

    Args:
        site: The site; its yield is that of an array of `array_kw`.
        battery: One battery.
        choice: Powers of arrays [kW], and numbers of batteries.
        terms: On what they are judged.
        progress: Told how many sizes are done, of how many at most.

    Raises:
        StorageError: The site has no tariff or no array, or something is below zero.
    """
    if site.tariff is None or not site.array_kw:
        raise StorageError(
            "Sizes are found by bills and yields; name --tariff, and --roof or --yield with "
            "--yield-kw."
        )
    sizes = _Sizes(site, battery, terms)
    most = len({0.0, *choice[0]}) * len({0, *choice[1]})
    done = iter(range(1, most + 1))

    def npv_cents(size: Size) -> int:
        found = sizes.npv_cents(size)
        progress(next(done), most)
        return found

    questions = Questions(
        cost_cents=sizes.cost_cents, backup_hours=sizes.backup_hours, npv_cents=npv_cents
    )
    return best_sizes(*choice, questions, terms.limits)


class _Sizes:
    """Answers what a size costs, how long it lasts without the grid, and what it is worth."""

    def __init__(self, site: StorageSite, battery: Battery, terms: Terms) -> None:
        self._site, self._battery = site, battery
        self._money, self._backup = terms.money, terms.backup
        nothing = replace(site.year, yield_kwh=np.zeros(site.year.steps.count))
        self._base_cents = self._bill(without_battery(nothing))

    def cost_cents(self, size: Size) -> int:
        """Return the price of a size."""
        array = round(self._money.array_cents_per_kw * size.array_kw)
        return array + self._money.battery_cents * size.batteries

    def backup_hours(self, size: Size) -> float:
        """Return for how long nine of ten outages are lasted through."""
        battery = times(self._battery, size.batteries)
        outage = Outage(
            critical_share=self._backup.critical_share,
            stored_kwh=battery.ceiling_kwh * self._backup.soc,
        )
        hours = island_hours(self._with(size, 1), battery, outage)
        return float(np.quantile(hours, 0.1, method="lower"))

    def npv_cents(self, size: Size) -> int:
        """Return the present value of what is saved, less the price.

        The years between the first, the middle and the last one are taken from a line.
        """
        money = self._money
        known = sorted({1, (1 + money.years) // 2, money.years})
        saved = [self._saved(size, year) for year in known]
        years = np.arange(1, money.years + 1)
        yearly = np.interp(years, known, saved) * (1 + money.escalator) ** (years - 1.0)
        flow = [Decimal(-self.cost_cents(size)), *(Decimal(str(each)) for each in yearly)]
        return round(net_present_value_cents(flow, rate=Decimal(str(money.discount))))

    def _saved(self, size: Size, year: int) -> int:
        site = self._with(size, year)
        if not size.batteries:
            return self._base_cents - self._bill(without_battery(site))
        battery = times(self._battery, size.batteries)
        new = follow(site, battery)
        if year == 1:
            return self._base_cents - self._bill(new)
        health, stress = Health(), stress_of(new)
        for _ in range(year - 1):
            health = health.after(stress)
        return self._base_cents - self._bill(follow(site, battery.faded(health.share)))

    def _with(self, size: Size, year: int) -> SiteYear:
        assert self._site.array_kw
        share = size.array_kw / self._site.array_kw * (1 - self._money.degradation) ** (year - 1)
        return replace(self._site.year, yield_kwh=self._site.year.yield_kwh * share)

    def _bill(self, found: Dispatch) -> int:
        assert self._site.tariff is not None
        return bill_cents(self._site.tariff, found)


def times(battery: Battery, number: int) -> Battery:
    """Return so many batteries of a model as one."""
    inverter_kw = battery.inverter_kw
    return replace(
        battery,
        capacity_kwh=battery.capacity_kwh * number,
        charge_kw=battery.charge_kw * number,
        discharge_kw=battery.discharge_kw * number,
        reserve_kwh=battery.reserve_kwh * number,
        standby_kw=battery.standby_kw * number,
        inverter_kw=None if inverter_kw is None else inverter_kw * number,
    )
