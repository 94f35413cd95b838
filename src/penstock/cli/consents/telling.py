"""Consents in sentences for people, and as values for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from penstock.app.consenting.following import Delivered
from penstock.app.consenting.wording import day, grantee, listed, sentence, standing
from penstock.cli.cases.telling import columns
from penstock.governance.consent.consent import Consent, ConsentStatus
from penstock.kernel.counting import counted


def list_lines(found: Sequence[Consent], *, now: datetime) -> Iterator[str]:
    """Yield a table of consents."""
    return columns(
        (
            each.id,
            f"to {grantee(each)}",
            f"{listed(each.data_classes)} for {listed(each.purposes)}",
            f"{each.premise}, {each.account}",
            standing(each, now=now),
        )
        for each in found
    )


def shown_lines(
    versions: Sequence[Consent], delivered: Sequence[Delivered], *, now: datetime
) -> Iterator[str]:
    """Yield all that is known of a consent."""
    latest = versions[-1]
    yield f"{latest.id}: {standing(latest, now=now)}"
    yield f"  {sentence(latest)}"
    yield "\nVersions"
    yield from (f"  {each}" for each in columns(map(_version, versions)))
    yield "\nReadings allowed under it"
    yield from (f"  {each}" for each in delivered_lines(delivered))


def delivered_lines(delivered: Sequence[Delivered]) -> Iterator[str]:
    """Yield what a consent has let through."""
    if not delivered:
        yield "none"
    yield from columns(
        (
            f"{each.at:%Y-%m-%d %H:%M}",
            f"{each.person} for {each.side}" if each.side else each.person,
            f"{each.what} “{each.thing}”",
            f"for {each.purpose}, version {each.version}",
        )
        for each in delivered
    )


def follow_up(consent: Consent, delivered: Sequence[Delivered]) -> str:
    """Return what remains to be done after a consent ended."""
    if not delivered:
        return "Nobody has read anything under it."
    return (
        f"{counted(len(delivered), 'reading').capitalize()} had been allowed under it; follow up "
        f"what became of the data: penstock consent show {consent.id}"
    )


def as_dict(consent: Consent) -> dict[str, Any]:
    """Return a consent as a value for JSON."""
    return {name: _plain(each) for name, each in asdict(consent).items()}


def delivered_as_dict(each: Delivered) -> dict[str, Any]:
    """Return an access as a value for JSON."""
    return {name: _plain(value) for name, value in asdict(each).items()}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value


def _version(consent: Consent) -> tuple[str, str, str, str]:
    scope = f"{listed(consent.data_classes)} for {listed(consent.purposes)}"
    span = f"{day(consent.start)} to {day(consent.end)}"
    return f"{consent.version}", _act(consent), f"{scope}, {span}", f"by {consent.entered_by}"


def _act(consent: Consent) -> str:
    """Return how a version stands, with the proof of the act that it goes by."""
    if consent.status is not ConsentStatus.ACTIVE:
        word = "taken back" if consent.is_revoked else "moved out"
        at = consent.revoked_at or consent.ended_at
        return f"{word} {day(at)}" if at else word
    given = f"given {day(consent.given_at)}" if consent.given_at else "given"
    shown = "; ".join(filter(None, (consent.identity_proof, consent.evidence)))
    return f"{given} by {consent.channel} (text {consent.text_version}; {shown})"
