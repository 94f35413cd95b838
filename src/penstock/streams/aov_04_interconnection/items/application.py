"""What comes in: the application, its drawings, and the certificate of completion."""

from dataclasses import dataclass
from datetime import datetime

from penstock.casework.interconnection import ApplicationForm, CompletionForm
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class InterconnectionApplication:
    """An application as it came in."""

    form: ApplicationForm
    received_at: datetime


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateOfCompletion:
    """What the applicant says of the finished system."""

    form: CompletionForm
    received_at: datetime


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class OneLineDiagram:
    """The one-line diagram that is attached to an application."""

    content: bytes


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """The site plan that is attached to an application."""

    content: bytes
