"""A battery tried on a site: what it saves with and without foresight, billed to the cent."""

from dataclasses import dataclass
from operator import attrgetter

from penstock.app.energy.storage.sites import StorageSite, bill_cents
from penstock.engineering.storage.ageing import Health, stress_of
from penstock.engineering.storage.batteries import Battery
from penstock.engineering.storage.dispatches import Dispatch, without_battery
from penstock.engineering.storage.dispatching import dispatch
from penstock.engineering.storage.errors import StorageError
from penstock.engineering.storage.rules import follow
from penstock.engineering.tariffs.tariff import Tariff


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """A dispatch with what it costs under the tariff."""

    dispatch: Dispatch
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryTried:
    """What a battery does for a site.

    Args:
        site: The site.
        tariff: Its tariff.
        none: The year without it.
        rule: The year with it, by a rule without foresight.
        best: The year with it, if all of it were known in advance: that of the rule or without the
            battery, where the bill is lower than that of the optimum at the prices of single kWh.
        shares: What is left of its capacity after 1, 5 and 10 years like that of the rule.
    """

    site: StorageSite
    tariff: Tariff
    none: Billed
    rule: Billed
    best: Billed
    shares: dict[int, float]

    @property
    def battery(self) -> Battery:
        """The battery."""
        return self.rule.dispatch.battery


def tried(site: StorageSite, battery: Battery, *, cell_celsius: float = 25.0) -> BatteryTried:
    """Return what a battery does for a site.

    Raises:
        StorageError: The site has no tariff, or its limits cannot be kept.
    """
    tariff = site.tariff
    if tariff is None:
        raise StorageError("Without a tariff nothing can be saved; name one with --tariff.")
    none, rule, best = (
        Billed(dispatch=each, cents=bill_cents(tariff, each))
        for each in (
            without_battery(site.year, inverter_kw=battery.shared_inverter_kw),
            follow(site.year, battery),
            dispatch(site.year, battery),
        )
    )
    # Prices of single kWh do not know what becomes of credits at the end of the year.
    best = min(best, rule, none, key=attrgetter("cents"))
    return BatteryTried(
        site=site,
        tariff=tariff,
        none=none,
        rule=rule,
        best=best,
        shares=_shares(rule.dispatch, cell_celsius),
    )


def _shares(found: Dispatch, cell_celsius: float) -> dict[int, float]:
    stress, health, shares = stress_of(found, cell_celsius=cell_celsius), Health(), {}
    for year in range(1, 11):
        health = health.after(stress)
        shares[year] = health.share
    return {year: shares[year] for year in (1, 5, 10)}
