"""The items and papers of NCV-03.5: buying, planning, building."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge

from penstock.casework.appointment.booking import MovedAppointment
from penstock.casework.appointment.jobs import Appointment, Window
from penstock.casework.checklist.incidents import JudgedIncident
from penstock.casework.checklist.reports import PartSerial, Reading, StepReport, TakenPhoto
from penstock.casework.checklist.steps import Checklist
from penstock.casework.purchase.invoicing import Invoice
from penstock.casework.purchase.orders import PurchaseOrder
from penstock.casework.purchase.receipts import Delivery, Return
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side

_SIDE, _INTERNAL, _PERSONAL = Side.NON_REGULATED, Sensitivity.INTERNAL, Sensitivity.PERSONAL


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseOrders:
    """What was ordered of whom, as it stands now.

    Args:
        orders: Every order, those that were called off too.
        need_by: The day by which the parts are to be on the site.
    """

    orders: tuple[PurchaseOrder, ...]
    need_by: date

    @property
    def total_cents(self) -> int:
        """The cents that all orders cost."""
        return sum(each.total_cents for each in self.orders)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedInvoice:
    """An invoice, what of it is owed, and why not the rest."""

    invoice: Invoice
    payable_cents: Annotated[int, Ge(0)]
    differences: tuple[str, ...] = ()


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """What came, what went back, and what was billed."""

    deliveries: tuple[Delivery, ...] = ()
    returns: tuple[Return, ...] = ()
    invoices: tuple[JudgedInvoice, ...] = ()


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class CrewAppointment:
    """When which crew builds the system.

    Args:
        appointment: When, and who; None where no crew has time and people have to decide.
        travel: By what ways were reckoned.
        moved: Earlier appointments, the oldest first.
        because: Why there is none, where there is none.
        windows: When the customer can be there; empty for any working time.
    """

    appointment: Appointment | None
    travel: str
    moved: tuple[MovedAppointment, ...] = ()
    because: str = ""
    windows: tuple[Window, ...] = ()


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationReport:
    """What is to be done on the roof and at the wall, and what was reported of it.

    Args:
        checklist: The steps, as they were when the work began.
        crew: Who builds.
        started_at: When they began.
        reports: What they reported, the oldest first.
    """

    checklist: Checklist
    crew: str
    started_at: datetime
    reports: tuple[StepReport, ...] = ()


@information_item(side=_SIDE, sensitivity=_PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationPhoto:
    """What a crew photographed; each photo is a version."""

    content: bytes


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyIncidents:
    """What happened to people, the oldest first."""

    incidents: tuple[JudgedIncident, ...] = ()


@information_item(side=_SIDE, sensitivity=_INTERNAL, also=("Installed system",))
@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledDgStorageSystem:
    """What was built, with the proof of it.

    Args:
        crew: Who built it.
        started_at: When they began.
        completed_at: When they were done.
        serials: Each piece with a serial number that was built in.
        photos: What was photographed, with the hash of each picture.
        readings: The last reading of each name.
        quality_percent: The share of the steps that were right the first time.
        incidents: How many safety incidents there were.
        recordable_incidents: How many of them are recordable after 29 CFR 1904.7.
        lines_in_time: How many lines of the orders came whole by the day they were promised.
        lines_due: Of how many.
        parts_cents: What the parts cost that came. [cents]
    """

    crew: str
    started_at: datetime
    completed_at: datetime
    serials: tuple[PartSerial, ...]
    photos: tuple[TakenPhoto, ...]
    readings: tuple[Reading, ...]
    quality_percent: Decimal
    incidents: Annotated[int, Ge(0)] = 0
    recordable_incidents: Annotated[int, Ge(0)] = 0
    lines_in_time: Annotated[int, Ge(0)] = 0
    lines_due: Annotated[int, Ge(0)] = 0
    parts_cents: Annotated[int, Ge(0)] = 0

    def __post_init__(self) -> None:
        if self.completed_at < self.started_at:
            raise ValueError("it was completed before it was started; look at the two moments")
