"""The information items of the stream and its working papers, called as the documents call them."""

from penstock.streams.ncv_03_solar_storage.items.activation import (
    ActivatedSystem as ActivatedSystem,
)
from penstock.streams.ncv_03_solar_storage.items.activation import (
    AggregationEnrolment as AggregationEnrolment,
)
from penstock.streams.ncv_03_solar_storage.items.activation import Energisation as Energisation
from penstock.streams.ncv_03_solar_storage.items.activation import FirstDays as FirstDays
from penstock.streams.ncv_03_solar_storage.items.activation import (
    HandoverDocument as HandoverDocument,
)
from penstock.streams.ncv_03_solar_storage.items.activation import (
    HandoverDocuments as HandoverDocuments,
)
from penstock.streams.ncv_03_solar_storage.items.activation import HandoverPacket as HandoverPacket
from penstock.streams.ncv_03_solar_storage.items.activation import (
    MonitoringConnection as MonitoringConnection,
)
from penstock.streams.ncv_03_solar_storage.items.activation import (
    OnboardingSatisfaction as OnboardingSatisfaction,
)
from penstock.streams.ncv_03_solar_storage.items.activation import Telemetry as Telemetry
from penstock.streams.ncv_03_solar_storage.items.activation import (
    TrainedCustomer as TrainedCustomer,
)
from penstock.streams.ncv_03_solar_storage.items.activation import TrainingRecord as TrainingRecord
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    CommissioningReport as CommissioningReport,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    CommissioningTests as CommissioningTests,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    CompletionCertificate as CompletionCertificate,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    InspectionResult as InspectionResult,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    PassedInspection as PassedInspection,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import (
    PermissionToOperatePto as PermissionToOperatePto,
)
from penstock.streams.ncv_03_solar_storage.items.commissioning import Rework as Rework
from penstock.streams.ncv_03_solar_storage.items.contract import (
    CancellationRequest as CancellationRequest,
)
from penstock.streams.ncv_03_solar_storage.items.contract import ChangeOrders as ChangeOrders
from penstock.streams.ncv_03_solar_storage.items.contract import (
    CustomerApproval as CustomerApproval,
)
from penstock.streams.ncv_03_solar_storage.items.contract import (
    FinancingAgreement as FinancingAgreement,
)
from penstock.streams.ncv_03_solar_storage.items.contract import (
    FinancingDecision as FinancingDecision,
)
from penstock.streams.ncv_03_solar_storage.items.contract import FinancingOffer as FinancingOffer
from penstock.streams.ncv_03_solar_storage.items.contract import SalesOrder as SalesOrder
from penstock.streams.ncv_03_solar_storage.items.contract import (
    SignatureCertificate as SignatureCertificate,
)
from penstock.streams.ncv_03_solar_storage.items.contract import SignedContract as SignedContract
from penstock.streams.ncv_03_solar_storage.items.design import BillOfMaterials as BillOfMaterials
from penstock.streams.ncv_03_solar_storage.items.design import DesignVariants as DesignVariants
from penstock.streams.ncv_03_solar_storage.items.design import SiteSpecifics as SiteSpecifics
from penstock.streams.ncv_03_solar_storage.items.design import SystemDesign as SystemDesign
from penstock.streams.ncv_03_solar_storage.items.installation import (
    CrewAppointment as CrewAppointment,
)
from penstock.streams.ncv_03_solar_storage.items.installation import (
    Deliveries as Deliveries,
)
from penstock.streams.ncv_03_solar_storage.items.installation import (
    InstallationPhoto as InstallationPhoto,
)
from penstock.streams.ncv_03_solar_storage.items.installation import (
    InstallationReport as InstallationReport,
)
from penstock.streams.ncv_03_solar_storage.items.installation import (
    InstalledDgStorageSystem as InstalledDgStorageSystem,
)
from penstock.streams.ncv_03_solar_storage.items.installation import (
    PurchaseOrders as PurchaseOrders,
)
from penstock.streams.ncv_03_solar_storage.items.installation import (
    SafetyIncidents as SafetyIncidents,
)
from penstock.streams.ncv_03_solar_storage.items.lead import BillExplained as BillExplained
from penstock.streams.ncv_03_solar_storage.items.lead import (
    CustomerEnergyBills as CustomerEnergyBills,
)
from penstock.streams.ncv_03_solar_storage.items.lead import CustomerInquiry as CustomerInquiry
from penstock.streams.ncv_03_solar_storage.items.lead import (
    PreliminaryEnergyAnalysis as PreliminaryEnergyAnalysis,
)
from penstock.streams.ncv_03_solar_storage.items.lead import QualifiedLead as QualifiedLead
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    ApprovedInterconnectionAgreement as ApprovedInterconnectionAgreement,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    ApprovedPermits as ApprovedPermits,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    InterconnectionApplicationDraft as InterconnectionApplicationDraft,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    OneLineDrawing as OneLineDrawing,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    PermitApplications as PermitApplications,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    PermitPacket as PermitPacket,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import (
    SitePlanDrawing as SitePlanDrawing,
)
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    CustomerProposal as CustomerProposal,
)
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    FinancialProjections as FinancialProjections,
)
from penstock.streams.ncv_03_solar_storage.items.proposal import (
    ProposalDocument as ProposalDocument,
)
from penstock.streams.ncv_03_solar_storage.items.proposal import RequoteNote as RequoteNote
