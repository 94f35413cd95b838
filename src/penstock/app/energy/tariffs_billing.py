"""A file of usage billed under tariffs: the year, the clock, and what else is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from penstock.app import clock
from penstock.app.energy.extra import require_energy
from penstock.app.energy.tariffs import TariffFile, find_tariff
from penstock.engineering.tariffs.bill import YearBill
from penstock.engineering.tariffs.errors import TariffError
from penstock.engineering.tariffs.tariff import Commodity


class UnbillableError(ValueError):
    """A file and a tariff do not go together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants billed.

    Args:
        file: The usage.
        tariffs: Short names or files of tariffs.
        folder: Where the documents are, if not here.
        year: The calendar year; None for that of today.
        zone: Whose clock on the wall; None for the tariff's own.
        power_factor: That of the customer, where it is known.
    """

    file: Path
    tariffs: tuple[str, ...]
    folder: Path | None = None
    year: int | None = None
    zone: str | None = None
    power_factor: float | None = None


def bills(asked: Asked) -> list[YearBill]:
    """Return the bill of a year under each tariff, in their order.

    Raises:
        UnknownTariffError: There is no such tariff.
        UnfitTariffError: A file is no tariff.
        UnfitLoadError: The file holds no year of energy.
        UnbillableError: They do not go together, or nobody says whose clock it is.
        NoEnergyPackagesError: The packages for it are not installed.
    """
    require_energy("numpy")
    found = [find_tariff(words, asked.folder) for words in asked.tariffs]
    kinds = {each.tariff.commodity for each in found}
    if len(kinds) > 1:
        gas, electricity = (_listed(found, each) for each in (Commodity.GAS, Commodity.ELECTRICITY))
        raise UnbillableError(
            f"{gas} sells gas and {electricity} electricity, but a meter measures one of them. "
            "Compare tariffs of one commodity."
        )
    try:
        return [_bill(each, asked, found) for each in found]
    except TariffError as error:
        raise UnbillableError(f"{asked.file}: {error}") from error


def _bill(each: TariffFile, asked: Asked, found: Sequence[TariffFile]) -> YearBill:
    from penstock.app.energy.tariffs_load import read_plain_year
    from penstock.engineering.tariffs.billing import bill_gas_year, bill_year
    from penstock.engineering.tariffs.charging import Facts

    zone = asked.zone or _zone(found)
    metered = read_plain_year(asked.file, year=asked.year or clock.now().year, zone=zone)
    if metered.unit != each.tariff.unit:
        sold = f"{each.tariff.commodity} by the {each.tariff.unit}"
        raise UnbillableError(
            f"{asked.file} holds {metered.unit}, but {each.tariff.name} sells {sold}. "
            "Choose a tariff of what the meter measures."
        )
    if each.tariff.commodity is Commodity.GAS:
        return bill_gas_year(each.tariff, metered.steps, metered.flows_in)
    facts = Facts(power_factor=asked.power_factor)
    return bill_year(each.tariff, metered.steps, metered.flows_in, metered.flows_out, facts)


def _zone(found: Sequence[TariffFile]) -> str:
    zones = {each.tariff.zone for each in found if each.tariff.zone}
    if len(zones) == 1:
        return zones.pop()
    why = "name different zones" if zones else "do not name a time zone"
    raise UnbillableError(f"The tariffs {why}; say whose clock: --zone America/Los_Angeles.")


def _listed(found: Sequence[TariffFile], commodity: Commodity) -> str:
    return ", ".join(each.file.stem for each in found if each.tariff.commodity is commodity)
