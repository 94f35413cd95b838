"""The information items of the stream and its working papers, called as the documents call them."""

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
