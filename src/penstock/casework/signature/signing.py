"""What somebody says who signs, whatever it is that they sign, and the evidence it becomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from penstock.casework.basis import Basis
from penstock.casework.signature.drawn import Stroke
from penstock.casework.signature.evidence import Signature
from penstock.casework.signature.identity import ElectronicConsent, Identified, Identity
from penstock.casework.signature.texts import is_consent_in_use

BY_LINK = "LINK-"
"""How the name of whoever acts begins who came by a personal link."""


class SaidToSign(Protocol):
    """What is said of a signature, beside what is signed."""

    @property
    def pdf_sha256(self) -> str:
        """SHA-256 of the document they saw."""
        ...

    @property
    def agrees_to_electronic(self) -> bool:
        """Whether they agree to sign electronically."""
        ...

    @property
    def consent_sha256(self) -> str:
        """SHA-256 of what they read of that."""
        ...

    @property
    def typed_name(self) -> str:
        """Their name, where they type it."""
        ...

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """Their signature, where they draw it."""
        ...

    @property
    def identified(self) -> Identified:
        """How it is known who they are."""
        ...

    @property
    def detail(self) -> str:
        """What shows it."""
        ...

    @property
    def address(self) -> str:
        """The network address of the session."""
        ...

    @property
    def zone(self) -> str:
        """IANA name of their time zone; empty for that of what is signed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """What is signed.

    Args:
        document: What people call it: `Proposal 7 version 2`.
        rests_on: What it was made of, each with its hash.
        intent: What is stated by signing it.
        customer: Who is to sign.
        zone: IANA name of the time zone that it is dated in.
    """

    document: str
    rests_on: tuple[Basis, ...]
    intent: str
    customer: str
    zone: str


def signed(said: SaidToSign, what: ToSign, *, before: str, now: datetime) -> Signature:
    """Return the evidence that a customer signed.

    Args:
        said: What they said.
        what: What they signed.
        before: Who was at work, or by which personal link the customer came.
        now: The moment it is.

    Raises:
        ValueError: What they gave is no signature.
    """
    is_witnessed = said.identified is Identified.IN_PERSON
    return Signature(
        document=what.document,
        document_sha256=said.pdf_sha256,
        rests_on=what.rests_on,
        intent=what.intent,
        typed_name=said.typed_name,
        strokes=said.strokes,
        signed_at=now,
        zone=said.zone or what.zone,
        identity=Identity(
            name=what.customer,
            how=said.identified,
            detail=said.detail or before,
            witness=before if is_witnessed else "",
            address=said.address,
        ),
        consent=ElectronicConsent(text_sha256=said.consent_sha256, agreed_at=now),
    )


def against_document(said: SaidToSign, *, version: int, pdf_sha256: str) -> Iterator[str]:
    """Yield that somebody saw another document than that of a version; nothing where they did not.

    Args:
        said: What they said.
        version: The version that they named.
        pdf_sha256: SHA-256 of its document.
    """
    if said.pdf_sha256 != pdf_sha256:
        yield (
            f"the document that was seen has the hash {said.pdf_sha256[:12]}, and that of version "
            f"{version} is {pdf_sha256[:12]}; show the document again"
        )


def against_signing(said: SaidToSign, *, before: str) -> Iterator[str]:
    """Yield why somebody cannot sign so; nothing where they can.

    Args:
        said: What they said.
        before: Who was at work, or by which personal link the customer came.
    """
    if not said.agrees_to_electronic:
        yield "they did not agree to sign electronically; have the contract signed on paper"
    elif not is_consent_in_use(said.consent_sha256):
        yield "they read other words on signing electronically than those in use; show these"
    if (said.identified is Identified.LINK) != before.startswith(BY_LINK):
        yield (
            "who signs by personal link does so on the page that it opens, and nobody else does; "
            "for a customer who is here, say identified = “in person”"
        )
