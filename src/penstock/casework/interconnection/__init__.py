"""The way to connect generation: one form for every applicant, its terms, and what is answered."""

from penstock.casework.interconnection.answer import (
    Answer,
    CriterionOutcome,
    Permission,
    ScreenOutcome,
    StudyOutcome,
)
from penstock.casework.interconnection.application import (
    Applicant,
    ApplicationForm,
    BatteryUnit,
    Installer,
    InverterUnit,
    Project,
    ServiceAccount,
    SignedBy,
    Technology,
)
from penstock.casework.interconnection.completeness import missing
from penstock.casework.interconnection.completion import (
    CommissioningReadings,
    CompletionForm,
    Inspection,
    not_yet,
)
from penstock.casework.interconnection.terms import (
    AgreementTerms,
    Condition,
    Deficiency,
    Setting,
)

__all__ = [
    "AgreementTerms",
    "Answer",
    "Applicant",
    "ApplicationForm",
    "BatteryUnit",
    "CommissioningReadings",
    "CompletionForm",
    "Condition",
    "CriterionOutcome",
    "Deficiency",
    "Inspection",
    "Installer",
    "InverterUnit",
    "Permission",
    "Project",
    "ScreenOutcome",
    "ServiceAccount",
    "Setting",
    "SignedBy",
    "StudyOutcome",
    "Technology",
    "missing",
    "not_yet",
]
