"""Proposal, signing and contract, as the customer sees them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.app.customer.language import Language
from penstock.app.customer.papers import Papers
from penstock.app.customer.paying import way_to_pay
from penstock.app.customer.signing import OnOffer
from penstock.app.customer.view import ContractSeen, ProposalSeen, Signing
from penstock.casework.quote.quote import Standing, standing
from penstock.casework.signature.countersigning import holds
from penstock.casework.signature.texts import cancellation_text, consent_sha256, consent_text
from penstock.delivery.case import Case
from penstock.engineering.proposal.figures import dollars, dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.contract import SignedContract as HomeContract
from penstock.streams.ncv_03_solar_storage.contracting.quoting import ends_at, quote_of
from penstock.streams.ncv_03_solar_storage.items.contract import SignedContract

SELLER = "AES"
_STAGE = "NCV-03.3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """What is offered, signed and agreed in a case, whatever stream it is of.

    Args:
        customer: For whom; empty where nothing says so.
        zone: IANA name of the zone by whose clock days are told.
        proposal: What is offered.
        signing: What there is to sign.
        contract: What both have signed.
        cancelled: That the customer has cancelled, in a sentence; empty where they have not.
    """

    customer: str
    zone: str
    proposal: ProposalSeen | None
    signing: Signing | None
    contract: ContractSeen | None
    cancelled: str

    @property
    def is_void(self) -> bool:
        """Whether what was signed counts no more."""
        return self.contract is not None and self.contract.is_void


def solar_deal(papers: Papers, case: Case, language: Language, now: datetime) -> Deal:
    """Return what is offered, signed and agreed of a solar project."""
    return Deal(
        customer=papers.proposal.customer if papers.proposal else "",
        zone=papers.zone,
        proposal=proposal_seen(papers, language, now),
        signing=signing(papers, case, language, now),
        contract=contract_seen(papers, language, now),
        cancelled=cancelled(papers, language),
    )


def on_offer(papers: Papers, now: datetime) -> OnOffer | None:
    """Return what there is to sign; None where nothing was proposed."""
    if (proposal := papers.proposal) is None:
        return None
    quote = quote_of(proposal)
    return OnOffer(
        version=proposal.version,
        pdf_sha256=proposal.pdf_sha256,
        customer=proposal.customer,
        is_open=standing(quote, newest=quote, now=now) is Standing.OPEN,
    )


def proposal_seen(papers: Papers, language: Language, now: datetime) -> ProposalSeen | None:
    """Return the newest proposal; None where there is none."""
    if (proposal := papers.proposal) is None:
        return None
    quote = quote_of(proposal)
    savings = language.say(
        "{typical} in a typical first year (P50), {poor} in one that nine of ten exceed (P90)",
        typical=dollars(proposal.savings_p50_cents),
        poor=dollars(proposal.savings_p90_cents),
    )
    return ProposalSeen(
        name=quote.name,
        version=proposal.version,
        system=proposal.system,
        price=dollars_and_cents(proposal.price_cents),
        savings=savings,
        expires_at=ends_at(proposal),
        is_open=standing(quote, newest=quote, now=now) is Standing.OPEN,
        pdf_sha256=proposal.pdf_sha256,
    )


def signing(papers: Papers, case: Case, language: Language, now: datetime) -> Signing | None:
    """Return what the customer may sign now; None where there is nothing to sign."""
    proposal, offer = papers.proposal, papers.offer
    if proposal is None or offer is None or case.ended or case.stage_id != _STAGE:
        return None
    quote = quote_of(proposal)
    is_open = standing(quote, newest=quote, now=now) is Standing.OPEN
    if papers.cancellation or not is_open or offer.proposal != quote.name:
        return None
    if now >= offer.expires_at or _is_signed(papers, quote.name):
        return None
    return Signing(
        ways=tuple(way_to_pay(each, papers.decision, language) for each in offer.choices),
        consent=consent_text(language.code),
        consent_sha256=consent_sha256(language.code),
        name=proposal.customer,
    )


def contract_seen(papers: Papers, language: Language, now: datetime) -> ContractSeen | None:
    """Return the contract; None where nothing was signed."""
    if (contract := papers.contract) is None:
        return None
    price = dollars_and_cents(contract.price_cents)
    return shown_contract(contract, price=price, zone=papers.zone, language=language, now=now)


def shown_contract(
    contract: SignedContract | HomeContract,
    *,
    price: str,
    zone: str,
    language: Language,
    now: datetime,
) -> ContractSeen:
    """Return a contract as its customer sees it, be it void.

    Args:
        contract: The contract.
        price: What is paid, in words.
        zone: IANA name of the zone by whose clock days are told.
        language: In which language.
        now: The moment it is.
    """
    is_free = not contract.is_void and now < contract.cancel_until
    last_day = language.weekday(contract.last_day_to_cancel)
    notice = cancellation_text(last_day=last_day, seller=SELLER, language=language.code)
    return ContractSeen(
        number=contract.number,
        version=contract.version,
        price=price,
        signed_at=contract.signed_at.astimezone(ZoneInfo(zone)),
        is_void=contract.is_void,
        void_because=contract.void_because,
        cancel_until=contract.cancel_until,
        may_cancel_freely=is_free,
        cancellation_notice=notice if is_free else "",
    )


def cancelled(papers: Papers, language: Language) -> str:
    """Return that the customer has cancelled and what they get; empty where they have not."""
    if (request := papers.cancellation) is None:
        return ""
    say, day = language.say, language.day(request.requested_at.astimezone(ZoneInfo(papers.zone)))
    if not request.refund_cents:
        return say("You cancelled on {day}. Nothing is left to be paid back.", day=day)
    refund = dollars_and_cents(request.refund_cents)
    if request.refund_by is None:
        return say("You cancelled on {day}. {refund} is paid back.", day=day, refund=refund)
    by = language.day(request.refund_by)
    return say(
        "You cancelled on {day}. {refund} is paid back by {by}.", day=day, refund=refund, by=by
    )


def _is_signed(papers: Papers, name: str) -> bool:
    """Tell whether the customer has signed this version, and nothing has voided it since."""
    approval, contract = papers.approval, papers.contract
    if approval is None or approval.proposal != name:
        return False
    return holds(approval.approved_at, contract)
