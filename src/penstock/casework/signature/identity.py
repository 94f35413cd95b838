"""How somebody who signs was identified, and that they agreed to sign electronically."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from penstock.casework.hashes import require_sha256


class Identified(Enum):
    """How it was found out who signs."""

    LINK = "personal link"
    """They came by an unguessable link that was sent to them alone."""
    IN_PERSON = "in person"
    """An employee saw an identity document."""
    ACCOUNT = "account"
    """They were logged in to an account of theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who signs, and how that is known.

    Args:
        name: Their name, as it is known before they sign.
        how: How they were identified.
        detail: What shows it: the link's purpose, the kind of document that was seen.
        witness: The employee who saw it; needed in person.
        address: The network address of the session, where it is known.

    Raises:
        ValueError: Nobody is named, or nobody saw them who signs in person.
    """

    name: str
    how: Identified
    detail: str = ""
    witness: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("the identity names nobody; say who signs")
        if self.how is Identified.IN_PERSON and not self.witness:
            raise ValueError("who signs in person needs a witness; name the employee")


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectronicConsent:
    """That somebody agreed to sign electronically, after they were told what that means.

    Args:
        text_sha256: SHA-256 of the text they agreed to.
        agreed_at: When they did.

    References:
        15 U.S.C. 7001(c): consumer disclosures before an electronic record may stand for paper.
    """

    text_sha256: str
    agreed_at: datetime

    def __post_init__(self) -> None:
        require_sha256(self.text_sha256, "the text that was agreed to")
