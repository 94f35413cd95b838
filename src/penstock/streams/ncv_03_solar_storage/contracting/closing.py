"""Whether AES may sign what a customer has signed, and the contract that both make."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.casework.basis import Basis
from penstock.casework.financing.choices import Kind, Outcome
from penstock.casework.quote.quote import on_the_wall
from penstock.casework.signature.cancelling import right_to_cancel
from penstock.casework.signature.countersigning import (
    against_person,
    against_signature,
    against_standing,
    holds,
)
from penstock.delivery.signatures import CaseFacts
from penstock.streams.ncv_03_solar_storage.contracting.saying import Closing
from penstock.streams.ncv_03_solar_storage.contracting.voiding import lapsed
from penstock.streams.ncv_03_solar_storage.items.contract import (
    Countersignature,
    CustomerApproval,
    FinancingAgreement,
    FinancingDecision,
    FinancingOffer,
    SalesOrder,
    SignedContract,
)
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials
from penstock.streams.ncv_03_solar_storage.items.proposal import CustomerProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """All that is there when AES is to sign.

    Args:
        proposal: The newest version.
        approval: The customer's acceptance.
        offer: The ways of paying.
        decision: What lenders decided; None where nothing was decided.
        before: The contract that was signed before; None where none was.
        lying: What the signature would rest on, as it is recorded now.
    """

    proposal: CustomerProposal
    approval: CustomerApproval
    offer: FinancingOffer
    decision: FinancingDecision | None
    before: SignedContract | None
    lying: tuple[Basis, ...]


def against_signing(
    said: Closing, deal: Deal, *, case: CaseFacts, now: datetime
) -> tuple[str, ...]:
    """Return every reason why AES cannot sign; none where it can."""
    return tuple(_reasons(said, deal, case, now))


def contract_of(deal: Deal, said: Closing, *, case: CaseFacts, now: datetime) -> SignedContract:
    """Return the contract that is there with the second signature."""
    approval, proposal = deal.approval, deal.proposal
    # A version that counts no more keeps its number.
    earlier = case.versions_of(SignedContract)
    right = right_to_cancel(now, zone=approval.signature.zone)
    return SignedContract(
        number=f"{case.case_id}-C",
        version=max(deal.before.version if deal.before else 0, earlier) + 1,
        proposal=approval.proposal,
        proposal_sha256=approval.signature.document_sha256,
        design_sha256=proposal.design_sha256,
        parts_sha256=proposal.parts_sha256,
        price_cents=proposal.price_cents,
        offer_id=approval.offer_id,
        rests_on=approval.signature.rests_on,
        customer_signature=approval.signature,
        countersignature=Countersignature(name=said.typed_name, person=case.person, signed_at=now),
        signed_at=now,
        cancel_until=right.until,
        last_day_to_cancel=right.last_day,
    )


def agreement_of(deal: Deal, contract: SignedContract) -> FinancingAgreement:
    """Return how the customer pays under a contract."""
    choice = deal.offer.choice(contract.offer_id)
    assert choice is not None, "Nobody signs for an offer that is not there."
    return FinancingAgreement(
        contract=contract.number,
        choice=choice,
        decision=deal.decision.on(contract.offer_id) if deal.decision else None,
        agreed_at=contract.signed_at,
    )


def order_of(contract: SignedContract, said: Closing, parts: BillOfMaterials) -> SalesOrder:
    """Return what AES has to build by a contract, frozen."""
    return SalesOrder(
        number=contract.number.removesuffix("-C") + "-O",
        contract=contract.number,
        contract_version=contract.version,
        design_sha256=contract.design_sha256,
        parts_sha256=contract.parts_sha256,
        price_cents=contract.price_cents,
        installation_by=said.installation_by,
        operation_by=said.operation_by,
        lines=parts.lines,
        ordered_at=contract.signed_at,
    )


def _reasons(said: Closing, deal: Deal, case: CaseFacts, now: datetime) -> Iterator[str]:
    yield from _approval_reasons(deal)
    yield from _financing_reasons(deal)
    signature, offered_by = deal.approval.signature, deal.offer.offered_by
    yield from against_person(case.person, offered_by=offered_by, signature=signature)
    today = now.astimezone(ZoneInfo(deal.proposal.zone)).date()
    if said.installation_by <= today:
        yield f"the installation is promised by {said.installation_by}, and today is {today}"
    if said.operation_by < said.installation_by:
        yield f"operation is promised by {said.operation_by}, before the installation"


def _approval_reasons(deal: Deal) -> Iterator[str]:
    approval, before = deal.approval, deal.before
    if because := lapsed(approval, deal.proposal):
        yield f"{because}; have it approved"
    pdf = deal.proposal.pdf_sha256
    yield from against_signature(approval.signature, document_sha256=pdf, lying=deal.lying)
    yield from against_standing(before)
    if before and before.voided_at and not holds(approval.approved_at, before):
        since = on_the_wall(before.voided_at, deal.proposal.zone)
        yield f"the customer signed before the contract became void on {since}; have them sign anew"


def _financing_reasons(deal: Deal) -> Iterator[str]:
    approval, offer = deal.approval, deal.offer
    choice = offer.choice(approval.offer_id)
    if choice is None or offer.proposal != approval.proposal:
        yield f"the financing offer has no {approval.offer_id} for {approval.proposal}; offer it"
        return
    if choice.kind is Kind.CASH:
        return
    decision = deal.decision
    found = decision.on(approval.offer_id) if decision else None
    if found is None or decision is None or decision.proposal != approval.proposal:
        yield f"{choice.lender} has not decided on {approval.offer_id}; do “decide-financing” first"
    elif found.outcome is not Outcome.APPROVED:
        told = "; ".join(found.reasons)
        yield f"{choice.lender} says “{found.outcome.value}” to {approval.offer_id}: {told}"
