"""The application to connect generation: one form for every applicant, and what it lacks."""

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

__all__ = [
    "Applicant",
    "ApplicationForm",
    "BatteryUnit",
    "Installer",
    "InverterUnit",
    "Project",
    "ServiceAccount",
    "SignedBy",
    "Technology",
    "missing",
]
