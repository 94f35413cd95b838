"""NCV-03.1: a lead is qualified by what the customer's own use and bills tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, MinLen

from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.delivery.stage_work import stage_work
from penstock.streams.ncv_03_solar_storage.explaining import conclusion, line_by_line
from penstock.streams.ncv_03_solar_storage.items.lead import (
    RESIDENTIAL,
    BillExplained,
    CustomerEnergyBills,
    CustomerInquiry,
    PreliminaryEnergyAnalysis,
    PrintedLine,
    QualifiedLead,
)
from penstock.streams.ncv_03_solar_storage.ports import (
    ConsentedUsage,
    Studio,
    UnusableInputError,
    UsageRefusedError,
)
from penstock.streams.ncv_03_solar_storage.products import LIMITS

# What lasts as long as its modules are warranted for has to be paid back within that. Ours.
LONGEST_PAYBACK_YEARS = Decimal(25)


@stage_work("NCV-03.1")
def qualify_lead(
    inquiry: CustomerInquiry, bills: CustomerEnergyBills, studio: Studio, now: datetime
) -> tuple[QualifiedLead, PreliminaryEnergyAnalysis]:
    """Tell whether a site is worth designing for, and what a system could save."""
    analysis = studio.analysed(inquiry, bills.content)
    return qualified(inquiry, analysis, now), analysis


def qualified(
    inquiry: CustomerInquiry, analysis: PreliminaryEnergyAnalysis, now: datetime
) -> QualifiedLead:
    """Return whether a lead is qualified, with every reason against it, or the one for it."""
    payback = _payback_years(analysis)
    against = tuple(_against(inquiry, analysis, payback))
    return QualifiedLead(
        is_qualified=not against,
        reasons=against or (_in_favour(analysis, payback),),
        annual_kwh=sum(analysis.monthly_kwh, Decimal(0)),
        plausible_kw_dc=analysis.plausible_kw_dc,
        simple_payback_years=payback,
        qualified_at=now,
    )


def _payback_years(analysis: PreliminaryEnergyAnalysis) -> Decimal | None:
    if analysis.plausible_savings_cents <= 0:
        return None
    years = Decimal(analysis.plausible_price_cents) / analysis.plausible_savings_cents
    return years.quantize(Decimal("0.1"))


def _against(
    inquiry: CustomerInquiry, analysis: PreliminaryEnergyAnalysis, payback: Decimal | None
) -> Iterator[str]:
    least_kw = LIMITS[inquiry.product].least_kw_dc
    used, price = sum(analysis.monthly_kwh, Decimal(0)), analysis.plausible_price_cents
    system = f"A system of {analysis.plausible_kw_dc} kW for {_dollars(price)}"
    if payback is None:
        yield f"{system} saves nothing on {analysis.tariff}."
    elif payback > LONGEST_PAYBACK_YEARS:
        yield (
            f"{system} saves {_dollars(analysis.plausible_savings_cents)} a year on "
            f"{analysis.tariff}, so it is paid back in {payback} years and lasts about "
            f"{LONGEST_PAYBACK_YEARS}."
        )
    if analysis.plausible_yield_kwh > 2 * used:
        yield (
            f"{used:,.0f} kWh are used a year, and the smallest system, {least_kw} kW, yields "
            f"{analysis.plausible_yield_kwh:,.0f}: most of it would be sold and not used."
        )


def _in_favour(analysis: PreliminaryEnergyAnalysis, payback: Decimal | None) -> str:
    return (
        f"A system of {analysis.plausible_kw_dc} kW for "
        f"{_dollars(analysis.plausible_price_cents)} saves "
        f"{_dollars(analysis.plausible_savings_cents)} a year on {analysis.tariff} and is paid "
        f"back in {payback} years."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBill:
    """A bill as it is printed.

    Args:
        start: Its first day.
        end: The day after its last.
        use_kwh: What it bills. [kWh]
        lines: Its lines.
        tariff: Another tariff than the inquiry names.
    """

    start: date
    end: date
    use_kwh: Annotated[Decimal, Ge(0)]
    lines: Annotated[tuple[PrintedLine, ...], MinLen(1)]
    tariff: str = ""


@stage_act("NCV-03.1", "explain-bill", anytime=True)
def explain_bill(said: PrintedBill, inquiry: CustomerInquiry, studio: Studio) -> BillExplained:
    """Lay a printed bill of the customer beside ours, line by line."""
    tariff = said.tariff or inquiry.tariff
    try:
        ours = studio.billed(
            tariff,
            start=said.start,
            end=said.end,
            use_kwh=said.use_kwh,
            is_home=inquiry.product == RESIDENTIAL,
        )
    except UnusableInputError as error:
        raise ActRefusedError(str(error)) from error
    lines = line_by_line(f"{said.start} to {said.end}", said.lines, ours)
    return BillExplained(
        start=said.start,
        end=said.end,
        use_kwh=said.use_kwh,
        tariff=tariff,
        lines=lines,
        conclusion=conclusion(lines),
    )


@stage_act("NCV-03.1", "ask-usage")
def ask_usage(
    inquiry: CustomerInquiry, usage: ConsentedUsage, case: CaseFacts
) -> CustomerEnergyBills:
    """Ask the regulated side for a year of use, under the customer's own consent."""
    account = case.account or inquiry.account_id
    if not account:
        raise ActRefusedError(
            "Nobody said which account at the utility the customer has; record it in Customer "
            "inquiry, or have the bills uploaded."
        )
    try:
        found = usage.interval_usage(account=account, person=case.person, case_id=case.case_id)
    except UsageRefusedError as error:
        raise ActRefusedError(str(error)) from error
    return CustomerEnergyBills(content=found)


def _dollars(cents: int) -> str:
    return f"${cents / 100:,.0f}"
