"""The items and papers of NCV-03.3: financing, the customer's approval, the contract, the order."""

from dataclasses import dataclass
from datetime import date, datetime

from penstock.casework.basis import Basis
from penstock.casework.financing.choices import FinancingChoice, LenderDecision
from penstock.casework.hashes import require_sha256
from penstock.casework.signature.evidence import Signature
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side
from penstock.streams.ncv_03_solar_storage.items.design import MaterialLine


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingOffer:
    """The ways of paying for one version of a proposal, until a moment.

    Args:
        proposal: The proposal's number and version.
        price_cents: Its cash price. [cents]
        choices: The ways, cash first.
        offered_by: Who offered the price; they may not sign the contract for AES.
        offered_at: When.
        expires_at: The first moment at which none of them may be accepted any more.
    """

    proposal: str
    price_cents: int
    choices: tuple[FinancingChoice, ...]
    offered_by: str
    offered_at: datetime
    expires_at: datetime

    def choice(self, offer_id: str) -> FinancingChoice | None:
        """Return a way of paying by its id; None where there is none."""
        return next((each for each in self.choices if each.offer_id == offer_id), None)


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingDecision:
    """What lenders decided on the customer's applications: a paper.

    What the customer said of their means is not kept: the lender has it, and we do not need it.

    Args:
        proposal: The proposal that was applied for, with its version.
        price_cents: Its cash price. [cents]
        decisions: One for each offer, the newest of each.
        decided_at: When the last of them was made.
    """

    proposal: str
    price_cents: int
    decisions: tuple[LenderDecision, ...]
    decided_at: datetime

    def on(self, offer_id: str) -> LenderDecision | None:
        """Return what was decided on an offer; None where nothing was."""
        return next((each for each in self.decisions if each.offer_id == offer_id), None)


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerApproval:
    """The customer's acceptance of one proposal and one way of paying, with its signature.

    Args:
        proposal_number: What the proposal is called.
        proposal_version: Which version of it.
        offer_id: The way of paying that was chosen.
        price_cents: The cash price. [cents]
        signature: The evidence.
        approved_at: When.
    """

    proposal_number: str
    proposal_version: int
    offer_id: str
    price_cents: int
    signature: Signature
    approved_at: datetime

    @property
    def proposal(self) -> str:
        """The proposal's number and version."""
        return f"{self.proposal_number} version {self.proposal_version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersignature:
    """That AES signs as well.

    Args:
        name: The name that was typed.
        person: Who was at work.
        signed_at: When.
    """

    name: str
    person: str
    signed_at: datetime


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SignedContract:
    """A contract that both have signed; or that was signed and is void.

    Args:
        number: The contract's number, the same for all its versions.
        version: Counted from 1; each signing and each voiding is one.
        proposal: The proposal's number and version.
        proposal_sha256: Of the proposal document that was shown.
        design_sha256: Of the system design as recorded.
        parts_sha256: Of the bill of materials as recorded.
        price_cents: The cash price. [cents]
        offer_id: The way of paying.
        rests_on: All that voids the signature when it changes.
        customer_signature: The customer's evidence.
        countersignature: That of AES.
        signed_at: When the second of both signed.
        cancel_until: The first moment at which the customer may no more cancel without a reason.
        last_day_to_cancel: The day before it, by the customer's calendar.
        is_void: Whether it counts no more.
        void_because: Why, in a sentence; empty while it counts.
        voided_at: When that was found.
    """

    number: str
    version: int
    proposal: str
    proposal_sha256: str
    design_sha256: str
    parts_sha256: str
    price_cents: int
    offer_id: str
    rests_on: tuple[Basis, ...]
    customer_signature: Signature
    countersignature: Countersignature
    signed_at: datetime
    cancel_until: datetime
    last_day_to_cancel: date
    is_void: bool = False
    void_because: str = ""
    voided_at: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("proposal_sha256", "design_sha256", "parts_sha256"):
            require_sha256(getattr(self, name), name.removesuffix("_sha256"))
        if self.is_void != bool(self.void_because) or self.is_void != (self.voided_at is not None):
            raise ValueError("a void contract says why and since when, and no other does")


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingAgreement:
    """How the customer pays: one way, and that its lender agreed.

    Args:
        contract: The contract's number.
        choice: The way of paying, each of its costs apart.
        decision: What the lender decided; None for cash, which nobody decides.
        agreed_at: When.
    """

    contract: str
    choice: FinancingChoice
    decision: LenderDecision | None
    agreed_at: datetime


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SalesOrder:
    """What AES has to build: frozen with the contract.

    Args:
        number: The order's number.
        contract: The contract's number.
        contract_version: Which version of it was signed.
        design_sha256: Of the system design.
        parts_sha256: Of the bill of materials.
        price_cents: The cash price. [cents]
        installation_by: By when it is promised to be built.
        operation_by: By when it is promised to run with permission.
        lines: The parts, as they stand in the bill of materials.
        ordered_at: When.
    """

    number: str
    contract: str
    contract_version: int
    design_sha256: str
    parts_sha256: str
    price_cents: int
    installation_by: date
    operation_by: date
    lines: tuple[MaterialLine, ...]
    ordered_at: datetime

    def __post_init__(self) -> None:
        if self.operation_by < self.installation_by:
            raise ValueError(
                f"operation is promised by {self.operation_by}, before the installation by "
                f"{self.installation_by}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOrder:
    """A change that somebody wants of what was signed.

    Args:
        number: Counted from 1 in each case.
        what: What shall be different.
        because: Why.
        wanted_by: Who wants it.
        wanted_at: When.
        voids: What holds no more until it is made again, each a sentence.
    """

    number: int
    what: str
    because: str
    wanted_by: str
    wanted_at: datetime
    voids: tuple[str, ...] = ()


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOrders:
    """Every change that was wanted after signing: a paper.

    Args:
        orders: The changes, the first one first.
    """

    orders: tuple[ChangeOrder, ...]


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationRequest:
    """That the customer cancels, and what people have to do about it: a paper.

    Args:
        reason: What the customer says; nobody needs one within the right to cancel.
        stage_id: The stage that the case was in.
        within_right: Whether the customer's right to cancel without a reason was open.
        refund_cents: What they get back of what they paid. [cents]
        refund_by: By when; None where nothing is due.
        to_do: What people do, each a sentence.
        requested_by: Who brought it.
        requested_at: When.
    """

    reason: str
    stage_id: str
    within_right: bool
    refund_cents: int
    refund_by: date | None
    to_do: tuple[str, ...]
    requested_by: str
    requested_at: datetime


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCertificate:
    """The evidence of the customer's signature as a PDF: a paper."""

    content: bytes
