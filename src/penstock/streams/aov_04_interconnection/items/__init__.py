"""The information items of an interconnection request, called as the procedure calls them."""

from penstock.streams.aov_04_interconnection.items.application import (
    CertificateOfCompletion,
    InterconnectionApplication,
    OneLineDiagram,
    SitePlan,
)
from penstock.streams.aov_04_interconnection.items.asking import DataRequest, DataRequests
from penstock.streams.aov_04_interconnection.items.closing import (
    InterconnectionAgreement,
    PermissionToOperateNotice,
    WitnessTestRecord,
)
from penstock.streams.aov_04_interconnection.items.pictures import (
    FeederHeatMap,
    StudyVoltageProfile,
    VoltageProfile,
)
from penstock.streams.aov_04_interconnection.items.results import (
    CompletenessNotice,
    CriterionFinding,
    EngineersReview,
    Route,
    ScreenFinding,
    ScreeningResult,
    StudyResult,
)

__all__ = [
    "CertificateOfCompletion",
    "CompletenessNotice",
    "CriterionFinding",
    "DataRequest",
    "DataRequests",
    "EngineersReview",
    "FeederHeatMap",
    "InterconnectionAgreement",
    "InterconnectionApplication",
    "OneLineDiagram",
    "PermissionToOperateNotice",
    "Route",
    "ScreenFinding",
    "ScreeningResult",
    "SitePlan",
    "StudyResult",
    "StudyVoltageProfile",
    "VoltageProfile",
    "WitnessTestRecord",
]
