"""What people say when they quote, agree, sign and pay."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le, MinLen

from penstock.casework.signature.drawn import Stroke
from penstock.casework.signature.identity import Identified
from penstock.casework.signature.texts import consent_sha256
from penstock.streams.ncv_01_smart_home.items.contract import ConsentChoice, Means

Cents = Annotated[int, Ge(0)]
Words = Annotated[str, MinLen(1)]
DEPOSIT_PERCENT = 30
"""So much of the one-time price is paid with the contract; ours. [%]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteAsked:
    """What a version of a quote shall be.

    Args:
        discount_cents: What is given off the one-time price. [cents]
        discount_because: Why; needed for a discount.
        because: Why this version is made; needed from the second on.
        valid_days: For how many days it holds.
    """

    discount_cents: Cents = 0
    discount_because: str = ""
    because: str = ""
    valid_days: Annotated[int, Ge(1), Le(90)] = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the customer showed for a tier; the file itself comes with it, and is not kept.

    Args:
        kind: What it is, as the rules call it: `electric account`, `proof of residency`.
        detail: What one sees on it: `bill of 2026-10-03`.
        dated_days_ago: How old it is.
    """

    kind: str = ""
    detail: str = ""
    dated_days_ago: Annotated[int, Ge(0)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreeing:
    """That a customer accepts a quote, and how they sign.

    Args:
        quote_version: The version they saw.
        pdf_sha256: SHA-256 of the document they saw.
        agrees_to_electronic: That they agree to sign electronically, after reading what it means.
        consent_sha256: SHA-256 of what they read of that; that of the words in use by default.
        typed_name: Their name, where they type it.
        strokes: Their signature, where they draw it.
        identified: How it is known who they are.
        detail: What shows it: the kind of document that was seen.
        address: The network address of the session.
        zone: IANA name of their time zone; that of the quote by default.
        choices: What they chose of each purpose; what is not asked is not given.
    """

    quote_version: Annotated[int, Ge(1)]
    pdf_sha256: Words
    agrees_to_electronic: bool
    consent_sha256: str = consent_sha256()
    typed_name: str = ""
    strokes: tuple[Stroke, ...] = ()
    identified: Identified = Identified.IN_PERSON
    detail: str = ""
    address: str = ""
    zone: str = ""
    choices: tuple[ConsentChoice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersigning:
    """That AES signs too.

    Args:
        typed_name: The name of who signs for AES.
    """

    typed_name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositSaid:
    """How the deposit is paid.

    Args:
        means: By what.
        token: What the payment provider gave for the card, the account or the plan; never a number.
        percent: How much of the one-time price. [%]
    """

    means: Means
    token: Words
    percent: Annotated[int, Ge(1), Le(100)] = DEPOSIT_PERCENT


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundSaid:
    """That a deposit is given back.

    Args:
        because: Why.
        cents: How much; None for all that is left of it. [cents]
    """

    because: Words
    cents: Annotated[int, Ge(1)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationSaid:
    """That the customer cancels.

    Args:
        reason: What they say; nobody needs a reason within the right to cancel.
        costs_cents: What the contract lets us keep of the deposit, once that right has ended.
            [cents]
    """

    reason: str = ""
    costs_cents: Cents = 0
