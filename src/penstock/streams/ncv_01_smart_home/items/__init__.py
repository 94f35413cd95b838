"""The information items of the stream and its working papers, called as the documents call them."""

from penstock.streams.ncv_01_smart_home.items.activation import (
    ActiveSmartHomePlatform as ActiveSmartHomePlatform,
)
from penstock.streams.ncv_01_smart_home.items.activation import CustomerAccount as CustomerAccount
from penstock.streams.ncv_01_smart_home.items.activation import TrainedCustomer as TrainedCustomer
from penstock.streams.ncv_01_smart_home.items.cancelling import (
    CancellationRequest as CancellationRequest,
)
from penstock.streams.ncv_01_smart_home.items.contract import CustomerAgreement as CustomerAgreement
from penstock.streams.ncv_01_smart_home.items.contract import PaymentSecured as PaymentSecured
from penstock.streams.ncv_01_smart_home.items.contract import (
    SignatureCertificate as SignatureCertificate,
)
from penstock.streams.ncv_01_smart_home.items.contract import SignedContract as SignedContract
from penstock.streams.ncv_01_smart_home.items.contract import TierEligibility as TierEligibility
from penstock.streams.ncv_01_smart_home.items.home import CustomerNeeds as CustomerNeeds
from penstock.streams.ncv_01_smart_home.items.home import SiteDetails as SiteDetails
from penstock.streams.ncv_01_smart_home.items.installation import Devices as Devices
from penstock.streams.ncv_01_smart_home.items.installation import (
    DevicesInstalledConfigured as DevicesInstalledConfigured,
)
from penstock.streams.ncv_01_smart_home.items.installation import (
    InstallationReport as InstallationReport,
)
from penstock.streams.ncv_01_smart_home.items.installation import SiteAccess as SiteAccess
from penstock.streams.ncv_01_smart_home.items.marketing import CampaignBudget as CampaignBudget
from penstock.streams.ncv_01_smart_home.items.marketing import Inquiries as Inquiries
from penstock.streams.ncv_01_smart_home.items.marketing import (
    MarketResearchData as MarketResearchData,
)
from penstock.streams.ncv_01_smart_home.items.marketing import QualifiedLeads as QualifiedLeads
from penstock.streams.ncv_01_smart_home.items.marketing import WebsiteTraffic as WebsiteTraffic
from penstock.streams.ncv_01_smart_home.items.onboarding import ComfortSettings as ComfortSettings
from penstock.streams.ncv_01_smart_home.items.onboarding import ProgramEnrolment as ProgramEnrolment
from penstock.streams.ncv_01_smart_home.items.onboarding import TrainingRecord as TrainingRecord
from penstock.streams.ncv_01_smart_home.items.preparation import (
    EquipmentPrepared as EquipmentPrepared,
)
from penstock.streams.ncv_01_smart_home.items.preparation import (
    InstallationRequirements as InstallationRequirements,
)
from penstock.streams.ncv_01_smart_home.items.preparation import (
    ScheduledInstallation as ScheduledInstallation,
)
from penstock.streams.ncv_01_smart_home.items.solution import (
    CustomerEnergyBills as CustomerEnergyBills,
)
from penstock.streams.ncv_01_smart_home.items.solution import (
    CustomSolutionDesign as CustomSolutionDesign,
)
from penstock.streams.ncv_01_smart_home.items.solution import DetailedQuote as DetailedQuote
from penstock.streams.ncv_01_smart_home.items.solution import QuoteDocument as QuoteDocument
from penstock.streams.ncv_01_smart_home.items.support import CustomerInquiries as CustomerInquiries
from penstock.streams.ncv_01_smart_home.items.support import ProactiveAlerts as ProactiveAlerts
from penstock.streams.ncv_01_smart_home.items.support import ResolvedIssues as ResolvedIssues
from penstock.streams.ncv_01_smart_home.items.support import SystemAlerts as SystemAlerts
from penstock.streams.ncv_01_smart_home.items.tickets import EnergyInsights as EnergyInsights
from penstock.streams.ncv_01_smart_home.items.tickets import SupportTickets as SupportTickets
from penstock.streams.ncv_01_smart_home.items.tickets import SupportWork as SupportWork
from penstock.streams.ncv_01_smart_home.items.working import InstallationPhoto as InstallationPhoto
from penstock.streams.ncv_01_smart_home.items.working import InstallationWork as InstallationWork
from penstock.streams.ncv_01_smart_home.items.working import (
    InstallerAppointment as InstallerAppointment,
)
from penstock.streams.ncv_01_smart_home.items.working import KitReservation as KitReservation
from penstock.streams.ncv_01_smart_home.items.working import SafetyIncidents as SafetyIncidents
