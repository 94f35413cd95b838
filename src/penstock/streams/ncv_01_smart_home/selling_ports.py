"""What the first three stages need of the world: what there is to sell, campaigns, and use."""

from datetime import date
from typing import Protocol

from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_01_smart_home.designing.catalogue import HomeCatalogue
from penstock.streams.ncv_01_smart_home.designing.saving import AnnualUse
from penstock.streams.ncv_01_smart_home.leads.campaigns import Campaign
from penstock.streams.ncv_01_smart_home.selling.eligibility import TierRule


class HomeOfferings(Protocol):
    """What AES sells for homes, as it lies beside the documents."""

    def catalogue(self) -> HomeCatalogue:
        """Return the catalogue.

        Raises:
            UnusableOfferingError: It cannot be read or followed.
        """
        ...

    def tier_rules(self) -> tuple[TierRule, ...]:
        """Return what tiers ask of customers.

        Raises:
            UnusableOfferingError: They cannot be read or followed.
        """
        ...

    def campaigns(self) -> tuple[Campaign, ...]:
        """Return all campaigns.

        Raises:
            UnusableOfferingError: They cannot be read or followed.
        """
        ...

    def today(self) -> date:
        """Return the day it is, by the company's calendar."""
        ...


class UnusableOfferingError(ActRefusedError):
    """A file beside the documents cannot be followed: the sentence says which and why."""


class HomeUsage(Protocol):
    """Use that the regulated side holds, given out under a live consent of the customer."""

    def interval_usage(self, *, account: str, person: str, case_id: str) -> bytes:
        """Return a year of the account's use as the utility's file has it.

        Args:
            account: The account at the utility.
            person: Who asks.
            case_id: For which case.

        Raises:
            HomeUsageRefusedError: The boundary denies it, or there is none.
        """
        ...

    def year_of(self, bills: bytes, *, zone: str) -> AnnualUse:
        """Return the year that a file of use tells.

        Raises:
            HomeUsageRefusedError: It cannot be read, or tells no year.
        """
        ...


class HomeUsageRefusedError(ActRefusedError):
    """No use can be had or read: the sentence says why, and what would help."""
