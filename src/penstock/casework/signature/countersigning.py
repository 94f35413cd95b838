"""Why a company cannot sign what a customer has signed, whatever it is that they sign."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from penstock.casework.basis import Basis
from penstock.casework.signature.evidence import Signature, verify


class Contract(Protocol):
    """What an information item says of a contract that both have signed, be it void."""

    @property
    def number(self) -> str:
        """What it is called."""
        ...

    @property
    def version(self) -> int:
        """Which version of it."""
        ...

    @property
    def is_void(self) -> bool:
        """Whether it counts no more."""
        ...

    @property
    def voided_at(self) -> datetime | None:
        """When that was found."""
        ...


def against_signature(
    signature: Signature, *, document_sha256: str, lying: tuple[Basis, ...]
) -> Iterator[str]:
    """Yield in what a customer's signature fits no more what lies there.

    Args:
        signature: The customer's.
        document_sha256: SHA-256 of the document as it lies there.
        lying: What it would rest on, as it is recorded now.
    """
    for mismatch in verify(
        signature,
        document_sha256=document_sha256,
        rests_on=lying,
        consent_sha256=signature.consent.text_sha256,
    ):
        yield f"{mismatch[:1].lower()}{mismatch[1:]}; have the customer sign anew"


def against_standing(before: Contract | None) -> Iterator[str]:
    """Yield that a contract stands already; nothing where none does.

    Args:
        before: The contract that was signed before; None where none was.
    """
    if before and not before.is_void:
        yield f"contract {before.number} version {before.version} is signed and stands"


def holds(signed_at: datetime, contract: Contract | None) -> bool:
    """Tell whether nothing has made void since what a customer signed at a moment."""
    voided_at = contract.voided_at if contract and contract.is_void else None
    return voided_at is None or signed_at > voided_at


def against_person(person: str, *, offered_by: str, signature: Signature) -> Iterator[str]:
    """Yield why somebody cannot sign for the company: they had a part in what is signed.

    Args:
        person: Who is to sign.
        offered_by: Who offered the price.
        signature: The customer's.
    """
    if person == offered_by:
        yield f"{person} offered the price, and who offers a price does not sign the contract"
    if person == signature.identity.witness:
        yield f"{person} witnessed the customer's signature and cannot sign for AES as well"
