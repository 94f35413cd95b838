"""A consent: what one customer allowed one party to know, for what, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ConsentStatus(StrEnum):
    """Where a consent stands."""

    ACTIVE = "active"
    REVOKED = "revoked"
    """The customer took it back."""
    ENDED = "ended"
    """The customer moved out, or is about to."""


class UnsoundConsentError(ValueError):
    """The fields of a consent contradict each other."""

    def __init__(self, consent_id: str, *, because: str) -> None:
        self.consent_id = consent_id
        super().__init__(f"Consent {consent_id} cannot be: {because}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One version of what a customer allowed: a fact that was checked, never a policy.

    In the words of Green Button Connect My Data it is an Authorization: from `start` to `end` is
    its `authorizedPeriod`, data classes and purposes are its scope.

    Args:
        id: What it is called, the same in all versions.
        version: Counts from 1; each narrowing and each new act of the customer is one more.
        customer: Who gave it.
        premise: The service address that it is about.
        account: The account that it is about.
        grantee: Who may know: a side of the company by its word, or another company by its id.
        data_classes: What may be known, such as `interval_usage`.
        purposes: What for, such as `solar_design`.
        start: The first moment at which it holds.
        end: The first moment at which it holds no more.
        status: Where it stands.
        revoked_at: When the customer took it back; None while they have not.
        ended_at: When the customer moves out of the premise; None while that is not known.
        text_sha256: The fingerprint of the text that the customer agreed to, word for word.
        text_version: Which edition of the text it is.
        channel: How it came, such as `web` or `paper`.
        given_at: When it came; None where that is not on record.
        identity_proof: What showed that it was the customer, such as the number of a document.
        evidence: What shows the act itself, such as the number of a signed form or a recording.
        entered_by: Who entered this version.
        key: What lets the same act, sent twice, count once.

    Raises:
        UnsoundConsentError: A party or the period is missing, or status and moments disagree.
    """

    id: str
    version: int = 1
    customer: str
    premise: str
    account: str
    grantee: str
    data_classes: frozenset[str]
    purposes: frozenset[str]
    start: datetime
    end: datetime
    status: ConsentStatus = ConsentStatus.ACTIVE
    revoked_at: datetime | None = None
    ended_at: datetime | None = None
    text_sha256: str = ""
    text_version: str = ""
    channel: str = ""
    given_at: datetime | None = None
    identity_proof: str = ""
    evidence: str = ""
    entered_by: str = ""
    key: str = ""

    def __post_init__(self) -> None:
        if because := next(_contradictions(self), ""):
            raise UnsoundConsentError(self.id, because=because)

    @property
    def is_revoked(self) -> bool:
        """Tell whether the customer took it back, whatever a clock says of when."""
        return self.status is ConsentStatus.REVOKED

    @property
    def is_proven(self) -> bool:
        """Tell whether text, edition, channel, time and identity are all on record."""
        on_record = (self.text_sha256, self.text_version, self.channel, self.identity_proof)
        return self.given_at is not None and all(on_record)


def _contradictions(consent: Consent) -> Iterator[str]:
    if not all((consent.customer, consent.premise, consent.account, consent.grantee)):
        yield "it has to name customer, premise, account and grantee"
    moments = (consent.start, consent.end, consent.revoked_at, consent.ended_at, consent.given_at)
    if any(each is not None and each.utcoffset() is None for each in moments):
        yield "a moment has no time zone"
    elif consent.start >= consent.end:
        yield f"it would end at {consent.end}, which is not after its start, {consent.start}"
    if consent.is_revoked != (consent.revoked_at is not None):
        yield f"it is {consent.status} and revoked at {consent.revoked_at}"
    if (consent.status is ConsentStatus.ENDED) and consent.ended_at is None:
        yield "it has ended, and nobody says when"
