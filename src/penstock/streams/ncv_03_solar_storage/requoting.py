"""A proposal reckoned anew because its tariff has changed, and what that means for the customer."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.streams.ncv_03_solar_storage.contracting.voiding import lapsed
from penstock.streams.ncv_03_solar_storage.items.contract import CustomerApproval, SignedContract
from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.lead import CustomerInquiry
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    CustomerProposal,
    FinancialProjections,
    RequoteNote,
)
from penstock.streams.ncv_03_solar_storage.proposing import Proposed


def against_requoting(
    proposal: CustomerProposal, contract: SignedContract | None, *, tariff: str, now: datetime
) -> str:
    """Return why a proposal is not reckoned anew for a tariff; empty where it is."""
    if proposal.tariff != tariff:
        return f"it is on {proposal.tariff}, not on {tariff}"
    if contract is not None and not contract.is_void:
        return f"contract {contract.number} is signed on it, and stands as it was signed"
    today = now.astimezone(ZoneInfo(proposal.zone)).date()
    if today >= proposal.expires_on:
        return f"it expired on {proposal.expires_on}; propose anew where the customer still wants"
    return ""


def again(
    proposal: CustomerProposal,
    design: SystemDesign,
    inquiry: CustomerInquiry,
    bills: bytes,
    site: SiteSpecifics,
    *,
    now: datetime,
) -> Proposed:
    """Return what a proposal is made of once more: the same price, until the same day."""
    today = now.astimezone(ZoneInfo(proposal.zone)).date()
    return Proposed(
        design=design,
        inquiry=inquiry,
        bills=bills,
        site=site,
        before=proposal,
        price_cents=proposal.price_cents,
        days=(proposal.expires_on - today).days,
        because=f"Tariff {proposal.tariff} has changed.",
    )


def note(
    old: CustomerProposal,
    new: FinancialProjections,
    *,
    approval: CustomerApproval | None,
    now: datetime,
) -> RequoteNote:
    """Return what a changed tariff did to a proposal."""
    return RequoteNote(
        tariff=old.tariff,
        old_sha256=old.tariff_sha256,
        new_sha256=new.tariff_sha256,
        old_savings_cents=old.savings_p50_cents,
        new_savings_cents=new.savings_p50_cents,
        requoted_at=now,
        words=words(old, new, approval=approval),
    )


def asks_again(old: CustomerProposal, approval: CustomerApproval | None) -> str:
    """Return why a customer is asked to accept anew what is re-quoted; empty where they are not.

    Args:
        old: The proposal as it was until now.
        approval: What the customer signed; None where they have signed nothing.
    """
    return lapsed(approval, replace(old, version=old.version + 1)) if approval else ""


def words(
    old: CustomerProposal, new: FinancialProjections, *, approval: CustomerApproval | None
) -> str:
    """Return what a changed tariff means for a customer, in a sentence or two."""
    before, after = old.savings_p50_cents, new.savings_p50_cents
    saved = f"saves {_dollars(after)} instead of {_dollars(before)} in year 1"
    said = f"{old.number} version {old.version + 1} {saved}, for the same price."
    if because := asks_again(old, approval):
        return f"{said} {because[0].upper()}{because[1:]}: they are asked again."
    return said


def _dollars(cents: int) -> str:
    return f"${cents / 100:,.2f}"
