"""What is proposed: the money of a design, the offer, and what a changed tariff does to it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Gt, Le, MinLen

from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side

Amount = Annotated[Decimal, Ge(0)]
Sha256 = Annotated[str, MinLen(64)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayProjected:
    """A way of paying, over all years.

    Args:
        key: `cash`, `loan`, `lease` or `power_purchase`.
        name: What people call it.
        terms: Its terms in words.
        upfront_cents: What is paid on the first day. [cents]
        first_year_cents: What is paid in year 1. [cents]
        paid_cents: All that is ever paid. [cents]
        net_p50_cents: What is left after all years in a typical case. [cents]
        net_p90_cents: What nine cases of ten exceed. [cents]
        payback_years: When it is paid back; None where it never is.
        payback_p90_years: The same in poor sun.
        yearly_p50_cents: What is left of each year, the day of payment first; empty where that was
            not kept yet. (years + 1,) [cents]
        yearly_p90_cents: The same that nine cases of ten exceed. (years + 1,) [cents]
    """

    key: str
    name: str
    terms: str = ""
    upfront_cents: int
    first_year_cents: int
    paid_cents: int
    net_p50_cents: int
    net_p90_cents: int
    payback_years: Amount | None
    payback_p90_years: Amount | None
    yearly_p50_cents: tuple[int, ...] = ()
    yearly_p90_cents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthProjected:
    """A month of the first year.

    Args:
        month: 1 to 12.
        use_kwh: What is used. [kWh]
        yield_p50_kwh: What the sun gives in a typical year. [kWh]
        yield_p90_kwh: What it gives in nine years of ten. [kWh]
        bill_before_cents: The bill without the system. [cents]
        bill_after_p50_cents: With it in a typical year. [cents]
        bill_after_p90_cents: With it in a year that nine of ten exceed. [cents]
    """

    month: Annotated[int, Ge(1), Le(12)]
    use_kwh: Amount
    yield_p50_kwh: Amount
    yield_p90_kwh: Amount
    bill_before_cents: int
    bill_after_p50_cents: int
    bill_after_p90_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RiseProjected:
    """What paying cash comes to at another rise of electricity's price.

    Args:
        escalator_percent: The rise. [%/year]
        net_cents: What is left after all years. [cents]
        payback_years: When it is paid back; None where it never is.
    """

    escalator_percent: Decimal
    net_cents: int
    payback_years: Amount | None


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialProjections:
    """What a design costs and saves.

    Args:
        design_sha256: Of the system design it is made for.
        price_cents: The cash price. [cents]
        incentives_cents: What dated rules grant the customer. [cents]
        tariff: The tariff that savings are reckoned by.
        tariff_sha256: Which version of it.
        bill_before_cents: A year's bills without the system. [cents]
        bill_after_p50_cents: With it in a typical year. [cents]
        bill_after_p90_cents: With it in a year that nine of ten exceed. [cents]
        yield_p50_kwh: What the sun gives in a typical year. [kWh]
        yield_p90_kwh: What it gives in nine years of ten. [kWh]
        years: For how many years it is reckoned.
        price_escalator_percent: How electricity's price is taken to rise. [%/year]
        ways: Ways of paying, cash first.
        rises: Cash at other rises, in rising order.
        assumptions: What is taken for granted, each with who says so.
        months: The first year month by month; empty where that was not kept yet.
    """

    design_sha256: Sha256
    price_cents: Annotated[int, Gt(0)]
    incentives_cents: int
    tariff: str
    tariff_sha256: Sha256
    bill_before_cents: int
    bill_after_p50_cents: int
    bill_after_p90_cents: int
    yield_p50_kwh: Amount
    yield_p90_kwh: Amount
    years: Annotated[int, Ge(1)]
    price_escalator_percent: Decimal
    ways: Annotated[tuple[WayProjected, ...], MinLen(1)]
    rises: tuple[RiseProjected, ...]
    assumptions: tuple[str, ...]
    months: tuple[MonthProjected, ...] = ()

    @property
    def savings_p50_cents(self) -> int:
        """What bills are lower in a typical year 1 [cents]."""
        return self.bill_before_cents - self.bill_after_p50_cents

    @property
    def savings_p90_cents(self) -> int:
        """What they are lower in a year that nine of ten exceed [cents]."""
        return self.bill_before_cents - self.bill_after_p90_cents

    @property
    def payback_years(self) -> Decimal | None:
        """When the first way of paying, cash, is paid back; None where it never is."""
        return self.ways[0].payback_years


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerProposal:
    """What is offered to a customer: one version of a design, at a price, until a day.

    Args:
        number: What the proposal is called, the same for all its versions.
        version: Counted from 1.
        variant: Of the design.
        customer: Whom it is for.
        premise: Where it is built.
        offered_on: The day of the offer.
        expires_on: The first day on which it holds no more.
        zone: By whose clock these days begin.
        price_cents: The cash price. [cents]
        tariff: The tariff that savings are reckoned by.
        tariff_sha256: Which version of it.
        design_sha256: Of the system design as recorded.
        projections_sha256: Of the financial projections as recorded.
        parts_sha256: Of the bill of materials as recorded.
        pdf_sha256: Of the proposal document.
        offer_sha256: Of all that the document states; it is printed there.
        system: The system in a line.
        savings_p50_cents: What bills are lower in a typical year 1. [cents]
        savings_p90_cents: The same in a poor year. [cents]
        payback_years: When cash is paid back; None where it never is.
        annual_yield_kwh: What the sun gives in a typical year. [kWh]
        because: Why there is this version.
    """

    number: Annotated[str, MinLen(1)]
    version: Annotated[int, Ge(1)]
    variant: str
    customer: str
    premise: str = ""
    offered_on: date
    expires_on: date
    zone: str
    price_cents: Annotated[int, Gt(0)]
    tariff: str
    tariff_sha256: Sha256
    design_sha256: Sha256
    projections_sha256: Sha256
    parts_sha256: Sha256
    pdf_sha256: Sha256
    offer_sha256: Sha256
    system: str
    savings_p50_cents: int
    savings_p90_cents: int
    payback_years: Amount | None
    annual_yield_kwh: Amount
    because: str = ""


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDocument:
    """The proposal as a PDF: a paper of the design."""

    content: bytes


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class RequoteNote:
    """What a changed tariff did to a proposal: a paper of the design.

    Args:
        tariff: The tariff.
        old_sha256: The version that was reckoned by before.
        new_sha256: The version now.
        old_savings_cents: What bills were lower in a typical year 1. [cents]
        new_savings_cents: What they are lower now. [cents]
        requoted_at: When.
        words: What this means for the customer, in a sentence.
    """

    tariff: str
    old_sha256: Sha256
    new_sha256: Sha256
    old_savings_cents: int
    new_savings_cents: int
    requoted_at: datetime
    words: str
