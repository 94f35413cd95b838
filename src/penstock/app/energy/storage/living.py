"""A battery followed for years on a site: what is left of it, what it saves, what is covered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from penstock.app.energy.storage.sites import StorageSite, bill_cents
from penstock.app.energy.tariffs_bill_words import dollars, table
from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.dispatches import Dispatch, without_battery
from penstock.engineering.storage.errors import StorageError
from penstock.engineering.storage.lifetimes import LifeYear, Plan, lifetime
from penstock.engineering.storage.rules import follow


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLived:
    """A year of a battery with what it saves."""

    life: LifeYear
    saves_cents: int


def lived(site: StorageSite, battery: Battery, plan: Plan) -> list[YearLived]:
    """Return a battery's years by the rule without foresight, at the prices of the first.

    Raises:
        StorageError: The site has no tariff.
    """
    tariff = site.tariff
    if tariff is None:
        raise StorageError("Without a tariff nothing can be saved; name one with --tariff.")
    none_cents = bill_cents(
        tariff, without_battery(site.year, inverter_kw=battery.shared_inverter_kw)
    )

    def dispatch_of(faded: Battery) -> Dispatch:
        return follow(site.year, faded)

    years = lifetime(battery, dispatch_of, plan)
    bills = {id(each.dispatch): each.dispatch for each in years}
    cents = {key: bill_cents(tariff, found) for key, found in bills.items()}
    return [
        YearLived(life=each, saves_cents=none_cents - cents[id(each.dispatch)]) for each in years
    ]


def lived_lines(years: Sequence[YearLived], plan: Plan) -> Iterator[str]:
    """Yield a row for each year."""
    header = ["Year", "Capacity", "Saves", "Given MWh", *(["Warranty"] if plan.warranty else [])]
    rows = [
        [
            f"{each.life.year}{' (new battery)' if each.life.replaced else ''}",
            f"{each.life.share:.1%}",
            dollars(each.saves_cents),
            f"{each.life.throughput_kwh / 1000:.1f}",
            *([_warranty(each.life)] if plan.warranty else []),
        ]
        for each in years
    ]
    yield from table([header, *rows])
    yield "Capacity is that of a year's beginning; prices, load and array stay those of the first."


def _warranty(year: LifeYear) -> str:
    if not year.covered:
        return "ended"
    return "holds, and more is lost than it lets" if year.below_warranty else "holds"


def lived_json(years: Sequence[YearLived]) -> list[dict[str, Any]]:
    """Return the years as JSON."""
    return [
        {
            "year": each.life.year,
            "capacity_share": each.life.share,
            "saves_cents": each.saves_cents,
            "throughput_kwh": each.life.throughput_kwh,
            "replaced": each.life.replaced,
            "covered": each.life.covered,
            "below_warranty": each.life.below_warranty,
        }
        for each in years
    ]
