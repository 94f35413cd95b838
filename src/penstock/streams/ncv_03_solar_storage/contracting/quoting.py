"""Proposals as quotes, and what a signature under one rests on."""

from datetime import datetime
from zoneinfo import ZoneInfo

from penstock.casework.basis import Basis
from penstock.casework.fingerprints import Fingerprints
from penstock.casework.hashes import sha256_of
from penstock.casework.quote.quote import Quote, QuoteLine, Term
from penstock.engineering.proposal.figures import dollars_and_cents
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.proposal import CustomerProposal

DESIGN, PARTS, PRICE = "System design", "Bill of materials", "Price"


def basis_of(*, design_sha256: str, parts_sha256: str, price_cents: int) -> tuple[Basis, ...]:
    """Return what a signature rests on: design, parts and price; a change of each voids it."""
    return (
        Basis(what=DESIGN, sha256=design_sha256),
        Basis(what=PARTS, sha256=parts_sha256),
        Basis(what=PRICE, sha256=sha256_of(dollars_and_cents(price_cents))),
    )


def proposed(proposal: CustomerProposal) -> tuple[Basis, ...]:
    """Return what a signature under a proposal rests on."""
    return basis_of(
        design_sha256=proposal.design_sha256,
        parts_sha256=proposal.parts_sha256,
        price_cents=proposal.price_cents,
    )


def lying(
    proposal: CustomerProposal,
    design: SystemDesign,
    parts: BillOfMaterials,
    fingerprints: Fingerprints,
) -> tuple[Basis, ...]:
    """Return the newest design and parts, and the newest proposal's price, as they are recorded."""
    return basis_of(
        design_sha256=fingerprints.sha256(design),
        parts_sha256=fingerprints.sha256(parts),
        price_cents=proposal.price_cents,
    )


def ends_at(proposal: CustomerProposal) -> datetime:
    """Return the first moment at which a proposal holds no more."""
    day = proposal.expires_on
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(proposal.zone))


def quote_of(proposal: CustomerProposal, design: SystemDesign | None = None) -> Quote:
    """Return a proposal as a quote, with what its design promises where that is given."""
    day = proposal.offered_on
    return Quote(
        number=f"Proposal {proposal.number}",
        version=proposal.version,
        valid_from=datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(proposal.zone)),
        valid_until=ends_at(proposal),
        zone=proposal.zone,
        lines=(QuoteLine(what="system", cents=proposal.price_cents),),
        terms=_terms(design) if design else (Term(what="system", value=proposal.system),),
        made_of=proposed(proposal),
    )


def _terms(design: SystemDesign) -> tuple[Term, ...]:
    battery, limit = design.battery, design.export_limit_kw
    said = {
        "modules": f"{design.modules_count} {design.module}",
        "inverter": f"{design.inverter_count} {design.inverter}",
        "battery": battery.name if battery else "none",
        "export limit": "none" if limit is None else f"{limit} kW",
    }
    return tuple(Term(what=what, value=value) for what, value in said.items())
