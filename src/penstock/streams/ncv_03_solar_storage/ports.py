"""What the first two stages need of the world: a studio that reckons, and use that is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from penstock.delivery.stage_acts import ActRefusedError
from penstock.streams.ncv_03_solar_storage.items.design import (
    BatteryDesign,
    SiteSpecifics,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.items.lead import (
    CustomerInquiry,
    PreliminaryEnergyAnalysis,
)
from penstock.streams.ncv_03_solar_storage.items.proposal import FinancialProjections


class UnusableInputError(ActRefusedError, ValueError):
    """What the studio was given cannot be reckoned with; the sentence says what and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemWish:
    """What a variant of a system shall be; what is None is left to the roof file or the studio.

    Args:
        module: Its name: that of the roof file, or of the CEC table.
        inverter: The same of an inverter.
        inverter_count: How many.
        modules: How many; all that fit where nobody says.
        battery: A battery, if one is wanted.
        export_limit_kw: The most that may flow into the grid. [kW ac]
    """

    module: str | None = None
    inverter: str | None = None
    inverter_count: int | None = None
    modules: int | None = None
    battery: BatteryDesign | None = None
    export_limit_kw: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnSystem:
    """A system as it was drawn, and what stands against it.

    Args:
        design: The system, as its first version by nobody.
        problems: What codes and equipment do not allow, in sentences.
    """

    design: SystemDesign
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAsked:
    """What an offer is made of.

    Args:
        design: What is built.
        design_sha256: Of its recorded bytes.
        inquiry: For whom.
        bills: Their use, as they gave it.
        site: Where.
        offered_on: The day of the offer.
        version: Counted from 1.
        price_cents: The cash price; None for that of our list. [cents]
    """

    design: SystemDesign
    design_sha256: str
    inquiry: CustomerInquiry
    bills: bytes
    site: SiteSpecifics
    offered_on: date
    version: int
    price_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade:
    """An offer that was reckoned.

    Args:
        projections: Its money.
        document: Its pages, as a PDF.
        offer_sha256: Of all that it states.
        system: The system in a line.
    """

    projections: FinancialProjections
    document: bytes
    offer_sha256: str
    system: str


class Studio(Protocol):
    """Whoever reads use, draws systems and reckons offers: the sciences, put together."""

    def analysed(self, inquiry: CustomerInquiry, bills: bytes) -> PreliminaryEnergyAnalysis:
        """Return what a customer's own file tells.

        Raises:
            UnusableInputError: It cannot be read, or tells no year.
        """
        ...

    def billed(
        self, tariff: str, *, start: date, end: date, use_kwh: Decimal, is_home: bool
    ) -> Mapping[str, int]:
        """Return what our tariff book bills for a period, by kind of line [cents].

        Raises:
            UnusableInputError: There is no such tariff, or no such period.
        """
        ...

    def drawn(self, site: SiteSpecifics, wish: SystemWish) -> DrawnSystem:
        """Return a system on a site's roof, within fire setbacks.

        Raises:
            UnusableInputError: The roof file or the equipment cannot be used.
        """
        ...

    def offered(self, asked: OfferAsked) -> OfferMade:
        """Return an offer: a year simulated, billed and priced.

        Raises:
            UnusableInputError: What it is made of does not go together.
        """
        ...


class ConsentedUsage(Protocol):
    """Use that the regulated side holds, given out under a live consent of the customer."""

    def interval_usage(self, *, account: str, person: str, case_id: str) -> bytes:
        """Return a year of the account's use as the utility's file has it.

        Args:
            account: The account at the utility.
            person: Who asks.
            case_id: For which case.

        Raises:
            UsageRefusedError: The boundary denies it, or there is none.
        """
        ...


class UsageRefusedError(Exception):
    """The regulated side gives out no use: the sentence says why, and what would help."""
