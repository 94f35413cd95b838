"""The items and papers of NCV-03.4: drawings, permits, and the interconnection application."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from annotated_types import Ge, Gt, MinLen

from penstock.casework.interconnection import ApplicationForm, Condition, Setting
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side

Text = Annotated[str, MinLen(1)]


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitPacket:
    """What is handed to the authority, as one PDF."""

    content: bytes


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class OneLineDrawing:
    """The one-line diagram, as SVG."""

    content: bytes


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlanDrawing:
    """The site plan: the roof with its modules from above, as SVG."""

    content: bytes


class PermitState(StrEnum):
    """How an application for a permit stands."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitAnswer:
    """What an authority said of an application.

    Args:
        is_approved: Whether it grants the permit; else it wants something mended.
        number: Of the permit; empty while there is none.
        comments: What is to be mended, or what the permit says besides.
        owner: Who mends it.
        due_on: The last day for it; None where nothing is to be mended.
        answered_on: When.
    """

    is_approved: bool
    number: str
    comments: tuple[str, ...]
    owner: str
    due_on: date | None
    answered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitApplication:
    """One permit that was asked for.

    Args:
        authority: Whom it was asked of.
        kind: What for: `building`, `electrical`.
        packet_sha256: Of the packet that was handed in, the last one.
        submitted_on: When it was handed in last.
        submissions: How often it was handed in.
        answers: What was said, the oldest first; one for each time, but for the last perhaps.
        first_submitted_on: When it was handed in first; None where that was not kept yet.
    """

    authority: Text
    kind: Text
    packet_sha256: str
    submitted_on: date
    submissions: Annotated[int, Ge(1)] = 1
    answers: tuple[PermitAnswer, ...] = ()
    first_submitted_on: date | None = None

    @property
    def state(self) -> PermitState:
        """How it stands."""
        if len(self.answers) < self.submissions:
            return PermitState.SUBMITTED
        return PermitState.APPROVED if self.answers[-1].is_approved else PermitState.RETURNED


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class PermitApplications:
    """Every permit that was asked for: a paper.

    Args:
        applications: One for each authority and kind.
    """

    applications: tuple[PermitApplication, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedPermit:
    """A permit that was granted.

    Args:
        authority: By whom.
        kind: What for.
        number: What it is called.
        approved_on: When.
        packet_sha256: Of the drawings that it was granted for.
    """

    authority: str
    kind: str
    number: Text
    approved_on: date
    packet_sha256: str


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedPermits:
    """All permits that building needs.

    Args:
        permits: Each of them.
        design_sha256: Of the design that they are for.
    """

    permits: Annotated[tuple[ApprovedPermit, ...], MinLen(1)]
    design_sha256: str


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class InterconnectionApplicationDraft:
    """The application to the utility as AES will hand it in: a paper.

    Args:
        form: The form that every applicant fills in.
        design_sha256: Of the design that it is for.
        drafted_at: When.
    """

    form: ApplicationForm
    design_sha256: str
    drafted_at: datetime


@information_item(side=Side.NON_REGULATED, sensitivity=Sensitivity.INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedInterconnectionAgreement:
    """What the utility agrees to: terms and reasons, and nothing of its network.

    Args:
        request_id: The interconnection request that it answers.
        capacity_kw_ac: Nameplate that may be connected. [kW]
        export_limit_kw: The most that may flow out; None where the nameplate is the limit. [kW]
        settings: Of every inverter.
        conditions: Duties of both sides, with what they cost.
        witness_test: Whether the utility watches the commissioning test.
        valid_until: First day on which it holds no more, unless the system is complete.
        tendered_at: When it was offered.
        basis: Why, sentence by sentence.
        applied_at: When the request came in at the utility; None where that was not kept yet.
    """

    request_id: Text
    capacity_kw_ac: Annotated[Decimal, Gt(0)]
    export_limit_kw: Annotated[Decimal, Ge(0)] | None = None
    settings: tuple[Setting, ...]
    conditions: tuple[Condition, ...] = ()
    witness_test: bool = False
    valid_until: date
    tendered_at: datetime
    basis: tuple[str, ...] = ()
    applied_at: datetime | None = None
