"""A proposal as a page shows it: every number already as people read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from penstock.app.cases.usecases import Cases
from penstock.app.items.values import item_among, value_of
from penstock.delivery.case import Case
from penstock.delivery.items import item_type
from penstock.engineering.proposal.figures import decimals, dollars, whole
from penstock.streams.ncv_03_solar_storage.items.design import PlaneDesign, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    CustomerProposal,
    FinancialProjections,
    ProposalDocument,
    RiseProjected,
    WayProjected,
)

_T = TypeVar("_T")


class NoProposalError(LookupError):
    """There is no proposal to show; the sentence is for a customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayShown:
    """A way of paying: its name, its terms, and rows of words."""

    name: str
    terms: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalShown:
    """A proposal for its customer.

    Args:
        against: Why it may not be accepted any more; empty where it may.
        answer: What, how much, and a word on it.
        roof_svg: The roof from above.
        pdf: The whole of it.
    """

    name: str
    version: int
    customer: str
    headline: str
    system: str
    modules: int
    against: str
    because: str
    until: str
    answer: tuple[tuple[str, str, str], ...]
    planes: tuple[str, ...]
    years: int
    ways: tuple[WayShown, ...]
    rises: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    offer_sha256: str
    pdf_sha256: str
    roof_svg: str
    pdf: bytes


def proposal_shown(cases: Cases, case_id: str) -> ProposalShown:
    """Return the newest proposal of a case.

    Raises:
        NoProposalError: There is none.
    """
    case = cases.case(case_id)
    proposal = _read(cases, case, CustomerProposal)
    money = _read(cases, case, FinancialProjections)
    design = _read(cases, case, SystemDesign)
    document = _read(cases, case, ProposalDocument)
    return ProposalShown(
        name=f"{proposal.number} version {proposal.version}",
        version=proposal.version,
        customer=proposal.customer,
        headline=_headline(proposal),
        system=f"{proposal.system}, {design.inverter}.",
        modules=design.modules_count,
        against=_against(proposal, cases.now()),
        because=proposal.because,
        until=f"{proposal.expires_on:%d %B %Y}",
        answer=tuple(_answer(proposal, money)),
        planes=tuple(map(_plane, design.planes)),
        years=money.years,
        ways=tuple(map(_way, money.ways)),
        rises=tuple(map(_rise, money.rises)),
        assumptions=money.assumptions,
        offer_sha256=proposal.offer_sha256,
        pdf_sha256=proposal.pdf_sha256,
        roof_svg=design.roof_svg,
        pdf=document.content,
    )


def _headline(proposal: CustomerProposal) -> str:
    saved = dollars(proposal.savings_p50_cents)
    if proposal.payback_years is None:
        return f"Saves {saved} in the first year, and is not paid back within the years reckoned"
    years = decimals(float(proposal.payback_years), 1)
    return f"Saves {saved} in the first year, and is paid back in {years} years"


def _against(proposal: CustomerProposal, now: datetime) -> str:
    today = now.astimezone(ZoneInfo(proposal.zone)).date()
    if today < proposal.expires_on:
        return ""
    return f"it expired on {proposal.expires_on:%d %B %Y}. Ask for a new one."


def _answer(
    proposal: CustomerProposal, money: FinancialProjections
) -> Iterator[tuple[str, str, str]]:
    granted = money.incentives_cents
    rules = f"less {dollars(granted)} that rules grant" if granted else "no incentive applies"
    yield "Cash price", dollars(proposal.price_cents), rules
    poor = f"{dollars(proposal.savings_p90_cents)} in a poor year"
    yield "Saved in year 1", dollars(proposal.savings_p50_cents), poor
    after = f"{dollars(money.bill_before_cents)} now, on {money.tariff}"
    yield "A year’s bills", dollars(money.bill_after_p50_cents), after
    nine = f"{whole(float(money.yield_p90_kwh), 'kWh')} at least in nine years of ten"
    yield "The sun gives", whole(float(money.yield_p50_kwh), "kWh"), nine


def _plane(plane: PlaneDesign) -> str:
    given = whole(float(plane.annual_yield_kwh), "kWh")
    return f"{plane.name}: {plane.modules} modules, {given} a year"


def _way(way: WayProjected) -> WayShown:
    rows = (
        ("On the first day", dollars(way.upfront_cents)),
        ("In year 1", dollars(way.first_year_cents)),
        ("All that is paid", dollars(way.paid_cents)),
        ("What is left", f"{dollars(way.net_p50_cents)}; {dollars(way.net_p90_cents)} in poor sun"),
        ("Paid back", _years(way.payback_years)),
    )
    return WayShown(name=way.name, terms=way.terms, rows=rows)


def _rise(rise: RiseProjected) -> tuple[str, str]:
    left = f"{dollars(rise.net_cents)} left, paid back: {_years(rise.payback_years)}"
    return f"{rise.escalator_percent:g} % a year", left


def _years(years: Decimal | None) -> str:
    return "never" if years is None else f"after {decimals(float(years), 1)} years"


def _read(cases: Cases, case: Case, of: type[_T]) -> _T:
    kind = item_type(of)
    assert kind is not None
    item = item_among(kind, [name for name in case.items if case.has(name)])
    if not item:
        raise NoProposalError("There is no proposal yet.")
    return cast("_T", value_of(kind, cases.blobs.get(case.items[item].sha256), item=item))
