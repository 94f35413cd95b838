"""The items of NCV-01.3: what the customer agreed to, the contract, and what is paid."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, MinLen

from penstock.casework.basis import Basis
from penstock.casework.hashes import require_sha256
from penstock.casework.signature.evidence import Signature
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.items.marketing import Cents, Text

_SIDE, _PERSONAL = Side.NON_REGULATED, Sensitivity.PERSONAL


class Purpose(StrEnum):
    """What data of the home may be used for; each is asked by itself."""

    FUNCTION = "function"
    ANALYTICS = "analytics"
    MARKETING = "marketing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentChoice:
    """What a customer chose of one purpose.

    Args:
        purpose: What for.
        is_given: Whether they said yes; nobody says it for them.
    """

    purpose: Purpose
    is_given: bool


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerAgreement:
    """The customer's acceptance of one version of a quote, with its signature.

    Args:
        quote_number: What the quote is called.
        quote_version: Which version of it.
        once_cents: What is paid once. [cents]
        monthly_cents: What is paid each month. [cents]
        choices: What was chosen of each purpose that was asked, each apart.
        signature: The evidence.
        agreed_at: When.
    """

    quote_number: Text
    quote_version: Annotated[int, Ge(1)]
    once_cents: Cents
    monthly_cents: Cents
    choices: tuple[ConsentChoice, ...] = ()
    signature: Signature
    agreed_at: datetime

    @property
    def quote(self) -> str:
        """The quote's number and version."""
        return f"{self.quote_number} version {self.quote_version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersigned:
    """That AES signs as well.

    Args:
        name: The name that was typed.
        person: Who was at work.
        signed_at: When.
    """

    name: Text
    person: Text
    signed_at: datetime


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SignedContract:
    """A contract that both have signed; or that was signed and is void.

    Args:
        number: The contract's number, the same for all its versions.
        version: Counted from 1; each signing and each voiding is one.
        quote: The quote's number and version.
        tier: `basic` or `premium`.
        once_cents: What is paid once. [cents]
        monthly_cents: What is paid each month. [cents]
        total_cents: What it comes to in the first year. [cents]
        margin_cents: What of that is left when AES has paid its own cost. [cents]
        rests_on: All that voids the signatures when it changes.
        customer_signature: The customer's evidence.
        countersignature: That of AES.
        signed_at: When the second of both signed.
        signed_on: The same as a day, by the customer's calendar.
        cancel_until: The first moment at which the customer may no more cancel without a reason.
        last_day_to_cancel: The day before it, by the customer's calendar.
        is_void: Whether it counts no more.
        void_because: Why, in a sentence; empty while it counts.
        voided_at: When that was found.
    """

    number: Text
    version: Annotated[int, Ge(1)]
    quote: Text
    tier: str
    once_cents: Cents
    monthly_cents: Cents
    total_cents: Cents
    margin_cents: int
    rests_on: Annotated[tuple[Basis, ...], MinLen(1)]
    customer_signature: Signature
    countersignature: Countersigned
    signed_at: datetime
    signed_on: date
    cancel_until: datetime
    last_day_to_cancel: date
    is_void: bool = False
    void_because: str = ""
    voided_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.is_void != bool(self.void_because) or self.is_void != (self.voided_at is not None):
            raise ValueError("a void contract says why and since when, and no other does")


class Means(StrEnum):
    """By what a payment is secured."""

    CARD = "card"
    MANDATE = "bank mandate"
    PLAN = "installment plan"


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSecured:
    """That what was agreed will be paid; no number of a card or an account is kept.

    Args:
        contract: The contract's number.
        means: By what.
        deposit_cents: What was charged at once. [cents]
        charge_id: The charge, as whoever charges calls it.
        refunded_cents: What of it was given back. [cents]
        open_cents: What of the one-time price is still to be paid. [cents]
        secured_at: When.
    """

    contract: Text
    means: Means
    deposit_cents: Cents
    charge_id: Text
    refunded_cents: Cents = 0
    open_cents: Cents
    secured_at: datetime

    def __post_init__(self) -> None:
        if self.refunded_cents > self.deposit_cents:
            raise ValueError("more was given back than was charged")

    @property
    def kept_cents(self) -> int:
        """The cents of the deposit that were not given back."""
        return self.deposit_cents - self.refunded_cents


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class TierEligibility:
    """Whether the customer may have the tier: a paper.

    Args:
        tier: Which tier.
        is_eligible: Whether they may.
        rule: The business rule that says so; empty where no rule asks anything of the tier.
        because: What was shown, or what would do, in a sentence.
        shown_sha256: Of what was shown; empty where nothing had to be.
        checked_by: Who looked.
        checked_at: When.
    """

    tier: str
    is_eligible: bool
    rule: str = ""
    because: Text
    shown_sha256: str = ""
    checked_by: Text
    checked_at: datetime

    def __post_init__(self) -> None:
        if self.shown_sha256:
            require_sha256(self.shown_sha256, "what was shown")


@information_item(side=_SIDE, sensitivity=_PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCertificate:
    """The evidence of the customer's signature as a PDF: a paper."""

    content: bytes
