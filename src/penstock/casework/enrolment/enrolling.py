"""Whether a customer's consent covers a program, and why not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from penstock.governance.consent.consent import Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be covered.

    Args:
        customer: Whose consent it has to be.
        premise: Where the devices are; empty where nobody said.
        account: Of which account; likewise.
        purpose: What for, in the word of consents: `der_program`.
        at: When.
    """

    customer: str
    premise: str
    account: str
    purpose: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRuling:
    """Whether a consent covers it.

    Args:
        consent_id: The consent that does; empty where none does.
        consent_version: Its version; 0 where none does.
        because: Why none does, in a sentence; empty where one does.
    """

    consent_id: str = ""
    consent_version: int = 0
    because: str = ""

    @property
    def is_covered(self) -> bool:
        """Whether the customer has agreed."""
        return bool(self.consent_id)


def ruled(consents: Sequence[Consent], asked: Asked) -> ConsentRuling:
    """Return whether one of a customer's consents covers a purpose, and that purpose alone.

    A consent to have a system built is none to have it steered: that is asked for by itself, and
    can be taken back by itself.

    Args:
        consents: The customer's, each at its latest version.
        asked: What is to be covered.
    """
    about = [each for each in consents if asked.purpose in each.purposes]
    if not about:
        return ConsentRuling(
            because=f"{asked.customer} has given no consent to {asked.purpose}. Ask for it by "
            "itself; without it nothing changes for the customer."
        )
    reasons = []
    for each in about:
        if not (against := "; ".join(_against(each, asked))):
            return ConsentRuling(consent_id=each.id, consent_version=each.version)
        reasons.append(f"consent {each.id} {against}")
    return ConsentRuling(because=f"No consent covers {asked.purpose}: {'. '.join(reasons)}.")


def _against(consent: Consent, asked: Asked) -> Iterator[str]:
    if consent.is_revoked:
        yield f"was taken back at {consent.revoked_at:%Y-%m-%d %H:%M %Z}"
    if not consent.start <= asked.at < consent.end:
        yield f"holds from {consent.start:%Y-%m-%d} and before {consent.end:%Y-%m-%d} alone"
    if consent.ended_at is not None and asked.at >= consent.ended_at:
        yield f"ended when the customer moved out, at {consent.ended_at:%Y-%m-%d}"
    if not consent.is_proven:
        yield "is not proven: text, channel, time or identity are not on record"
    if len(consent.purposes) > 1:
        others = ", ".join(sorted(consent.purposes - {asked.purpose}))
        yield f"is for {others} as well; {asked.purpose} takes one of its own"
    for name, wanted, found in (
        ("premise", asked.premise, consent.premise),
        ("account", asked.account, consent.account),
    ):
        if wanted and wanted != found:
            yield f"is about the {name} {found}, not {wanted}"
