"""What NCV-03.3 records, one after the other, for tests of it and of later stages."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from penstock.app.streams.fingerprints import RecordedFingerprints
from penstock.app.streams.lenders import HouseLenders
from penstock.casework.financing.choices import CreditApplication, ScoreBand
from penstock.casework.signature.identity import Identified
from penstock.delivery.stage_acts import CaseFacts
from penstock.streams.ncv_03_solar_storage.contracting.saying import (
    Acceptance,
    Closing,
    FinancingAsked,
)
from penstock.streams.ncv_03_solar_storage.items import (
    BillOfMaterials,
    CancellationRequest,
    CustomerApproval,
    CustomerProposal,
    FinancingAgreement,
    FinancingDecision,
    FinancingOffer,
    SalesOrder,
    SignedContract,
    SystemDesign,
)
from penstock.streams.ncv_03_solar_storage.stages.contract import (
    approve,
    offer_financing,
    sign_contract,
)
from tests.solar_sales import NOON, bill_of_materials, customer_proposal, system_design

LATER = NOON + timedelta(hours=2)
PRINTS = RecordedFingerprints()
LENDERS = HouseLenders()
SELLER, COUNSEL = "sally", "carl"
ADA = CreditApplication(
    gross_monthly_income_cents=900_000,
    monthly_debt_cents=20_000,
    monthly_housing_cents=150_000,
    score_band=ScoreBand.VERY_GOOD,
    owns_the_premise=True,
    agrees_to_check=True,
)
CLOSING = Closing(
    typed_name="Carl Counsel",
    installation_by=date(2027, 2, 1),
    operation_by=date(2027, 3, 15),
)


def facts(person: str = SELLER, stage: str = "NCV-03.3") -> CaseFacts:
    return CaseFacts(case_id="SOL-1", stream_id="NCV-03", stage_id=stage, person=person)


def proposed(
    design: SystemDesign | None = None, **other: Any
) -> tuple[CustomerProposal, SystemDesign, BillOfMaterials]:
    """Return a proposal with its design and parts, their hashes those of what is recorded."""
    drawn = design or system_design()
    design_sha256 = PRINTS.sha256(drawn)
    parts = bill_of_materials(design_sha256=design_sha256)
    hashes = {"design_sha256": design_sha256, "parts_sha256": PRINTS.sha256(parts)}
    return customer_proposal(**hashes | other), drawn, parts


def offered(
    proposal: CustomerProposal, *, person: str = SELLER, now: datetime = NOON
) -> FinancingOffer:
    return offer_financing(FinancingAsked(), proposal, LENDERS, facts(person), now)


def acceptance(proposal: CustomerProposal, **other: Any) -> Acceptance:
    found = Acceptance(
        proposal_version=proposal.version,
        pdf_sha256=proposal.pdf_sha256,
        agrees_to_electronic=True,
        typed_name=proposal.customer,
        identified=Identified.LINK,
        detail="project of SOL-1",
    )
    return replace(found, **other)


def approved(
    said: Acceptance | None = None,
    *,
    proposals: tuple[CustomerProposal, ...] = (),
    design: SystemDesign | None = None,
    person: str = "LINK-1",
    cancelled: CancellationRequest | None = None,
    now: datetime = LATER,
) -> CustomerApproval:
    proposal, drawn, parts = proposed(design)
    several = proposals or (proposal,)
    return approve(
        said or acceptance(several[-1]),
        several,
        drawn,
        parts,
        offered(several[-1]),
        PRINTS,
        facts(person),
        now,
        cancelled,
    )


def signed(
    *,
    person: str = COUNSEL,
    closing: Closing = CLOSING,
    approval: CustomerApproval | None = None,
    decision: FinancingDecision | None = None,
    before: SignedContract | None = None,
    design: SystemDesign | None = None,
    cancelled: CancellationRequest | None = None,
    now: datetime = LATER,
) -> tuple[SignedContract, FinancingAgreement, SalesOrder]:
    proposal, _, parts = proposed()
    return sign_contract(
        closing,
        approval or approved(),
        proposal,
        design or system_design(),
        parts,
        offered(proposal),
        decision,
        before,
        PRINTS,
        facts(person),
        now,
        cancelled,
    )
