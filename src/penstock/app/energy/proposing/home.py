"""A home's year before and after: its load, its sun, its battery and its bills."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from penstock.app.energy.proposing.asked import BatteryAsked, ProposalAsked, UnfitProposalError
from penstock.app.energy.solar import SolarDesign, SolarYear, designed, solar_year
from penstock.app.energy.storage.sites import priced
from penstock.app.energy.tariffs import find_tariff
from penstock.app.energy.usage.asking import Asked as UsageAsked
from penstock.app.energy.usage.reading import Wanted
from penstock.app.energy.usage.reporting import usage_year
from penstock.engineering.solar.uncertainty import exceeded_share
from penstock.engineering.storage.ageing import Health, stress_of
from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.dispatches import Dispatch, without_battery
from penstock.engineering.storage.rules import follow
from penstock.engineering.storage.years import SiteYear
from penstock.engineering.tariffs.bill import YearBill
from penstock.engineering.tariffs.billing import bill_year
from penstock.engineering.tariffs.tariff import Commodity, Tariff
from penstock.engineering.usage.years import YearLoad

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BilledYear:
    """A year at the meter, and its bill."""

    dispatch: Dispatch
    bill: YearBill


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HomeYears:
    """What a system does for a home, at the prices of year 1.

    Args:
        load: The home's use.
        solar: The array's typical year.
        tariff: The tariff.
        before: The bill without the system.
        first: Year 1 in a typical year (P50).
        poor: Year 1 where the sun gives what nine years of ten exceed.
        savings_p50_cents: What bills are lower in each year. (years,)
        savings_p90_cents: The same where the mean of all years is one that nine of ten such means
            exceed. (years,)
        yearly_p90_share: What nine years of ten exceed, as a share of the typical year.
        lasting_p90_share: What nine of ten means of all years exceed.
    """

    load: YearLoad
    solar: SolarYear
    tariff: Tariff
    before: YearBill
    first: BilledYear
    poor: BilledYear
    savings_p50_cents: tuple[Decimal, ...]
    savings_p90_cents: tuple[Decimal, ...]
    yearly_p90_share: float
    lasting_p90_share: float


def home_years(asked: ProposalAsked, tell: Tell) -> HomeYears:
    """Return what a system does for a home.

    Raises:
        ValueError: A file cannot be read, or does not fit the others; the sentence says which.
        LookupError: There is no such tariff.
    """
    tell("Reading roof and use")
    tariff = _electric(asked)
    design = designed(asked.roof, module=asked.module, inverter=asked.inverter)
    place = design.layout.roof.zone
    wanted = Wanted(service="electricity", zone=asked.zone, usual_zone=place)
    of_year = UsageAsked(year=asked.year, fill_months=asked.fill_months)
    load = usage_year(asked.usage, wanted, of_year)
    tell("Computing the yield")
    solar = _solar(asked, design, load)
    tell("Billing the years")
    return billed_home(asked, load, solar, tariff)


def _electric(asked: ProposalAsked) -> Tariff:
    tariff = find_tariff(asked.tariff, asked.folder).tariff
    if tariff.commodity is not Commodity.ELECTRICITY:
        raise UnfitProposalError(
            f"{tariff.name} sells gas, and modules save electricity. Name a tariff of electricity."
        )
    return tariff


def _solar(asked: ProposalAsked, design: SolarDesign, load: YearLoad) -> SolarYear:
    zone = design.layout.roof.zone
    if zone != load.steps.zone:
        raise UnfitProposalError(
            f"{asked.roof} lies in {zone} and the use in {load.steps.zone}. Correct one of them, "
            "or say the use's with --zone."
        )
    return solar_year(
        design, weather=asked.weather, year=load.steps.year, minutes=load.steps.minutes
    )


def billed_home(
    asked: ProposalAsked, load: YearLoad, solar: SolarYear, tariff: Tariff
) -> HomeYears:
    """Return what a system does for a home whose load and sun are known.

    Raises:
        ValueError: They do not fit each other; the sentence says which.
    """
    nothing = np.zeros(load.steps.count)
    site = SiteYear(
        steps=load.steps,
        load_kwh=load.load_kwh,
        yield_kwh=solar.yield_kwh,
        buy_dollars_per_kwh=nothing,
        sell_dollars_per_kwh=nothing,
        export_limit_kw=asked.export_limit_kw,
    )
    site = priced(site, tariff)
    battery = battery_of(asked.battery) if asked.battery else None
    before = bill_year(tariff, load.steps, load.load_kwh)
    first = _year(site, battery, tariff, 1.0)
    yearly, lasting = exceeded_share(0.9), exceeded_share(0.9, years=asked.future.years)
    last_share = float((1 - asked.future.degradation) ** (asked.future.years - 1))
    aged = _aged(first.dispatch, battery, asked)

    def savings(share: float) -> tuple[Decimal, ...]:
        new = first if share == 1.0 else _year(site, battery, tariff, share)
        old = _year(site, aged, tariff, share * last_share)
        cents = [before.cents - each.bill.cents for each in (new, old)]
        return _between(cents[0], cents[1], asked.future.years)

    return HomeYears(
        load=load,
        solar=solar,
        tariff=tariff,
        before=before,
        first=first,
        poor=_year(site, battery, tariff, yearly),
        savings_p50_cents=savings(1.0),
        savings_p90_cents=savings(lasting),
        yearly_p90_share=yearly,
        lasting_p90_share=lasting,
    )


def _year(site: SiteYear, battery: Battery | None, tariff: Tariff, share: float) -> BilledYear:
    """Return a year at a share of the typical yield, the battery run without foresight."""
    lit = replace(site, yield_kwh=site.yield_kwh * share)
    found = follow(lit, battery) if battery else without_battery(lit)
    bill = bill_year(tariff, site.steps, found.import_kwh, found.export_kwh)
    return BilledYear(dispatch=found, bill=bill)


def _aged(first: Dispatch, battery: Battery | None, asked: ProposalAsked) -> Battery | None:
    """Return the battery as it is in the last year, replaced once on the way."""
    if battery is None:
        return None
    since = asked.future.years - min(asked.costs.battery_year, asked.future.years)
    stress, health = stress_of(first), Health()
    for _ in range(since):
        health = health.after(stress)
    return battery.faded(health.share)


def _between(first: int, last: int, years: int) -> tuple[Decimal, ...]:
    step = Decimal(last - first) / max(years - 1, 1)
    return tuple(first + step * year for year in range(years))


def battery_of(asked: BatteryAsked) -> Battery:
    """Return a battery as dispatch knows it.

    Raises:
        StorageError: There is no such battery.
    """
    return Battery(
        capacity_kwh=asked.usable_kwh,
        charge_kw=asked.power_kw,
        discharge_kw=asked.power_kw,
        reserve_kwh=asked.reserve_kwh,
    )
