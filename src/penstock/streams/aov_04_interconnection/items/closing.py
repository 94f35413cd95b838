"""What is agreed and permitted: it tells terms and reasons, and nothing of the network."""

from dataclasses import dataclass
from datetime import date, datetime

from penstock.casework.interconnection import AgreementTerms
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class InterconnectionAgreement:
    """The agreement that is offered."""

    terms: AgreementTerms
    basis: tuple[str, ...]
    tendered_at: datetime
    sign_by: date


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionToOperateNotice:
    """Whether the finished system may run, or why not yet."""

    is_granted: bool
    operate_from: date | None
    reasons: tuple[str, ...]
    decided_at: datetime


@information_item(side=Side.REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessTestRecord:
    """What the utility saw when it watched the commissioning test."""

    has_passed: bool
    watched_by: str
    watched_on: date
    found: str
