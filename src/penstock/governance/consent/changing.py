"""How consents change: less at once and by anybody's word, more by a new act of the customer."""

from dataclasses import dataclass, replace
from datetime import datetime

from penstock.governance.consent.consent import Consent, ConsentStatus


class WideningError(ValueError):
    """Somebody would widen a consent without the customer."""

    def __init__(self, consent: Consent, *, wider: str) -> None:
        self.consent_id, self.wider = consent.id, wider
        super().__init__(
            f"Consent {consent.id} would cover more than the customer agreed to: {wider}. Ask the "
            "customer again; what they then agree to is a new version."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """The customer agreeing: to which text, how, when, and how we know that they did."""

    text_sha256: str
    text_version: str
    channel: str
    given_at: datetime
    identity_proof: str
    evidence: str = ""


def revoked(consent: Consent, *, at: datetime) -> Consent:
    """Return the consent taken back; one that was taken back before stays as it is."""
    if consent.is_revoked:
        return consent
    return replace(
        consent, version=consent.version + 1, status=ConsentStatus.REVOKED, revoked_at=at
    )


def moved_out(consent: Consent, *, at: datetime) -> Consent:
    """Return the consent as it ends with the customer's leaving the premise.

    One that ends before that stays as it is: who has left does not agree for longer.
    """
    if consent.ended_at is not None and consent.ended_at <= at:
        return consent
    status = consent.status if consent.is_revoked else ConsentStatus.ENDED
    return replace(consent, version=consent.version + 1, status=status, ended_at=at)


def narrowed(
    consent: Consent,
    *,
    data_classes: frozenset[str] | None = None,
    purposes: frozenset[str] | None = None,
    end: datetime | None = None,
) -> Consent:
    """Return the consent with less in it, from now on.

    Raises:
        WideningError: Something would be more than it was.
    """
    less = replace(
        consent,
        version=consent.version + 1,
        data_classes=consent.data_classes if data_classes is None else data_classes,
        purposes=consent.purposes if purposes is None else purposes,
        end=consent.end if end is None else end,
    )
    if more := sorted(
        (less.data_classes - consent.data_classes) | (less.purposes - consent.purposes)
    ):
        raise WideningError(consent, wider=", ".join(sorted(more)))
    if less.end > consent.end:
        raise WideningError(consent, wider=f"it would end at {less.end}, not {consent.end}")
    return less


def agreed_anew(consent: Consent, *, act: Act, wish: Consent) -> Consent:
    """Return what a customer agreed to by a new act, as the next version of a consent.

    Args:
        consent: The consent as it stands.
        act: The new act of the customer.
        wish: What it is to say: its parties, scope and period count.

    Raises:
        WideningError: The act is not new, or the wish is another customer's.
    """
    if consent.given_at and act.given_at <= consent.given_at:
        raise WideningError(consent, wider=f"the act of {act.given_at} is not a new one")
    if wish.customer != consent.customer:
        raise WideningError(consent, wider=f"it would be about {wish.customer}")
    return replace(
        wish,
        id=consent.id,
        version=consent.version + 1,
        status=ConsentStatus.ACTIVE,
        revoked_at=None,
        ended_at=None,
        text_sha256=act.text_sha256,
        text_version=act.text_version,
        channel=act.channel,
        given_at=act.given_at,
        identity_proof=act.identity_proof,
        evidence=act.evidence,
    )
