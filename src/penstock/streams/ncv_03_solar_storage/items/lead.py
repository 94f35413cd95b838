"""What the first stage takes in and gives out: an inquiry, bills, and what they tell."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from annotated_types import Ge, Le, MinLen

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side

Amount = Annotated[Decimal, Ge(0)]
RESIDENTIAL, COMMERCIAL = "NONREG-DG-001", "NONREG-DG-002"


class Source(StrEnum):
    """The door by which an inquiry came."""

    FORM = "web form"
    FILE = "file"
    API = "API"


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerInquiry:
    """What somebody who thinks of solar or storage asks for.

    Args:
        name: Who asks.
        email: Where an answer reaches them; this or a telephone number.
        phone: The same.
        premise: The address of the site.
        account_id: The account at the utility, where they gave it.
        product: NONREG-DG-001 for homes, NONREG-DG-002 for businesses.
        tariff: The short name of the tariff on their bill: `RES-E`.
        site_zone: IANA name of the site's time zone.
        wishes: What else they say.
        battery_wanted: Whether they ask for a battery.
        source: By which door it came.
        received_at: When.
    """

    name: Annotated[str, MinLen(1)]
    email: str = ""
    phone: str = ""
    premise: Annotated[str, MinLen(1)]
    account_id: str = ""
    product: str = RESIDENTIAL
    tariff: Annotated[str, MinLen(1)] = "RES-E"
    site_zone: str = "America/New_York"
    wishes: str = ""
    battery_wanted: bool = False
    source: Source = Source.FILE
    received_at: datetime

    def __post_init__(self) -> None:
        found = against_answering(
            email=self.email, phone=self.phone, product=self.product, site_zone=self.site_zone
        )
        if found:
            raise ValueError("; ".join(found))


def against_answering(*, email: str, phone: str, product: str, site_zone: str) -> list[str]:
    """Return what of an inquiry's fields nobody could work with, each naming its field."""
    found = []
    if not (email or phone):
        found.append("neither email nor phone is given; give one, so that you can be answered")
    name, at, host = email.partition("@")
    if email and not (name and at and "." in host):
        found.append("email is no address of electronic mail, such as ada@example.com")
    if product not in (RESIDENTIAL, COMMERCIAL):
        found.append(f"product is neither {RESIDENTIAL} (homes) nor {COMMERCIAL} (businesses)")
    try:
        ZoneInfo(site_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found.append("site_zone is no time zone, such as America/New_York")
    return found


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerEnergyBills:
    """A year of use: Green Button XML, a table of intervals, or bills as CSV or JSON."""

    content: bytes


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class QualifiedLead:
    """Whether a lead is worth a design, with reasons and figures.

    Args:
        is_qualified: Whether a system of plausible size pays back on the customer's tariff.
        reasons: Why, or why not, in sentences.
        annual_kwh: What is used in the year that was looked at. [kWh]
        plausible_kw_dc: The power that a first look takes for plausible. [kW dc]
        simple_payback_years: Its price over what it saves in year 1; None where it saves nothing.
        qualified_at: When this was told.
    """

    is_qualified: bool
    reasons: Annotated[tuple[str, ...], MinLen(1)]
    annual_kwh: Amount
    plausible_kw_dc: Amount
    simple_payback_years: Amount | None
    qualified_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BillMonth:
    """A month of the year that was looked at.

    Args:
        month: 1 to 12.
        use_kwh: What was used. [kWh]
        cost_cents: What our tariff book bills for it. [cents]
    """

    month: Annotated[int, Ge(1), Le(12)]
    use_kwh: Amount
    cost_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLineExplained:
    """A line of the customer's bill beside what we make of it.

    Args:
        period: The bill it stands on: `2025-01-12 to 2025-02-13`, or the year.
        what: The line: `energy`, `fixed`, or the whole bill.
        ours_cents: What our tariff book bills; None where we know no such line. [cents]
        theirs_cents: What the customer's bill says; None where it says nothing. [cents]
        difference_cents: Ours less theirs; None where one of them is unknown. [cents]
        reason: What probably makes the difference.
    """

    period: str
    what: str
    ours_cents: int | None
    theirs_cents: int | None
    difference_cents: int | None
    reason: str


@information_item(
    side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL, also=("Energy analysis",)
)
@dataclass(frozen=True, slots=True, kw_only=True)
class PreliminaryEnergyAnalysis:
    """What a customer's use and bills tell, and what a system would change.

    Args:
        form: What was read: `Green Button`, `CSV` or `JSON`.
        year: The calendar year that was looked at.
        months: Its months; twelve, or none where the file gives no whole year.
        annual_cost_cents: What our tariff book bills for the year. [cents]
        tariff: By which tariff.
        lines: The customer's bills beside ours; empty where the file tells no cost.
        facts: The shape of the use in sentences: base load, peak, hours, weather.
        mean_day_kw: The average day, hour by hour; empty where bills tell no hours. (24,) [kW]
        estimated_percent: How much of the use was estimated and not metered. [%]
        plausible_kw_dc: The power that yields about the year's use. [kW dc]
        plausible_yield_kwh: What it yields a year. [kWh]
        plausible_savings_cents: What bills are lower in year 1. [cents]
        plausible_price_cents: What it costs by our list. [cents]
        method: How this was made, with its version.
    """

    form: str
    year: int
    months: tuple[BillMonth, ...]
    annual_cost_cents: int
    tariff: str
    lines: tuple[BillLineExplained, ...]
    facts: tuple[str, ...]
    mean_day_kw: tuple[Amount, ...]
    estimated_percent: Amount
    plausible_kw_dc: Amount
    plausible_yield_kwh: Amount
    plausible_savings_cents: int
    plausible_price_cents: int
    method: str

    @property
    def monthly_kwh(self) -> tuple[Decimal, ...]:
        """What was used in each month [kWh]; (12,), or empty where no whole year is known."""
        return tuple(each.use_kwh for each in self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line as it is printed on a bill.

    Args:
        what: What it says.
        cents: Its amount. [cents]
    """

    what: Annotated[str, MinLen(1)]
    cents: int


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class BillExplained:
    """One printed bill, line by line beside ours: a paper of the analysis.

    Args:
        start: The bill's first day.
        end: The day after its last.
        use_kwh: What it bills. [kWh]
        tariff: The tariff that ours was reckoned by.
        lines: The lines of both, matched.
        conclusion: What the differences come to, in a sentence.
    """

    start: date
    end: date
    use_kwh: Amount
    tariff: str
    lines: tuple[BillLineExplained, ...]
    conclusion: str
