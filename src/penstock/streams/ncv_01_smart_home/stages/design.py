"""NCV-01.2: what fits comes first, then the design, then its quote."""

from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from penstock.casework.fingerprints import Fingerprints
from penstock.casework.packet import Cover
from penstock.casework.packet.ports import Typesetter
from penstock.casework.quote.quote import on_the_wall
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_01_smart_home.designing.kitting import HomeAsked, design_of, fitted
from penstock.streams.ncv_01_smart_home.items.home import CustomerNeeds, SiteDetails
from penstock.streams.ncv_01_smart_home.items.marketing import Inquiries
from penstock.streams.ncv_01_smart_home.items.solution import (
    CustomerEnergyBills,
    CustomSolutionDesign,
    DetailedQuote,
    QuoteDocument,
)
from penstock.streams.ncv_01_smart_home.selling.pages import quote_pages
from penstock.streams.ncv_01_smart_home.selling.quoting import (
    against_quoting,
    cost_cents,
    lines_of,
    terms_of,
    told_differences,
    valid_until,
)
from penstock.streams.ncv_01_smart_home.selling.saying import QuoteAsked
from penstock.streams.ncv_01_smart_home.selling_ports import HomeOfferings, HomeUsage

STAGE = "NCV-01.2"


@stage_act(STAGE, "ask-usage")
def ask_usage(asked: Inquiries, usage: HomeUsage, case: CaseFacts) -> CustomerEnergyBills:
    """Ask the regulated side for a year of use, under the customer's own consent."""
    account = case.account or asked.newest.account_id
    if not account:
        raise ActRefusedError(
            "Nobody said which account at the utility the customer has; without it savings are "
            "reckoned from stated averages."
        )
    found = usage.interval_usage(account=account, person=case.person, case_id=case.case_id)
    return CustomerEnergyBills(content=found)


@stage_act(STAGE, "design", anytime=True)
def design(  # noqa: PLR0913, PLR0917  # a design rests on all of these items
    needs: CustomerNeeds,
    site: SiteDetails,
    bills: CustomerEnergyBills | None,
    offerings: HomeOfferings,
    usage: HomeUsage,
    case: CaseFacts,
    now: datetime,
) -> CustomSolutionDesign:
    """Look at what fits, and put every device that does into its room."""
    use = usage.year_of(bills.content, zone=site.zone) if bills else None
    asked = HomeAsked(catalogue=offerings.catalogue(), site=site, needs=needs, use=use)
    if needs.tier not in {each.id for each in asked.catalogue.tiers}:
        known = " and ".join(each.id for each in asked.catalogue.tiers)
        raise ActRefusedError(f"There is no tier “{needs.tier}”; there are {known}.")
    made = fitted(asked)
    if made.unknown:
        raise ActRefusedError(
            f"What fits is not known yet. {'; '.join(made.unknown)}. Record Site details anew with "
            "the answers, then design."
        )
    if not made.kit:
        raise ActRefusedError(f"Nothing fits: {'; '.join(made.left_out) or 'nothing is wanted'}.")
    version = case.versions_of(CustomSolutionDesign) + 1
    return design_of(made, asked, version=version, by=case.person, now=now)


@stage_act(STAGE, "quote", anytime=True)
def quote(  # noqa: PLR0913, PLR0917  # a quote rests on all of these items
    said: QuoteAsked,
    design: CustomSolutionDesign,
    site: SiteDetails,
    asked: Inquiries,
    before: tuple[DetailedQuote, ...],
    offerings: HomeOfferings,
    fingerprints: Fingerprints,
    typesetter: Typesetter,
    case: CaseFacts,
    now: datetime,
) -> tuple[DetailedQuote, QuoteDocument]:
    """Make a version of the quote: its price, once and each month, and its pages as PDF."""
    if problems := "; ".join(against_quoting(said, design, before)):
        raise ActRefusedError(f"{problems[:1].upper()}{problems[1:]}.")
    catalogue = offerings.catalogue()
    lines = lines_of(design, catalogue, said)
    version, until = case.versions_of(DetailedQuote) + 1, valid_until(said, now)
    customer, premise = _whom(asked, case)
    facts = {
        "Home": premise,
        "Valid until": on_the_wall(until, site.zone),
        "Offered by": f"{case.person} for AES",
        "Made because": said.because,
    }
    cover = Cover(
        title=f"Quote {case.case_id} version {version}",
        subtitle=f"A smart home for {customer}",
        facts=tuple((name, told) for name, told in facts.items() if told),
        made_by="Penstock",
        made_on=now.astimezone(ZoneInfo(site.zone)).date(),
    )
    document = typesetter.packet(quote_pages(cover, design, lines))
    made = DetailedQuote(
        number=f"Quote {case.case_id}",
        version=version,
        customer=customer,
        premise=premise,
        tier=design.tier,
        lines=lines,
        cost_cents=cost_cents(design, catalogue),
        savings=design.savings,
        terms=terms_of(design),
        design_sha256=fingerprints.sha256(design),
        pdf_sha256=sha256(document).hexdigest(),
        valid_from=now,
        valid_until=until,
        zone=site.zone,
        quoted_by=case.person,
        because=said.because,
    )
    return told_differences(before, made), QuoteDocument(content=document)


def _whom(asked: Inquiries, case: CaseFacts) -> tuple[str, str]:
    newest = asked.newest
    return case.customer or newest.name, case.premise or newest.premise
