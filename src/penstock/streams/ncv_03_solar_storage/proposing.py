"""A proposal put together: projections, parts, pages, and the hashes that tie them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from penstock.casework.fingerprints import Fingerprints
from penstock.streams.ncv_03_solar_storage.items.design import (
    BillOfMaterials,
    SiteSpecifics,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.items.lead import CustomerInquiry
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    CustomerProposal,
    FinancialProjections,
    ProposalDocument,
)
from penstock.streams.ncv_03_solar_storage.parts import bill_of_materials
from penstock.streams.ncv_03_solar_storage.ports import OfferAsked, OfferMade, Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a proposal is made of.

    Args:
        design: What is built.
        inquiry: For whom.
        bills: Their use.
        site: Where.
        before: The version before, if there is one that counts.
        earlier: How many versions there were, those that count no more included.
        price_cents: Another cash price than that of the list. [cents]
        days: For how many days it holds.
        because: Why there is a new version.
    """

    design: SystemDesign
    inquiry: CustomerInquiry
    bills: bytes
    site: SiteSpecifics
    before: CustomerProposal | None = None
    earlier: int = 0
    price_cents: int | None = None
    days: int = 30
    because: str = ""

    @property
    def version(self) -> int:
        """The number of the proposal: one that no other of the case has, or ever had."""
        return max(self.before.version if self.before else 0, self.earlier) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal as it is recorded.

    Args:
        projections: Its money.
        proposal: Itself.
        parts: Every part to be bought.
        document: Its pages.
    """

    projections: FinancialProjections
    proposal: CustomerProposal
    parts: BillOfMaterials
    document: ProposalDocument


def offer_asked(asked: Proposed, hashes: Fingerprints, *, now: datetime) -> OfferAsked:
    """Return what the studio is asked for a proposal."""
    return OfferAsked(
        design=asked.design,
        design_sha256=hashes.sha256(asked.design),
        inquiry=asked.inquiry,
        bills=asked.bills,
        site=asked.site,
        offered_on=now.astimezone(ZoneInfo(asked.design.zone)).date(),
        version=asked.version,
        price_cents=asked.price_cents,
    )


def proposed(
    asked: Proposed, studio: Studio, hashes: Fingerprints, *, now: datetime, number: str
) -> Proposal:
    """Return a proposal in its next version.

    Args:
        asked: What it is made of.
        studio: Reckons it.
        hashes: Ties it to what it rests on.
        now: The moment it is.
        number: What it is called.

    Raises:
        UnusableInputError: What it is made of does not go together.
    """
    wanted = offer_asked(asked, hashes, now=now)
    return put_together(asked, wanted, studio.offered(wanted), hashes, number=number)


def put_together(
    asked: Proposed, wanted: OfferAsked, made: OfferMade, hashes: Fingerprints, *, number: str
) -> Proposal:
    """Return a proposal of an offer that was reckoned, with the hashes of all it rests on."""
    parts = bill_of_materials(asked.design, design_sha256=wanted.design_sha256)
    money = made.projections
    proposal = CustomerProposal(
        number=number,
        version=wanted.version,
        variant=asked.design.variant,
        customer=asked.inquiry.name,
        premise=asked.inquiry.premise,
        offered_on=wanted.offered_on,
        expires_on=wanted.offered_on + timedelta(days=asked.days),
        zone=asked.design.zone,
        price_cents=money.price_cents,
        tariff=money.tariff,
        tariff_sha256=money.tariff_sha256,
        design_sha256=wanted.design_sha256,
        projections_sha256=hashes.sha256(money),
        parts_sha256=hashes.sha256(parts),
        pdf_sha256=sha256(made.document).hexdigest(),
        offer_sha256=made.offer_sha256,
        system=made.system,
        savings_p50_cents=money.savings_p50_cents,
        savings_p90_cents=money.savings_p90_cents,
        payback_years=money.payback_years,
        annual_yield_kwh=asked.design.annual_yield_kwh,
        because=asked.because,
    )
    document = ProposalDocument(content=made.document)
    return Proposal(projections=money, proposal=proposal, parts=parts, document=document)
