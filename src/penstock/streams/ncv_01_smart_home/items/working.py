"""The papers of NCV-01.4 and .5: the kit that is kept, who comes when, and what is done on site."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from annotated_types import Ge, MinLen

from penstock.casework.appointment.booking import MovedAppointment
from penstock.casework.appointment.jobs import Appointment, Window
from penstock.casework.appointment.travel import Location
from penstock.casework.checklist.incidents import JudgedIncident
from penstock.casework.checklist.reports import StepReport
from penstock.casework.checklist.steps import Checklist
from penstock.casework.purchase.orders import PurchaseOrder
from penstock.casework.purchase.receipts import Delivery, Receipts
from penstock.casework.stock.picking import Picked
from penstock.delivery.items import Sensitivity, information_item
from penstock.kernel.sides import Side
from penstock.streams.ncv_01_smart_home.items.installation import Visit
from penstock.streams.ncv_01_smart_home.items.marketing import Text

_SIDE, _INTERNAL, _PERSONAL = Side.NON_REGULATED, Sensitivity.INTERNAL, Sensitivity.PERSONAL


@information_item(side=_SIDE, sensitivity=_INTERNAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class KitReservation:
    """What is kept of stock for a home, what was ordered, and what of that came.

    Args:
        kept: Pieces of our stock.
        orders: What was ordered of suppliers, what was called off too.
        deliveries: What came of it.
    """

    kept: tuple[Picked, ...] = ()
    orders: tuple[PurchaseOrder, ...] = ()
    deliveries: tuple[Delivery, ...] = ()

    @property
    def receipts(self) -> Receipts:
        """What came, as purchasing counts it."""
        return Receipts(deliveries=self.deliveries)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoShow:
    """That nobody let the technician in.

    Args:
        appointment: The appointment that came to nothing.
        waited_until: How long the technician waited.
        told_by: Who was there.
        words: What they saw, and whom they called.
    """

    appointment: Appointment
    waited_until: datetime
    told_by: Text
    words: str = ""


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class InstallerAppointment:
    """When which technician comes, as it stands now.

    Args:
        appointment: When, and who; None where nobody has time and people have to decide.
        location: Where the home is.
        travel: By what ways were reckoned.
        due: The first moment that is too late by BR-05, 7 business days after the contract.
        windows: When somebody can let them in; empty for any working time.
        moved: Earlier appointments, the oldest first.
        because: Why there is none, where there is none.
        confirmed_at: When the customer said that it suits them; None before.
        confirmed_by: Who said so, and how.
        no_shows: When nobody let them in.
        kept: Appointments that took place before this one, the oldest first.
    """

    appointment: Appointment | None
    location: Location
    travel: str
    due: datetime
    windows: tuple[Window, ...] = ()
    moved: tuple[MovedAppointment, ...] = ()
    because: str = ""
    confirmed_at: datetime | None = None
    confirmed_by: str = ""
    no_shows: tuple[NoShow, ...] = ()
    kept: tuple[Appointment, ...] = ()

    @property
    def is_in_time(self) -> bool:
        """Whether the first visit takes place, or took place, within the days of BR-05."""
        first = self.kept[0] if self.kept else self.appointment
        return first is not None and first.end <= self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraCost:
    """Something that was not quoted and is billed, because the customer agreed to it on site.

    Args:
        what: What it is.
        cents: What it costs; below 0 for something that was quoted and not done. [cents]
        agreed_by: Who agreed to it.
        agreed_at: When.
    """

    what: Text
    cents: int
    agreed_by: Text
    agreed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDevice:
    """A device that is to be mounted.

    Args:
        device: Its name in the home, which is the name of its step.
        article: The article's number.
        room: Where it goes.
        serial: The piece that was packed for it.
    """

    device: Text
    article: Text
    room: str
    serial: Text


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationWork:
    """What is to be done in a home, and what was reported of it.

    Args:
        home: The home, as its topics call it.
        checklist: The steps: a step for each device, and those around them.
        devices: What is to be mounted.
        crew: Who does it.
        started_at: When they began.
        visit_began_at: When the visit began that goes on; None between visits.
        visits: The visits that are over.
        reports: What was reported, the oldest first.
        extras: What is billed beside what was quoted.
    """

    home: Text
    checklist: Checklist
    devices: Annotated[tuple[PlannedDevice, ...], MinLen(1)]
    crew: Text
    started_at: datetime
    visit_began_at: datetime | None
    visits: tuple[Visit, ...] = ()
    reports: tuple[StepReport, ...] = ()
    extras: tuple[ExtraCost, ...] = ()


@information_item(side=_SIDE, sensitivity=_PERSONAL, is_file=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationPhoto:
    """What a technician photographed; each photo is a version."""

    content: bytes


@information_item(side=_SIDE, sensitivity=_PERSONAL)
@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyIncidents:
    """What happened to people, the oldest first."""

    incidents: tuple[JudgedIncident, ...] = ()

    @property
    def count(self) -> Annotated[int, Ge(0)]:
        """How many."""
        return len(self.incidents)
