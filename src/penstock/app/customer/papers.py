"""What was recorded in a solar customer's case that the customer is shown."""

from dataclasses import dataclass
from typing import TypeVar

from penstock.app.cases.usecases import Cases
from penstock.app.items.form import form_of
from penstock.delivery.case import Case
from penstock.delivery.items import item_type
from penstock.kernel.terms import key_of
from penstock.streams.ncv_03_solar_storage.items import (
    CancellationRequest,
    CustomerApproval,
    CustomerInquiry,
    CustomerProposal,
    FinancingDecision,
    FinancingOffer,
    SalesOrder,
    SignedContract,
)

_T = TypeVar("_T")
USUAL_ZONE = "America/New_York"


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The newest of each that counts; None of what is not there."""

    proposal: CustomerProposal | None = None
    offer: FinancingOffer | None = None
    decision: FinancingDecision | None = None
    approval: CustomerApproval | None = None
    contract: SignedContract | None = None
    order: SalesOrder | None = None
    cancellation: CancellationRequest | None = None
    inquiry: CustomerInquiry | None = None

    @property
    def zone(self) -> str:
        """The zone of the site, by whose clock days are told."""
        if self.proposal:
            return self.proposal.zone
        return self.inquiry.site_zone if self.inquiry else USUAL_ZONE


def papers_of(cases: Cases, case: Case) -> Papers:
    """Return what was recorded in a case that its customer is shown.

    Raises:
        ClosedError: Whoever asks may not see it.
    """
    return Papers(
        proposal=newest_of(cases, case, CustomerProposal),
        offer=newest_of(cases, case, FinancingOffer),
        decision=newest_of(cases, case, FinancingDecision),
        approval=newest_of(cases, case, CustomerApproval),
        contract=newest_of(cases, case, SignedContract),
        order=newest_of(cases, case, SalesOrder),
        cancellation=newest_of(cases, case, CancellationRequest),
        inquiry=newest_of(cases, case, CustomerInquiry),
    )


def newest_of(cases: Cases, case: Case, of: type[_T]) -> _T | None:
    """Return the newest of an information item; None where there is none of this type.

    Raises:
        ClosedError: Whoever asks may not see it.
    """
    kind = item_type(of)
    assert kind is not None, f"{of.__name__} is an information item."
    name = next((each for each in case.items if key_of(each) == kind.key), "")
    if not name or not case.has(name) or cases.streams.item_type(case.stream_id, name) != kind:
        # Another package's item of the same name is of another type, which nobody here knows.
        return None
    value = form_of(kind).read(cases.content(case.case_id, name), item=name)
    assert isinstance(value, of)
    return value
