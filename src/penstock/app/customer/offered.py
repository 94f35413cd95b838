"""A proposal as a page shows it: every number already as people read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from penstock.app.cases.usecases import Cases
from penstock.app.customer.language import ENGLISH, Language
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
        assumptions: What is taken for granted, in the language of the document.
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


def proposal_shown(cases: Cases, case_id: str, language: Language = ENGLISH) -> ProposalShown:
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
        headline=_headline(proposal, language),
        system=f"{proposal.system}, {design.inverter}.",
        modules=design.modules_count,
        against=_against(proposal, language, cases.now()),
        because=proposal.because,
        until=language.day(proposal.expires_on),
        answer=tuple(_answer(proposal, money, language)),
        planes=tuple(_plane(each, language) for each in design.planes),
        years=money.years,
        ways=tuple(_way(each, language) for each in money.ways),
        rises=tuple(_rise(each, language) for each in money.rises),
        assumptions=money.assumptions,
        offer_sha256=proposal.offer_sha256,
        pdf_sha256=proposal.pdf_sha256,
        roof_svg=design.roof_svg,
        pdf=document.content,
    )


def _headline(proposal: CustomerProposal, language: Language) -> str:
    say, saved = language.say, dollars(proposal.savings_p50_cents)
    if proposal.payback_years is None:
        return say(
            "Saves {saved} in the first year, and is not paid back within the years reckoned",
            saved=saved,
        )
    return say(
        "Saves {saved} in the first year, and is paid back in {years} years",
        saved=saved,
        years=decimals(float(proposal.payback_years), 1),
    )


def _against(proposal: CustomerProposal, language: Language, now: datetime) -> str:
    today = now.astimezone(ZoneInfo(proposal.zone)).date()
    if today < proposal.expires_on:
        return ""
    day = language.day(proposal.expires_on)
    return language.say("it expired on {day}. Ask for a new one.", day=day)


def _answer(
    proposal: CustomerProposal, money: FinancialProjections, language: Language
) -> Iterator[tuple[str, str, str]]:
    say, granted = language.say, money.incentives_cents
    rules = (
        say("less {granted} that rules grant", granted=dollars(granted))
        if granted
        else say("no incentive applies")
    )
    yield say("Cash price"), dollars(proposal.price_cents), rules
    poor = dollars(proposal.savings_p90_cents)
    typical = dollars(proposal.savings_p50_cents)
    yield say("Saved in year 1 (P50)"), typical, say("{poor} in a poor year (P90)", poor=poor)
    before = dollars(money.bill_before_cents)
    now = say("{before} now, on {tariff}", before=before, tariff=money.tariff)
    yield say("A year’s bills"), dollars(money.bill_after_p50_cents), now
    nine = say(
        "{least} at least in nine years of ten (P90)",
        least=whole(float(money.yield_p90_kwh), "kWh"),
    )
    yield say("The sun gives (P50)"), whole(float(money.yield_p50_kwh), "kWh"), nine


def _plane(plane: PlaneDesign, language: Language) -> str:
    return language.say(
        "{plane}: {modules} modules, {given} a year",
        plane=plane.name,
        modules=plane.modules,
        given=whole(float(plane.annual_yield_kwh), "kWh"),
    )


def _way(way: WayProjected, language: Language) -> WayShown:
    say = language.say
    typical, poor = dollars(way.net_p50_cents), dollars(way.net_p90_cents)
    left = say("{typical} (P50); {poor} in poor sun (P90)", typical=typical, poor=poor)
    rows = (
        (say("On the first day"), dollars(way.upfront_cents)),
        (say("In year 1"), dollars(way.first_year_cents)),
        (say("All that is paid"), dollars(way.paid_cents)),
        (say("What is left"), left),
        (say("Paid back"), _years(way.payback_years, language)),
    )
    return WayShown(name=way.name, terms=way.terms, rows=rows)


def _rise(rise: RiseProjected, language: Language) -> tuple[str, str]:
    left = language.say(
        "{net} left, paid back: {when}",
        net=dollars(rise.net_cents),
        when=_years(rise.payback_years, language),
    )
    return language.say("{percent} % a year", percent=f"{rise.escalator_percent:g}"), left


def _years(years: Decimal | None, language: Language) -> str:
    if years is None:
        return language.say("never")
    return language.say("after {years} years", years=decimals(float(years), 1))


def _read(cases: Cases, case: Case, of: type[_T]) -> _T:
    kind = item_type(of)
    assert kind is not None
    item = item_among(kind, [name for name in case.items if case.has(name)])
    if not item:
        raise NoProposalError("There is no proposal yet.")
    return cast("_T", value_of(kind, cases.blobs.get(case.items[item].sha256), item=item))
