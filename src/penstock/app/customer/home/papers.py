"""What was recorded in a smart home's case that its customer is shown."""

from dataclasses import dataclass
from datetime import datetime

from penstock.app.cases.usecases import Cases
from penstock.app.customer.papers import USUAL_ZONE, newest_of
from penstock.delivery.case import Case
from penstock.streams.ncv_01_smart_home.items.activation import ActiveSmartHomePlatform
from penstock.streams.ncv_01_smart_home.items.cancelling import CancellationRequest
from penstock.streams.ncv_01_smart_home.items.contract import (
    CustomerAgreement,
    PaymentSecured,
    SignedContract,
)
from penstock.streams.ncv_01_smart_home.items.installation import DevicesInstalledConfigured
from penstock.streams.ncv_01_smart_home.items.preparation import ScheduledInstallation
from penstock.streams.ncv_01_smart_home.items.solution import CustomSolutionDesign, DetailedQuote
from penstock.streams.ncv_01_smart_home.items.tickets import EnergyInsights, SupportTickets
from penstock.streams.ncv_01_smart_home.items.working import InstallerAppointment
from penstock.streams.ncv_01_smart_home.selling.cancelling import is_free

STREAM = "NCV-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePapers:
    """The newest of each that counts; None of what is not there."""

    quote: DetailedQuote | None = None
    design: CustomSolutionDesign | None = None
    agreement: CustomerAgreement | None = None
    contract: SignedContract | None = None
    paid: PaymentSecured | None = None
    cancellation: CancellationRequest | None = None
    visit: InstallerAppointment | None = None
    scheduled: ScheduledInstallation | None = None

    @property
    def zone(self) -> str:
        """The zone of the home, by whose clock days are told."""
        return self.quote.zone if self.quote else USUAL_ZONE

    @property
    def is_paid(self) -> bool:
        """Whether a deposit is held for the contract that counts."""
        paid, contract = self.paid, self.contract
        is_theirs = paid is not None and contract is not None and paid.contract == contract.number
        return is_theirs and paid is not None and paid.kept_cents > 0

    def is_free_to_cancel(self, now: datetime) -> bool:
        """Tell whether the customer may cancel without a reason and without cost."""
        return is_free(self.contract, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingPapers:
    """What is recorded of a home that runs; None of what is not there."""

    installed: DevicesInstalledConfigured | None = None
    platform: ActiveSmartHomePlatform | None = None
    tickets: SupportTickets | None = None
    insights: EnergyInsights | None = None


def home_papers(cases: Cases, case: Case) -> HomePapers | None:
    """Return what the customer of a home is shown; None where the case is about something else.

    Raises:
        ClosedError: Whoever asks may not see it.
    """
    if case.stream_id != STREAM:
        return None
    return HomePapers(
        quote=newest_of(cases, case, DetailedQuote),
        design=newest_of(cases, case, CustomSolutionDesign),
        agreement=newest_of(cases, case, CustomerAgreement),
        contract=newest_of(cases, case, SignedContract),
        paid=newest_of(cases, case, PaymentSecured),
        cancellation=newest_of(cases, case, CancellationRequest),
        visit=newest_of(cases, case, InstallerAppointment),
        scheduled=newest_of(cases, case, ScheduledInstallation),
    )


def living_papers(cases: Cases, case: Case) -> LivingPapers:
    """Return what is recorded of a home that runs.

    Raises:
        ClosedError: Whoever asks may not see it.
    """
    return LivingPapers(
        installed=newest_of(cases, case, DevicesInstalledConfigured),
        platform=newest_of(cases, case, ActiveSmartHomePlatform),
        tickets=newest_of(cases, case, SupportTickets),
        insights=newest_of(cases, case, EnergyInsights),
    )
