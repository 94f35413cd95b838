"""When a signed contract is void, and the version that says so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from penstock.casework.fingerprints import Fingerprints
from penstock.casework.quote.differences import differences
from penstock.casework.signature.voiding import voided
from penstock.streams.ncv_03_solar_storage.contracting.quoting import lying, quote_of
from penstock.streams.ncv_03_solar_storage.items.contract import CustomerApproval, SignedContract
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.proposal import CustomerProposal


def void_version(contract: SignedContract, *, because: str, now: datetime) -> SignedContract:
    """Return the next version of a contract, which is void and says why."""
    return replace(
        contract, version=contract.version + 1, is_void=True, void_because=because, voided_at=now
    )


def lapsed(approval: CustomerApproval, proposal: CustomerProposal) -> str:
    """Return why an acceptance leads to no contract any more; empty where it does.

    What was accepted is one version of a proposal; another has to be accepted anew, be its price
    the same. What both have signed is no acceptance any more: `voided_by` tells of that.

    Args:
        approval: What the customer signed.
        proposal: The newest version.
    """
    name = quote_of(proposal).name
    if approval.proposal == name:
        return ""
    return f"the customer approved {approval.proposal}, and {name} is the current one"


def voided_by(
    contract: SignedContract | None,
    *,
    designs: Sequence[SystemDesign],
    proposals: Sequence[CustomerProposal],
    parts: BillOfMaterials,
    fingerprints: Fingerprints,
    now: datetime,
) -> SignedContract | None:
    """Return the void version of a contract whose design, parts or price have changed.

    None where there is no contract, where it stands, and where it is void already. Whoever makes a
    new design, proposal or list of parts records what this returns in the same act.

    Args:
        contract: The newest version.
        designs: All versions of the design, the newest last.
        proposals: All versions of the proposal, the newest last.
        parts: The newest list of parts.
        fingerprints: Tells hashes of what is recorded.
        now: The moment it is.
    """
    if contract is None or contract.is_void:
        return None
    now_there = lying(proposals[-1], designs[-1], parts, fingerprints)
    details = _details(contract, designs, proposals, fingerprints)
    found = voided(contract.rests_on, now_there, since=now, details=details)
    return void_version(contract, because=found.because, now=now) if found else None


def _details(
    contract: SignedContract,
    designs: Sequence[SystemDesign],
    proposals: Sequence[CustomerProposal],
    fingerprints: Fingerprints,
) -> tuple[str, ...]:
    """Return in words what differs from what was signed, where the signed versions are there."""
    signed = (each for each in proposals if quote_of(each).name == contract.proposal)
    proposal = next(signed, None)
    drawn = (each for each in designs if fingerprints.sha256(each) == contract.design_sha256)
    design = next(drawn, None)
    if proposal is None or design is None:
        return ()
    old, new = quote_of(proposal, design), quote_of(proposals[-1], designs[-1])
    return differences(
        replace(old, made_of=()), replace(new, made_of=(), valid_until=old.valid_until)
    )
