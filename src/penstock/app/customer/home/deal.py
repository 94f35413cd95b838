"""Quote, signing and contract of a smart home, as the customer sees them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.app.customer.deal import Deal, shown_contract
from penstock.app.customer.home.papers import HomePapers
from penstock.app.customer.home.telling import price_line, text_of
from penstock.app.customer.language import Language
from penstock.app.customer.signing import OnOffer
from penstock.app.customer.view import ContractSeen, ProposalSeen, Signing
from penstock.casework.quote.quote import Standing, standing
from penstock.casework.signature.countersigning import holds
from penstock.casework.signature.texts import consent_sha256, consent_text
from penstock.delivery.case import Case
from penstock.engineering.proposal.figures import dollars, dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.solution import CostKind, DetailedQuote, SavingsRange
from penstock.streams.ncv_01_smart_home.selling.quoting import quote_of

STAGE = "NCV-01.3"


def home_deal(papers: HomePapers, case: Case, language: Language, now: datetime) -> Deal:
    """Return what is offered, signed and agreed of a home."""
    return Deal(
        customer=papers.quote.customer if papers.quote else "",
        zone=papers.zone,
        proposal=_proposal(papers.quote, language, now) if papers.quote else None,
        signing=_signing(papers, case, language, now),
        contract=_contract(papers, language, now),
        cancelled=_cancelled(papers, language),
    )


def on_offer(papers: HomePapers, now: datetime) -> OnOffer | None:
    """Return what there is to sign; None where nothing was quoted."""
    if (quoted := papers.quote) is None:
        return None
    return OnOffer(
        version=quoted.version,
        pdf_sha256=quoted.pdf_sha256,
        customer=quoted.customer,
        is_open=_is_open(quoted, now),
    )


def lapsed(papers: HomePapers | None, language: Language) -> str:
    """Return that a signature counts no more as the quote has changed; empty where it counts.

    Once both have signed, the contract itself says that it is void.
    """
    quoted, agreement = (papers.quote, papers.agreement) if papers else (None, None)
    if papers is None or quoted is None or agreement is None or papers.contract:
        return ""
    if agreement.quote == quoted.name or papers.cancellation:
        return ""
    return language.say(
        "You signed {before}. Since then the quote has changed, and {now} counts: look at it, and "
        "sign anew if you like it.",
        before=agreement.quote,
        now=quoted.name,
    )


def price_of(once_cents: int, monthly_cents: int, language: Language) -> str:
    """Return what is paid once and each month, in words."""
    once, monthly = map(dollars_and_cents, (once_cents, monthly_cents))
    return language.say("{once} once and {monthly} each month", once=once, monthly=monthly)


def savings_of(savings: SavingsRange | None, language: Language) -> str:
    """Return what a home may save in a year: a range, and no promise."""
    if savings is None:
        return language.say("we claim none")
    low, high = map(dollars, (savings.low_cents, savings.high_cents))
    return language.say("likely {low} to {high} a year; nobody promises it", low=low, high=high)


def _is_open(quoted: DetailedQuote, now: datetime) -> bool:
    quote = quote_of(quoted)
    return standing(quote, newest=quote, now=now) is Standing.OPEN


def _proposal(quoted: DetailedQuote, language: Language, now: datetime) -> ProposalSeen:
    lines = [each for each in quoted.lines if each.kind is CostKind.DEVICES]
    devices = "; ".join(text_of(price_line(each, language)) for each in lines)
    tier = language.told(quoted.tier)
    return ProposalSeen(
        name=quoted.name,
        version=quoted.version,
        system=language.say("the {tier} tier: {devices}", tier=tier, devices=devices),
        price=price_of(quoted.once_cents, quoted.monthly_cents, language),
        savings=savings_of(quoted.savings, language),
        expires_at=quoted.valid_until.astimezone(ZoneInfo(quoted.zone)),
        is_open=_is_open(quoted, now),
        pdf_sha256=quoted.pdf_sha256,
    )


def _signing(papers: HomePapers, case: Case, language: Language, now: datetime) -> Signing | None:
    quoted = papers.quote
    if quoted is None or papers.cancellation or case.ended or case.stage_id != STAGE:
        return None
    if not _is_open(quoted, now) or _is_signed(papers, quoted.name):
        return None
    return Signing(
        ways=(),
        consent=consent_text(language.code),
        consent_sha256=consent_sha256(language.code),
        name=quoted.customer,
    )


def _is_signed(papers: HomePapers, name: str) -> bool:
    """Tell whether the customer has signed this version, and nothing has voided it since."""
    agreement, contract = papers.agreement, papers.contract
    if agreement is None or agreement.quote != name:
        return False
    return holds(agreement.agreed_at, contract)


def _contract(papers: HomePapers, language: Language, now: datetime) -> ContractSeen | None:
    if (contract := papers.contract) is None:
        return None
    price = price_of(contract.once_cents, contract.monthly_cents, language)
    return shown_contract(contract, price=price, zone=papers.zone, language=language, now=now)


def _cancelled(papers: HomePapers, language: Language) -> str:
    if (request := papers.cancellation) is None:
        return ""
    say, zone = language.say, ZoneInfo(papers.zone)
    day = language.day(request.requested_at.astimezone(zone))
    if not request.refund_cents:
        return say("You cancelled on {day}. Nothing is left to be paid back.", day=day)
    refund = dollars_and_cents(request.refund_cents)
    return say(
        "You cancelled on {day}. Your deposit of {refund} was given back.", day=day, refund=refund
    )
