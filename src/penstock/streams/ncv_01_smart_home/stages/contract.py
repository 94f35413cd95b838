"""NCV-01.3: who may have which tier, the agreement, the contract, and the deposit."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from penstock.casework.fingerprints import Fingerprints
from penstock.casework.packet.ports import Typesetter
from penstock.casework.payment.charges import ChargeAsked, PaymentRefusedError
from penstock.casework.payment.ports import Payments
from penstock.casework.signature.certificate import certificate_of
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_01_smart_home.items.cancelling import CancellationRequest
from penstock.streams.ncv_01_smart_home.items.contract import (
    CustomerAgreement,
    PaymentSecured,
    SignatureCertificate,
    SignedContract,
    TierEligibility,
)
from penstock.streams.ncv_01_smart_home.items.solution import CustomSolutionDesign, DetailedQuote
from penstock.streams.ncv_01_smart_home.selling.agreeing import (
    Offered,
    against_agreeing,
    agreement_of,
)
from penstock.streams.ncv_01_smart_home.selling.closing import (
    Deal,
    against_signing,
    contract_of,
    deposit_cents,
    voided_by,
)
from penstock.streams.ncv_01_smart_home.selling.eligibility import judged
from penstock.streams.ncv_01_smart_home.selling.quoting import basis_of
from penstock.streams.ncv_01_smart_home.selling.saying import (
    Agreeing,
    Countersigning,
    DepositSaid,
    RefundSaid,
    Shown,
)
from penstock.streams.ncv_01_smart_home.selling_ports import HomeOfferings

STAGE = "NCV-01.3"


@stage_act(STAGE, "check-tier", anytime=True)
def check_tier(  # what is looked at
    said: Shown,
    design: CustomSolutionDesign,
    attached: bytes | None,
    offerings: HomeOfferings,
    case: CaseFacts,
    now: datetime,
) -> TierEligibility:
    """Look whether the customer may have the tier, by what they themselves show."""
    shown = sha256(attached).hexdigest() if attached else ""
    rules = offerings.tier_rules()
    return judged(design.tier, rules, said, sha256=shown, by=case.person, now=now)


@stage_act(STAGE, "agree")
def agree(  # noqa: PLR0913, PLR0917  # an agreement rests on all of these items
    said: Agreeing,
    quotes: tuple[DetailedQuote, ...],
    design: CustomSolutionDesign,
    eligibility: TierEligibility | None,
    offerings: HomeOfferings,
    fingerprints: Fingerprints,
    case: CaseFacts,
    now: datetime,
    cancelled: CancellationRequest | None = None,
) -> CustomerAgreement:
    """Take the customer's acceptance of a quote, with its signature and each consent apart."""
    _require_going(cancelled)
    offered = Offered(
        quotes=quotes,
        design_sha256=fingerprints.sha256(design),
        eligibility=eligibility,
        rules=offerings.tier_rules(),
    )
    _require(*against_agreeing(said, offered, case=case, now=now))
    quoted = offered.version(said.quote_version)
    assert quoted is not None, "An acceptance of no version is refused above."
    try:
        return agreement_of(said, quoted, case=case, now=now)
    except ValueError as error:
        raise ActRefusedError(_sentence(str(error))) from error


@stage_act(STAGE, "sign-contract")
def sign_contract(  # noqa: PLR0913, PLR0917  # a contract rests on all of these items
    said: Countersigning,
    agreement: CustomerAgreement,
    quoted: DetailedQuote,
    design: CustomSolutionDesign,
    before: SignedContract | None,
    fingerprints: Fingerprints,
    case: CaseFacts,
    now: datetime,
    cancelled: CancellationRequest | None = None,
) -> SignedContract:
    """Sign for AES what the customer has signed."""
    _require_going(cancelled)
    lying = basis_of(quoted, design_sha256=fingerprints.sha256(design))
    deal = Deal(quoted=quoted, agreement=agreement, before=before, lying=lying)
    _require(*against_signing(deal, case=case))
    return contract_of(deal, said, case=case, now=now)


@stage_act(STAGE, "take-deposit", anytime=True)
def take_deposit(
    said: DepositSaid,
    contract: SignedContract,
    secured: PaymentSecured | None,
    payments: Payments,
    now: datetime,
) -> PaymentSecured:
    """Charge the deposit, once however often it is asked for."""
    if contract.is_void:
        raise ActRefusedError(f"Contract {contract.number} is void: {contract.void_because}")
    if secured and secured.contract == contract.number and secured.kept_cents:
        kept = dollars_and_cents(secured.kept_cents)
        raise ActRefusedError(f"{kept} were charged already, as {secured.charge_id}.")
    try:
        asked = ChargeAsked(
            key=_charge_key(contract, secured),
            reference=contract.number,
            cents=deposit_cents(contract, percent=said.percent),
            means=said.means.value,
            token=said.token,
        )
        charge = payments.charge(asked)
    except (ValueError, PaymentRefusedError) as error:
        raise ActRefusedError(_sentence(str(error))) from error
    return PaymentSecured(
        contract=contract.number,
        means=said.means,
        deposit_cents=charge.asked.cents,
        charge_id=charge.id,
        refunded_cents=charge.refunded_cents,
        open_cents=max(contract.once_cents - charge.kept_cents, 0),
        secured_at=now,
    )


@stage_act(STAGE, "refund-deposit", anytime=True)
def refund_deposit(
    said: RefundSaid, contract: SignedContract, secured: PaymentSecured, payments: Payments
) -> PaymentSecured:
    """Give the deposit back, whole or in part, once however often it is asked for."""
    cents = secured.kept_cents if said.cents is None else said.cents
    # What was given back before stands in the key, so that a repeated act gives nothing twice.
    key = f"{secured.charge_id}-{secured.refunded_cents}-{cents}"
    try:
        charge = payments.refund(secured.charge_id, cents=cents, because=said.because, key=key)
    except PaymentRefusedError as error:
        raise ActRefusedError(str(error)) from error
    return replace(
        secured,
        refunded_cents=charge.refunded_cents,
        open_cents=max(contract.once_cents - charge.kept_cents, 0),
    )


@stage_act(STAGE, "void-contract", anytime=True, follows=True)
def void_contract(
    contract: SignedContract,
    quotes: tuple[DetailedQuote, ...],
    design: CustomSolutionDesign,
    fingerprints: Fingerprints,
    now: datetime,
) -> SignedContract:
    """Record that the contract is void, because the design or the price is another now."""
    if contract.is_void:
        raise ActRefusedError(f"The contract is void already: {contract.void_because}")
    found = voided_by(contract, quotes, design_sha256=fingerprints.sha256(design), now=now)
    if found is None:
        raise ActRefusedError("The contract stands: design and price are those signed.")
    return found


@stage_act(STAGE, "contract-stands", anytime=True, guards=True)
def require_standing_contract(contract: SignedContract | None) -> None:
    """Keep a gate closed while the contract is void."""
    if contract is not None and contract.is_void:
        because = f"Contract {contract.number} is void: {contract.void_because}"
        raise ActRefusedError(f"{because} Have it signed anew before the case goes on.")


@stage_act(STAGE, "certificate", anytime=True)
def certificate(contract: SignedContract, typesetter: Typesetter) -> SignatureCertificate:
    """Set the evidence of the customer's signature as a PDF, void or not."""
    state = f"void: {contract.void_because}" if contract.is_void else "counts"
    once, monthly = map(dollars_and_cents, (contract.once_cents, contract.monthly_cents))
    facts = (
        ("Contract", f"{contract.number} version {contract.version}"),
        ("State", state),
        ("Price", f"{once} once and {monthly} a month"),
        ("Signed for AES by", contract.countersignature.name),
        ("Right to cancel", f"until the end of {contract.last_day_to_cancel}"),
    )
    title = f"Contract {contract.number}"
    signature = contract.customer_signature
    packet = certificate_of(signature, title=title, facts=facts, made_by="Penstock")
    return SignatureCertificate(content=typesetter.packet(packet))


@stage_act(STAGE, "deposit-stands", guards=True)
def require_deposit(secured: PaymentSecured | None) -> None:
    """Keep the gate of the contract closed while nothing is left of the deposit."""
    if secured is not None and not secured.kept_cents:
        given_back = dollars_and_cents(secured.refunded_cents)
        raise ActRefusedError(
            f"Nothing is secured: {given_back} of {secured.charge_id} were given back, which is "
            "all of it. Take the deposit anew with “take-deposit”."
        )


def _charge_key(contract: SignedContract, before: PaymentSecured | None) -> str:
    """Return the key of a charge; what was given back whole is followed by another one."""
    key = f"{contract.number}-{contract.version}"
    if before is None or before.contract != contract.number or before.kept_cents:
        return key
    return f"{key}-after-{before.secured_at:%Y%m%dT%H%M%S.%f}"


def _require_going(cancelled: CancellationRequest | None) -> None:
    if cancelled is not None:
        day = f"{cancelled.requested_at:%Y-%m-%d}"
        raise ActRefusedError(f"The customer cancelled on {day}; a new home is a new case.")


def _require(*reasons: str) -> None:
    if reasons:
        raise ActRefusedError(_sentence("; ".join(reasons)))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
