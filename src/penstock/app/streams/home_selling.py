"""What the smart-home stream sells from, and the use it may ask for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from penstock.app.energy.extra import NoEnergyPackagesError, require_energy
from penstock.app.streams.catalogue import CALENDAR, company_file, read_calendar
from penstock.app.streams.consented import BoundaryUsage
from penstock.streams.ncv_01_smart_home.designing.catalogue import HomeCatalogue
from penstock.streams.ncv_01_smart_home.designing.reading import (
    HomeCatalogueError,
    read_home_catalogue,
)
from penstock.streams.ncv_01_smart_home.designing.saving import AnnualUse
from penstock.streams.ncv_01_smart_home.designing.telling import read_sentences
from penstock.streams.ncv_01_smart_home.leads.campaigns import (
    Campaign,
    CampaignFileError,
    read_campaigns,
)
from penstock.streams.ncv_01_smart_home.selling.eligibility import (
    EligibilityRulesError,
    TierRule,
    read_rules,
)
from penstock.streams.ncv_01_smart_home.selling_ports import (
    HomeUsageRefusedError,
    UnusableOfferingError,
)
from penstock.streams.ncv_03_solar_storage.ports import UnusableInputError, UsageRefusedError

if TYPE_CHECKING:
    from penstock.app.streams.ports import World

_HOMES = Path("products") / "smart-home"
CATALOGUE, RULES = _HOMES / "catalogue.toml", _HOMES / "eligibility.toml"
CAMPAIGNS = Path("marketing") / "campaigns.toml"


@dataclass(frozen=True, kw_only=True)
class HouseOfferings:
    """Reads catalogue, rules of tiers and campaigns beside the documents.

    Args:
        folder: The documents; those of the reference company where they have no such file.
        now: Returns the moment it is.
    """

    folder: Path | None
    now: Callable[[], datetime]

    def catalogue(self) -> HomeCatalogue:
        """Return the catalogue.

        Raises:
            UnusableOfferingError: It cannot be read or followed.
        """
        file = company_file(self.folder, CATALOGUE)
        try:
            return read_home_catalogue(_text(file), file=str(file))
        except HomeCatalogueError as error:
            raise UnusableOfferingError(str(error)) from error

    def sentences(self, code: str) -> Mapping[str, str]:
        """Return sentences of the catalogue in another language, by their English words.

        They stand in a file beside it, `catalogue.es.toml`; where there is none, none are returned.

        Args:
            code: The language, as browsers call it.

        Raises:
            UnusableOfferingError: The file cannot be read or followed.
        """
        file = company_file(self.folder, CATALOGUE).with_suffix(f".{code}.toml")
        if not file.is_file():
            return {}
        try:
            return read_sentences(_text(file), file=str(file))
        except HomeCatalogueError as error:
            raise UnusableOfferingError(str(error)) from error

    def tier_rules(self) -> tuple[TierRule, ...]:
        """Return what tiers ask of customers.

        Raises:
            UnusableOfferingError: They cannot be read or followed.
        """
        file = company_file(self.folder, RULES)
        try:
            return read_rules(_text(file), file=str(file))
        except EligibilityRulesError as error:
            raise UnusableOfferingError(str(error)) from error

    def campaigns(self) -> tuple[Campaign, ...]:
        """Return all campaigns; at least one.

        Raises:
            UnusableOfferingError: They cannot be read or followed.
        """
        file = company_file(self.folder, CAMPAIGNS)
        try:
            found = read_campaigns(_text(file), file=str(file))
        except CampaignFileError as error:
            raise UnusableOfferingError(str(error)) from error
        if not found:
            raise UnusableOfferingError(f"{file} holds no [[campaign]]; write one.")
        return found

    def today(self) -> date:
        """Return the day it is, by the company's calendar."""
        calendar = read_calendar(company_file(self.folder, CALENDAR))
        return self.now().astimezone(ZoneInfo(calendar.zone)).date()


@dataclass(frozen=True, kw_only=True)
class HouseHomeUsage:
    """Asks for use through the boundary, and reads a year out of it.

    Args:
        asked: Whom it asks.
    """

    asked: BoundaryUsage

    def interval_usage(self, *, account: str, person: str, case_id: str) -> bytes:
        """Return a year of the account's use as the utility's file has it.

        Raises:
            HomeUsageRefusedError: The boundary denies it, or there is none.
        """
        try:
            return self.asked.interval_usage(account=account, person=person, case_id=case_id)
        except UsageRefusedError as error:
            raise HomeUsageRefusedError(str(error)) from error

    def year_of(self, bills: bytes, *, zone: str) -> AnnualUse:
        """Return the year that a file of use tells.

        Raises:
            HomeUsageRefusedError: It cannot be read, or tells no year.
        """
        try:
            require_energy("numpy", "lxml")
            from penstock.app.streams.studio.loads import load_of  # numpy is slow to import

            load = load_of(bills, zone, "NONREG-DG-001")
        except (NoEnergyPackagesError, UnusableInputError) as error:
            raise HomeUsageRefusedError(str(error)) from error
        kwh = Decimal(round(load.total_kwh))
        return AnnualUse(kwh=kwh, source="The home's own use, which its customer allowed")


def offerings(world: "World") -> HouseOfferings:
    """Return what is sold, as it lies beside the documents that were named."""
    return HouseOfferings(folder=world.folder, now=world.now)


def usage(world: "World") -> HouseHomeUsage:
    """Return what asks the regulated side for use, for the design of a smart home."""
    asked = BoundaryUsage(
        cases=world.cases,
        is_trial=world.is_trial,
        stage="NCV-01.2",
        for_what="the design of a smart home",
    )
    return HouseHomeUsage(asked=asked)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableOfferingError(f"{file} cannot be read: {error}.") from error
