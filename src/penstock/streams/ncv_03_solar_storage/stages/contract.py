"""The acts of NCV-03.3: financing, the customer's approval, the contract; and changes of it."""

from datetime import datetime, timedelta

from penstock.casework.financing.choices import FinancingWish
from penstock.casework.financing.ports import Lenders
from penstock.casework.fingerprints import Fingerprints
from penstock.casework.quote.quote import against_accepting
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_03_solar_storage.contracting.approving import (
    against_approving,
    against_proposing,
    signature_of,
    version_of,
)
from penstock.streams.ncv_03_solar_storage.contracting.closing import (
    Deal,
    against_signing,
    agreement_of,
    contract_of,
    order_of,
)
from penstock.streams.ncv_03_solar_storage.contracting.quoting import ends_at, lying, quote_of
from penstock.streams.ncv_03_solar_storage.contracting.saying import (
    Acceptance,
    ChangeWanted,
    Closing,
    FinancingApplied,
    FinancingAsked,
)
from penstock.streams.ncv_03_solar_storage.contracting.voiding import void_version, voided_by
from penstock.streams.ncv_03_solar_storage.items.contract import (
    CancellationRequest,
    ChangeOrder,
    ChangeOrders,
    CustomerApproval,
    FinancingAgreement,
    FinancingDecision,
    FinancingOffer,
    SalesOrder,
    SignedContract,
)
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.proposal import CustomerProposal

STAGE = "NCV-03.3"


@stage_act(STAGE, "offer-financing")
def offer_financing(
    said: FinancingAsked,
    proposal: CustomerProposal,
    lenders: Lenders,
    case: CaseFacts,
    now: datetime,
) -> FinancingOffer:
    """Ask lenders what they offer for the newest proposal, each cost apart, until a moment."""
    quote = quote_of(proposal)
    _require(against_accepting(quote, newest=quote, now=now))
    wish = FinancingWish(
        price_cents=proposal.price_cents,
        annual_yield_kwh=int(proposal.annual_yield_kwh),
        down_payment_cents=said.down_payment_cents,
    )
    return FinancingOffer(
        proposal=quote.name,
        price_cents=proposal.price_cents,
        choices=lenders.offers(wish),
        offered_by=case.person,
        offered_at=now,
        expires_at=min(now + timedelta(days=said.valid_days), ends_at(proposal)),
    )


@stage_act(STAGE, "decide-financing")
def decide_financing(
    said: FinancingApplied,
    offer: FinancingOffer,
    decided: FinancingDecision | None,
    lenders: Lenders,
    now: datetime,
) -> FinancingDecision:
    """Have a lender decide on an application for one of its offers; means are not kept."""
    choice = offer.choice(said.offer_id)
    if choice is None:
        known = ", ".join(each.offer_id for each in offer.choices)
        raise ActRefusedError(f"There is no offer “{said.offer_id}”; there is {known}.")
    if now >= offer.expires_at:
        raise ActRefusedError("The financing offer has expired; do “offer-financing” anew.")
    # What was decided on another version or price counts no more.
    kept = decided.decisions if decided and decided.proposal == offer.proposal else ()
    others = tuple(each for each in kept if each.offer_id != said.offer_id)
    return FinancingDecision(
        proposal=offer.proposal,
        price_cents=offer.price_cents,
        decisions=(*others, lenders.decide(said.application, choice)),
        decided_at=now,
    )


@stage_act(STAGE, "approve")
def approve(  # noqa: PLR0913, PLR0917  # an acceptance rests on all of these items
    said: Acceptance,
    proposals: tuple[CustomerProposal, ...],
    design: SystemDesign,
    parts: BillOfMaterials,
    offer: FinancingOffer,
    fingerprints: Fingerprints,
    case: CaseFacts,
    now: datetime,
    cancelled: CancellationRequest | None = None,
) -> CustomerApproval:
    """Take the customer's acceptance of a proposal and a way of paying, with its signature."""
    _require_going(cancelled)
    if not proposals:
        raise ActRefusedError("There is no proposal to accept; make one first.")
    _require(*against_approving(said, proposals, offer, case=case, now=now))
    proposal = version_of(said.proposal_version, proposals)
    assert proposal is not None, "An acceptance of no version is refused above."
    _require(against_proposing(proposal, lying(proposal, design, parts, fingerprints)))
    try:
        signature = signature_of(said, proposal, case=case, now=now)
    except ValueError as error:
        raise ActRefusedError(_sentence(str(error))) from error
    return CustomerApproval(
        proposal_number=quote_of(proposal).number,
        proposal_version=proposal.version,
        offer_id=said.offer_id,
        price_cents=proposal.price_cents,
        signature=signature,
        approved_at=now,
    )


@stage_act(STAGE, "sign-contract", roles=("Contracts Counsel",))
def sign_contract(  # noqa: PLR0913, PLR0917  # a contract rests on all of these items
    said: Closing,
    approval: CustomerApproval,
    proposal: CustomerProposal,
    design: SystemDesign,
    parts: BillOfMaterials,
    offer: FinancingOffer,
    decision: FinancingDecision | None,
    before: SignedContract | None,
    fingerprints: Fingerprints,
    case: CaseFacts,
    now: datetime,
    cancelled: CancellationRequest | None = None,
) -> tuple[SignedContract, FinancingAgreement, SalesOrder]:
    """Sign for AES what the customer has signed, and freeze the sales order."""
    _require_going(cancelled)
    deal = Deal(
        proposal=proposal,
        approval=approval,
        offer=offer,
        decision=decision,
        before=before,
        lying=lying(proposal, design, parts, fingerprints),
    )
    _require(*against_signing(said, deal, case=case, now=now))
    contract = contract_of(deal, said, case=case, now=now)
    return contract, agreement_of(deal, contract), order_of(contract, said, parts)


@stage_act(STAGE, "void-contract", anytime=True, follows=True)
def void_contract(
    contract: SignedContract,
    designs: tuple[SystemDesign, ...],
    proposals: tuple[CustomerProposal, ...],
    parts: BillOfMaterials,
    fingerprints: Fingerprints,
    now: datetime,
) -> SignedContract:
    """Record that the contract is void, because design, parts or price are others now."""
    if contract.is_void:
        raise ActRefusedError(f"The contract is void already: {contract.void_because}")
    found = voided_by(
        contract,
        designs=designs,
        proposals=proposals,
        parts=parts,
        fingerprints=fingerprints,
        now=now,
    )
    if found is None:
        raise ActRefusedError("The contract stands: design, parts and price are those signed.")
    return found


@stage_act(STAGE, "contract-stands", anytime=True, guards=True)
def require_standing_contract(  # a contract rests on all of these items
    contract: SignedContract | None,
    designs: tuple[SystemDesign, ...],
    proposals: tuple[CustomerProposal, ...],
    parts: BillOfMaterials | None,
    fingerprints: Fingerprints,
    now: datetime,
) -> None:
    """Keep a gate closed while the contract is void, or what it rests on is another."""
    if contract is None:
        return
    found = contract if contract.is_void else None
    if found is None and designs and proposals and parts:
        found = voided_by(
            contract,
            designs=designs,
            proposals=proposals,
            parts=parts,
            fingerprints=fingerprints,
            now=now,
        )
    if found is not None:
        because = f"Contract {contract.number} is void: {found.void_because}"
        raise ActRefusedError(f"{because} Have it signed anew before the case goes on.")


@stage_act(STAGE, "change", anytime=True)
def change(
    said: ChangeWanted,
    contract: SignedContract,
    changes: ChangeOrders | None,
    case: CaseFacts,
    now: datetime,
) -> tuple[ChangeOrders, SignedContract | None]:
    """Order a change of what was signed; the contract is void until both sign it anew."""
    before = changes.orders if changes else ()
    order = ChangeOrder(
        number=len(before) + 1,
        what=said.what,
        because=said.because,
        wanted_by=case.person,
        wanted_at=now,
        voids=(f"The signatures under contract {contract.number}, until both sign anew.",),
    )
    because = f"Change order {order.number} wants another: {said.what}, because {said.because}."
    void = None if contract.is_void else void_version(contract, because=because, now=now)
    return ChangeOrders(orders=(*before, order)), void


def _require_going(cancelled: CancellationRequest | None) -> None:
    if cancelled is not None:
        day = f"{cancelled.requested_at:%Y-%m-%d}"
        raise ActRefusedError(f"The customer cancelled on {day}; a new project is a new case.")


def _require(*reasons: str) -> None:
    if any(reasons):
        raise ActRefusedError(_sentence("; ".join(filter(None, reasons))))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
