"""The evidence of an electronic signature, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from penstock.casework.basis import Basis, changed
from penstock.casework.hashes import require_sha256
from penstock.casework.signature.drawn import Stroke, strokes_problem
from penstock.casework.signature.identity import ElectronicConsent, Identity

# Longer ago, whoever signs may be another person before the same screen. Ours.
LONGEST_SESSION = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """All that shows that somebody signed something.

    Args:
        document: What was signed, as people call it: `Proposal 7 version 2`.
        document_sha256: SHA-256 of the document that was shown.
        rests_on: What the document was made of, each with its hash.
        intent: The statement that was made by signing.
        typed_name: The name that was typed; empty where it was drawn.
        strokes: What was drawn; none where it was typed.
        signed_at: When.
        zone: IANA name of the signer's time zone.
        identity: Who signed, and how that is known.
        consent: That they agreed to sign electronically.

    Raises:
        ValueError: It is no signature; every reason at once.

    References:
        15 U.S.C. 7001-7006 (ESIGN); Uniform Electronic Transactions Act, sections 5, 7-9.
    """

    document: str
    document_sha256: str
    rests_on: tuple[Basis, ...]
    intent: str
    typed_name: str = ""
    strokes: tuple[Stroke, ...] = ()
    signed_at: datetime
    zone: str
    identity: Identity
    consent: ElectronicConsent

    def __post_init__(self) -> None:
        require_sha256(self.document_sha256, self.document or "the document")
        if problems := "; ".join(_problems(self)):
            raise ValueError(f"this is no signature: {problems}")

    @property
    def is_drawn(self) -> bool:
        """Tell whether it was drawn rather than typed."""
        return bool(self.strokes)


def verify(
    signature: Signature, *, document_sha256: str, rests_on: tuple[Basis, ...], consent_sha256: str
) -> tuple[str, ...]:
    """Return everything in which a signature does not fit what lies there; empty where it fits.

    Args:
        signature: The evidence.
        document_sha256: SHA-256 of the document as it lies there.
        rests_on: What the document rests on, as it lies there.
        consent_sha256: SHA-256 of the text of the consent to sign electronically.
    """
    return tuple(_mismatches(signature, document_sha256, rests_on, consent_sha256))


def _mismatches(
    signature: Signature, document_sha256: str, rests_on: tuple[Basis, ...], consent_sha256: str
) -> Iterator[str]:
    if signature.document_sha256 != document_sha256:
        yield _other(signature.document, signature.document_sha256, document_sha256)
    lying = {each.what: each.sha256 for each in rests_on}
    signed = {each.what: each.sha256 for each in signature.rests_on}
    for what in changed(signature.rests_on, rests_on):
        yield _other(what, signed[what], lying.get(what, ""))
    yield from (f"“{what}” was not part of what was signed" for what in lying if what not in signed)
    if signature.consent.text_sha256 != consent_sha256:
        yield _other("The consent text", signature.consent.text_sha256, consent_sha256)


def _other(what: str, signed: str, found: str) -> str:
    lies = f"the one that lies there is {found[:12]}" if found else "none lies there"
    return f"{what} was signed as {signed[:12]}, and {lies}"


def _problems(signature: Signature) -> Iterator[str]:
    if bool(signature.typed_name.strip()) == bool(signature.strokes):
        yield "it needs either a typed name or a drawing, and not both"
    if signature.strokes and (problem := strokes_problem(signature.strokes)):
        yield problem
    if not signature.intent.strip():
        yield "it states no intent; say what is agreed to"
    if signature.typed_name.strip() and not _is_same(signature.typed_name, signature.identity.name):
        yield f"“{signature.typed_name}” was typed, and {signature.identity.name} was identified"
    yield from _time_problems(signature)


def _time_problems(signature: Signature) -> Iterator[str]:
    since = signature.signed_at - signature.consent.agreed_at
    if since < timedelta(0):
        yield "it was signed before the consent to sign electronically was given"
    elif since > LONGEST_SESSION:
        hours = LONGEST_SESSION // timedelta(hours=1)
        yield f"the consent to sign electronically is older than {hours} hours; ask for it again"
    try:
        ZoneInfo(signature.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield f"there is no time zone “{signature.zone}”; write America/New_York or the like"


def _is_same(typed: str, known: str) -> bool:
    return typed.casefold().split() == known.casefold().split()
