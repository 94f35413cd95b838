"""A file of usage billed under tariffs: the year, the clock, and what else is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from penstock.app import clock
from penstock.app.energy.extra import require_energy
from penstock.app.energy.tariffs import TariffFile, find_tariff
from penstock.engineering.tariffs.bill import YearBill
from penstock.engineering.tariffs.errors import TariffError
from penstock.engineering.tariffs.tariff import Commodity, Tariff
from penstock.kernel.years import YearSteps

if TYPE_CHECKING:
    # Numpy is slow to import, and most commands bill nothing.
    from penstock.app.energy.tariffs_year import MeteredYear
    from penstock.app.energy.usage.reading import Wanted
    from penstock.engineering.usage.shapes import Shape


class UnbillableError(ValueError):
    """A file and a tariff do not go together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants billed.

    Args:
        file: The usage.
        tariffs: Short names or files of tariffs.
        folder: Where the documents are, if not here.
        year: The calendar year; None for the usage's own, or that of today where it has none.
        zone: Whose clock on the wall; None for the usage's own, or else the tariff's.
        power_factor: That of the customer, where it is known.
        wanted: What else is said about a usage file.
        shape: How bills are spread over hours.
        fill_months: Whether missing months are estimated.
    """

    file: Path
    tariffs: tuple[str, ...]
    folder: Path | None = None
    year: int | None = None
    zone: str | None = None
    power_factor: float | None = None
    wanted: "Wanted | None" = None
    shape: "Shape" = "residential"
    fill_months: bool = False


def bills(asked: Asked) -> list[YearBill]:
    """Return the bill of a year under each tariff, in their order.

    Raises:
        UnknownTariffError: There is no such tariff.
        UnfitTariffError: A file is no tariff.
        UsageError: The file holds no year of energy.
        UnbillableError: They do not go together, or nobody says whose clock it is.
        NoEnergyPackagesError: The packages for it are not installed.
    """
    require_energy("numpy", "lxml")
    _check_zone(asked.zone)
    found = [find_tariff(words, asked.folder) for words in asked.tariffs]
    kinds = {each.tariff.commodity for each in found}
    if len(kinds) > 1:
        gas, electricity = (_listed(found, each) for each in (Commodity.GAS, Commodity.ELECTRICITY))
        raise UnbillableError(
            f"{gas} sells gas and {electricity} electricity, but a meter measures one of them. "
            "Compare tariffs of one commodity."
        )
    metered = _metered(asked, found)
    try:
        return [_bill(each, asked, metered) for each in found]
    except TariffError as error:
        raise UnbillableError(f"{asked.file}: {error}") from error


def _metered(asked: Asked, found: Sequence[TariffFile]) -> "MeteredYear":
    from penstock.app.energy.tariffs_plain_year import is_plain_year, read_plain_year
    from penstock.app.energy.tariffs_usage import year_of_usage
    from penstock.app.energy.usage.reading import Wanted

    if is_plain_year(asked.file):
        zone = asked.zone or _zone(found)
        return read_plain_year(asked.file, year=asked.year or clock.now().year, zone=zone)
    service = str(found[0].tariff.commodity)
    wanted = replace(asked.wanted or Wanted(), service=service, zone=asked.zone)
    return year_of_usage(
        asked.file,
        wanted,
        zone=asked.zone or _zone(found),
        year=asked.year,
        shape=asked.shape,
        fill_months=asked.fill_months,
    )


def _bill(each: TariffFile, asked: Asked, metered: "MeteredYear") -> YearBill:
    from penstock.engineering.tariffs.billing import bill_gas_year, bill_year
    from penstock.engineering.tariffs.charging import Facts

    if metered.unit != each.tariff.unit:
        sold = f"{each.tariff.commodity} by the {each.tariff.unit}"
        raise UnbillableError(
            f"{asked.file} holds {metered.unit}, but {each.tariff.name} sells {sold}. "
            "Choose a tariff of what the meter measures."
        )
    if each.tariff.commodity is Commodity.GAS:
        bill = bill_gas_year(each.tariff, metered.steps, metered.flows_in)
    else:
        facts = Facts(power_factor=asked.power_factor)
        flows = (metered.flows_in, metered.flows_out)
        bill = bill_year(each.tariff, metered.steps, *flows, facts)
    return replace(bill, notes=(*metered.notes, *_too_early(each.tariff, bill.year), *bill.notes))


def _too_early(tariff: Tariff, year: int) -> tuple[str, ...]:
    since = tariff.in_force_from
    if since is None or since.year <= year:
        return ()
    name = tariff.label or tariff.name
    return (f"{name} is in force since {since}; {year} is billed as if it had been then.",)


def _check_zone(zone: str | None) -> None:
    try:
        # A year's steps know whether there is such a place.
        _ = zone and YearSteps(year=2026, zone=zone)
    except ValueError as error:
        raise UnbillableError(str(error)) from error


def _zone(found: Sequence[TariffFile]) -> str:
    zones = {each.tariff.zone for each in found if each.tariff.zone}
    if len(zones) == 1:
        return zones.pop()
    why = "name different zones" if zones else "do not name a time zone"
    raise UnbillableError(f"The tariffs {why}; say whose clock: --zone America/Los_Angeles.")


def _listed(found: Sequence[TariffFile], commodity: Commodity) -> str:
    return ", ".join(each.file.stem for each in found if each.tariff.commodity is commodity)
