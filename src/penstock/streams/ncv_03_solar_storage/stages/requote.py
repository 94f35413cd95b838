"""NCV-03.2, once more: an open proposal is reckoned anew when its tariff changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import MinLen

from penstock.casework.fingerprints import Fingerprints
from penstock.delivery.stage_acts import ActRefusedError, CaseFacts, stage_act
from penstock.streams.ncv_03_solar_storage.items.contract import CustomerApproval, SignedContract
from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics, SystemDesign
from penstock.streams.ncv_03_solar_storage.items.lead import CustomerEnergyBills, CustomerInquiry
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    CustomerProposal,
    FinancialProjections,
    ProposalDocument,
    RequoteNote,
)
from penstock.streams.ncv_03_solar_storage.ports import Studio, UnusableInputError
from penstock.streams.ncv_03_solar_storage.proposing import proposed
from penstock.streams.ncv_03_solar_storage.requoting import again, against_requoting, note


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffChanged:
    """Which tariff has changed.

    Args:
        tariff: Its short name.
    """

    tariff: Annotated[str, MinLen(1)]


@stage_act("NCV-03.2", "requote", anytime=True)
def requote(  # noqa: PLR0913, PLR0917  # a proposal rests on all of these items
    said: TariffChanged,
    proposal: CustomerProposal,
    design: SystemDesign,
    site: SiteSpecifics,
    inquiry: CustomerInquiry,
    bills: CustomerEnergyBills,
    approval: CustomerApproval | None,
    contract: SignedContract | None,
    studio: Studio,
    hashes: Fingerprints,
    now: datetime,
    case: CaseFacts,
) -> tuple[FinancialProjections, CustomerProposal, ProposalDocument, RequoteNote]:
    """Reckon an open proposal anew on a tariff that has changed, for the same price."""
    if because := against_requoting(proposal, contract, tariff=said.tariff, now=now):
        raise ActRefusedError(f"{proposal.number} is not reckoned anew: {because}.")
    asked = again(proposal, design, inquiry, bills.content, site, now=now)
    try:
        made = proposed(asked, studio, hashes, now=now, number=case.case_id)
    except UnusableInputError as error:
        raise ActRefusedError(str(error)) from error
    if made.projections.tariff_sha256 == proposal.tariff_sha256:
        raise ActRefusedError(
            f"{proposal.number} version {proposal.version} is on {said.tariff} as it is now."
        )
    told = note(proposal, made.projections, approval=approval, now=now)
    return made.projections, made.proposal, made.document, told
