"""A case of NCV-03 walked by its acts from the proposal to permits, on any database."""

from datetime import datetime, timedelta
from typing import Any

from penstock.streams.ncv_03_solar_storage.items import CustomerProposal
from tests.sales_walk import Walk
from tests.solar_contract import offered

COORDINATOR = "petra"
APPLIED: dict[str, Any] = {
    "meter": "M-20-1",
    "account": "QE-20-1",
    "ul_1741_sb_certificate": "CSA 80107152-SB",
    "inverter_manufacturer": "Example Works",
    "installer_licence": "C-46 101443",
    "signed_by": "Ada Roof",
    "signed_on": "2026-11-20",
    "in_service_on": "2027-03-15",
}


class PermitsWalk(Walk):
    """One case, from its proposal on."""

    def to_permits(self, received_at: datetime) -> "PermitsWalk":
        """Walk until a contract is signed and ordered."""
        self.to_proposal(received_at)
        self.worked_by_hand()
        proposal = self.value(CustomerProposal)
        self.record(offered(proposal, now=received_at))
        self.do(
            "approve",
            "rita",
            proposal_version=proposal.version,
            pdf_sha256=proposal.pdf_sha256,
            agrees_to_electronic=True,
            typed_name=proposal.customer,
            detail="driving licence",
        )
        last = (received_at + timedelta(days=90)).date()
        self.do(
            "sign-contract",
            "carl",
            typed_name="Carl Counsel",
            installation_by=last.isoformat(),
            operation_by=last.isoformat(),
        )
        self.worked_by_hand("carl")
        return self

    def ask(self, kind: str, day: str = "2026-11-21") -> None:
        """Hand the packet in."""
        self.do("apply-permit", COORDINATOR, authority="Greensboro", kind=kind, submitted_on=day)

    def approve(self, kind: str, number: str, day: str = "2026-11-21") -> None:
        """Take an authority's approval."""
        self.do(
            "permit-answer",
            COORDINATOR,
            authority="Greensboro",
            kind=kind,
            is_approved=True,
            number=number,
            answered_on=day,
        )

    def send_back(self, kind: str, day: str = "2026-11-21") -> None:
        """Take an application that an authority returns."""
        self.do(
            "permit-answer",
            COORDINATOR,
            authority="Greensboro",
            kind=kind,
            is_approved=False,
            comments=["Show the pathway to the ridge."],
            owner="Solar Design Engineer",
            due_on="2026-12-04",
            answered_on=day,
        )
