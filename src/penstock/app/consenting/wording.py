"""What a consent says and whether it holds, as one would tell the customer."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from penstock.governance.consent.consent import Consent
from penstock.kernel.sides import Side

_PROOFS = ("identity_proof", "evidence", "key")


def as_values(consent: Consent) -> dict[str, Any]:
    """Return a consent as values for programs, without what proved the customer's identity."""
    said = {name: each for name, each in asdict(consent).items() if name not in _PROOFS}
    lists = {name: sorted(said[name]) for name in ("data_classes", "purposes")}
    return said | lists


def sentence(consent: Consent) -> str:
    """Return what a consent says, as one would tell the customer."""
    return (
        f"{consent.customer} allows {grantee(consent)} to know {listed(consent.data_classes)} "
        f"of {consent.premise}, account {consent.account}, for {listed(consent.purposes)}, "
        f"from {day(consent.start)} until {day(consent.end)}."
    )


def standing(consent: Consent, *, now: datetime) -> str:
    """Return whether a consent holds at a moment, and if not, why."""
    if consent.revoked_at:
        return f"taken back on {day(consent.revoked_at)}"
    if consent.ended_at:
        verb = "ended" if consent.ended_at <= now else "ends"
        return f"{verb} on {day(consent.ended_at)}, when the customer moves out"
    if now < consent.start:
        return f"begins on {day(consent.start)}"
    return "holds" if now < consent.end else f"ran out on {day(consent.end)}"


def grantee(consent: Consent) -> str:
    """Return who may know."""
    is_side = consent.grantee in list(Side)
    return f"the {consent.grantee} side" if is_side else f"the company {consent.grantee}"


def listed(words: frozenset[str]) -> str:
    """Return words of a list as one would say them."""
    *first, last = [each.replace("_", " ") for each in sorted(words)]
    return f"{', '.join(first)} and {last}" if first else last


def day(moment: datetime) -> str:
    """Return a moment as people write it."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"
