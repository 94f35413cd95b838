"""What people say when they finance, approve, sign, change and cancel."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from annotated_types import Ge, Le, MinLen

from penstock.casework.financing.choices import CreditApplication
from penstock.casework.signature.drawn import Stroke
from penstock.casework.signature.identity import Identified
from penstock.casework.signature.texts import consent_sha256

Cents = Annotated[int, Ge(0)]
Words = Annotated[str, MinLen(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingAsked:
    """For what financing is asked.

    Args:
        down_payment_cents: What the customer would pay at once. [cents]
        valid_days: For how many days the offer holds; no longer than the proposal.
    """

    down_payment_cents: Cents = 0
    valid_days: Annotated[int, Ge(1), Le(90)] = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingApplied:
    """An application for one of the offers.

    Args:
        offer_id: The offer.
        application: What the applicant says of their means; it goes to the lender alone.
    """

    offer_id: Words
    application: CreditApplication


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """That a customer accepts a proposal, and how they sign.

    Args:
        proposal_version: The version they saw.
        pdf_sha256: SHA-256 of the document they saw.
        offer_id: The way of paying they choose.
        agrees_to_electronic: That they agree to sign electronically, after reading what it means.
        consent_sha256: SHA-256 of what they read of that; that of the words in use by default.
        typed_name: Their name, where they type it.
        strokes: Their signature, where they draw it.
        identified: How it is known who they are.
        detail: What shows it: the kind of document that was seen.
        address: The network address of the session.
        zone: IANA name of their time zone; that of the proposal by default.
    """

    proposal_version: Annotated[int, Ge(1)]
    pdf_sha256: Words
    offer_id: Words = "CASH"
    agrees_to_electronic: bool
    consent_sha256: str = consent_sha256()
    typed_name: str = ""
    strokes: tuple[Stroke, ...] = ()
    identified: Identified = Identified.IN_PERSON
    detail: str = ""
    address: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """That AES signs too, and what it promises.

    Args:
        typed_name: The name of who signs for AES.
        installation_by: By when the system is built.
        operation_by: By when it runs with permission.
    """

    typed_name: Words
    installation_by: date
    operation_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWanted:
    """A change of what was signed.

    Args:
        what: What shall be different.
        because: Why.
    """

    what: Words
    because: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationSaid:
    """That the customer cancels.

    Args:
        reason: What they say; nobody needs a reason within the right to cancel.
        paid_cents: What they have paid so far. [cents]
        costs_cents: What was spent for them that the contract lets us keep. [cents]
    """

    reason: str = ""
    paid_cents: Cents = 0
    costs_cents: Cents = 0
