"""What somebody who makes a proposal says, and what is assumed where nothing is said."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from penstock.engineering.finance.loans import LoanTerms
from penstock.engineering.finance.ways import Lease, PowerPurchase


@dataclass(frozen=True, slots=True, kw_only=True)
class BatteryAsked:
    """A battery that is wanted.

    Args:
        usable_kwh: What can be taken from it. [kWh]
        power_kw: The most it gives and takes. [kW]
        reserve_kwh: What is kept for an outage. [kWh]
        name: What it is called.
    """

    usable_kwh: float
    power_kw: float = 5.0
    reserve_kwh: float = 0.0
    name: str = "Home battery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What the system costs, today and later; the defaults are ours.

    Args:
        price_cents: The whole cash price; None for the sum of the two below.
        array_cents_per_watt: An array's price. [cents/W dc]
        battery_cents_per_kwh: A battery's price. [cents/kWh usable]
        upkeep_cents_per_kw: Cleaning, checks and insurance in year 1. [cents/kW dc]
        inverter_cents_per_watt: A new inverter. [cents/W ac]
        inverter_year: When the inverter is replaced.
        battery_year: When the battery is replaced.
        battery_share: What a battery costs then, as a share of today's.
    """

    price_cents: int | None = None
    array_cents_per_watt: int = 290
    battery_cents_per_kwh: int = 100_000
    upkeep_cents_per_kw: int = 1_500
    inverter_cents_per_watt: int = 18
    inverter_year: int = 13
    battery_year: int = 15
    battery_share: Decimal = Decimal("0.6")


@dataclass(frozen=True, slots=True, kw_only=True)
class Future:
    """What the coming years are taken to bring; the defaults are ours.

    Args:
        years: For how many of them it is reckoned.
        price_escalator: How electricity's price rises a year.
        discount_rate: What a year's waiting costs, nominal.
        inflation: How upkeep and replacements become dearer a year.
        degradation: What the modules lose a year.
    """

    years: int = 25
    price_escalator: Decimal = Decimal("0.025")
    discount_rate: Decimal = Decimal("0.06")
    inflation: Decimal = Decimal("0.025")
    degradation: Decimal = Decimal("0.005")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Ways of paying besides cash, where somebody offers them."""

    loan: LoanTerms | None = None
    lease: Lease | None = None
    power_purchase: PowerPurchase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """Where and when it is built, for incentives.

    Args:
        place: As `US-NC`.
        begins: When work begins.
        in_service: When the system may run.
        declared: Conditions of rules that the customer declares to meet.
    """

    place: str
    begins: date
    in_service: date
    declared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAsked:
    """What a proposal is made of.

    Args:
        usage: A usage file: Green Button, a table of intervals, or bills.
        roof: A roof file.
        tariff: A short name or a file.
        customer: Whom it is for.
        offered_on: The date of the proposal.
        building: Where and when.
        weather: A shipped year or a file; None for the nearest that ships.
        folder: Where the documents are, if not here.
        year: The calendar year that is billed; None for the usage's own.
        zone: Whose clock, where the usage says it wrongly; the roof's where it says none.
        fill_months: Whether missing months of the usage are estimated.
        module: Another module than the roof file names.
        inverter: Another inverter.
        version: Of the proposal.
        battery: A battery, if one is wanted.
        costs: What it costs.
        future: What the coming years bring.
        payment: Ways of paying besides cash.
        export_limit_kw: The most that may flow into the grid. [kW]
    """

    usage: Path
    roof: Path
    tariff: str
    customer: str
    offered_on: date
    building: Building
    weather: str | None = None
    folder: Path | None = None
    year: int | None = None
    zone: str | None = None
    fill_months: bool = False
    module: str | None = None
    inverter: str | None = None
    version: int = 1
    battery: BatteryAsked | None = None
    costs: Costs = field(default_factory=Costs)
    future: Future = field(default_factory=Future)
    payment: Payment = field(default_factory=Payment)
    export_limit_kw: float | None = None


class UnfitProposalError(ValueError):
    """What was given does not go together."""
