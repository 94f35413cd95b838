"""Proposal, signing and contract, as the customer sees them."""

from datetime import datetime

from penstock.app.customer.papers import Papers
from penstock.app.customer.view import ContractSeen, ProposalSeen, Signing, WayToPay
from penstock.app.customer.words import day_words
from penstock.casework.financing.choices import FinancingChoice, Kind
from penstock.casework.quote.quote import Standing, standing
from penstock.casework.signature.texts import cancellation_text, consent_sha256, consent_text
from penstock.delivery.case import Case
from penstock.engineering.proposal.figures import dollars, dollars_and_cents
from penstock.streams.ncv_03_solar_storage.contracting.quoting import ends_at, quote_of
from penstock.streams.ncv_03_solar_storage.items import FinancingDecision

SELLER = "AES"
_STAGE = "NCV-03.3"


def proposal_seen(papers: Papers, now: datetime) -> ProposalSeen | None:
    """Return the newest proposal; None where there is none."""
    if (proposal := papers.proposal) is None:
        return None
    quote = quote_of(proposal)
    typical, poor = dollars(proposal.savings_p50_cents), dollars(proposal.savings_p90_cents)
    return ProposalSeen(
        name=quote.name,
        version=proposal.version,
        system=proposal.system,
        price=dollars_and_cents(proposal.price_cents),
        savings=f"{typical} in a typical first year, {poor} in one that nine of ten exceed",
        expires_at=ends_at(proposal),
        is_open=standing(quote, newest=quote, now=now) is Standing.OPEN,
        pdf_sha256=proposal.pdf_sha256,
    )


def signing(papers: Papers, case: Case, now: datetime) -> Signing | None:
    """Return what the customer may sign now; None where there is nothing to sign."""
    proposal, offer = papers.proposal, papers.offer
    if proposal is None or offer is None or case.ended or case.stage_id != _STAGE:
        return None
    name = quote_of(proposal).name
    seen = proposal_seen(papers, now)
    is_open = seen is not None and seen.is_open
    if papers.cancellation or not is_open or offer.proposal != name or now >= offer.expires_at:
        return None
    if _is_signed(papers, name):
        return None
    return Signing(
        ways=tuple(_way(each, papers.decision) for each in offer.choices),
        consent=consent_text(),
        consent_sha256=consent_sha256(),
        name=proposal.customer,
    )


def contract_seen(papers: Papers, now: datetime) -> ContractSeen | None:
    """Return the contract; None where nothing was signed."""
    if (contract := papers.contract) is None:
        return None
    is_free = not contract.is_void and now < contract.cancel_until
    last_day = f"{contract.last_day_to_cancel:%A}, {day_words(contract.last_day_to_cancel)}"
    notice = cancellation_text(last_day=last_day, seller=SELLER) if is_free else ""
    return ContractSeen(
        number=contract.number,
        version=contract.version,
        price=dollars_and_cents(contract.price_cents),
        signed_at=contract.signed_at,
        is_void=contract.is_void,
        void_because=contract.void_because,
        cancel_until=contract.cancel_until,
        may_cancel_freely=is_free,
        cancellation_notice=notice,
    )


def cancelled(papers: Papers) -> str:
    """Return that the customer has cancelled and what they get; empty where they have not."""
    if (request := papers.cancellation) is None:
        return ""
    said = f"You cancelled on {day_words(request.requested_at)}."
    if not request.refund_cents:
        return f"{said} Nothing is left to be paid back."
    by = f" by {day_words(request.refund_by)}" if request.refund_by else ""
    return f"{said} {dollars_and_cents(request.refund_cents)} is paid back{by}."


def _is_signed(papers: Papers, name: str) -> bool:
    """Tell whether the customer has signed this version, and nothing has voided it since."""
    approval, contract = papers.approval, papers.contract
    if approval is None or approval.proposal != name:
        return False
    voided_at = contract.voided_at if contract and contract.is_void else None
    return voided_at is None or approval.approved_at > voided_at


def _way(choice: FinancingChoice, decision: FinancingDecision | None) -> WayToPay:
    found = decision.on(choice.offer_id) if decision else None
    if choice.kind is Kind.CASH:
        state = ""
    else:
        state = (
            f"{choice.lender}: {found.outcome.value}"
            if found
            else f"{choice.lender} has not decided yet"
        )
    return WayToPay(offer_id=choice.offer_id, words=_words(choice), state=state)


def _words(choice: FinancingChoice) -> str:
    if choice.kind is Kind.CASH:
        return f"Cash: {dollars_and_cents(choice.total_cents)} at once"
    monthly = f"{dollars_and_cents(choice.first_monthly_cents)} a month for {choice.years} years"
    if choice.kind is Kind.LOAN:
        rate, fee = f"{choice.rate_percent}% a year", choice.dealer_fee_cents
        if fee:
            rate += f", {choice.apr_percent}% with the fee of {dollars_and_cents(fee)} in it"
        return f"Loan of {choice.lender}: {monthly} at {rate}; {dollars(choice.total_cents)} in all"
    rising = f", rising {choice.escalator_percent}% a year"
    kind = "Lease" if choice.kind is Kind.LEASE else f"{choice.cents_per_kwh} cents a kilowatt-hour"
    return (
        f"{kind} of {choice.lender}: about {monthly}{rising}; {dollars(choice.total_cents)} in "
        "all. The system is not yours"
    )
