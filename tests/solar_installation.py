"""What NCV-03.5 records, one after the other, for tests of it and of later stages."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from penstock.app.streams.crew_calendar import RecordedCrewCalendar
from penstock.app.streams.serials import RecordedSerials
from penstock.app.streams.suppliers import HouseSuppliers
from penstock.casework.checklist.reports import PartSerial, Reading
from penstock.casework.checklist.saying import StepDone
from penstock.casework.checklist.steps import Step
from penstock.casework.purchase.orders import PurchaseOrder
from penstock.casework.purchase.receipts import Delivered, DeliveredLine
from penstock.delivery.stage_acts import CaseFacts
from penstock.store.memory_records import MemoryRecords
from penstock.streams.ncv_03_solar_storage.installing.saying import (
    CrewWish,
    OrderWish,
)
from penstock.streams.ncv_03_solar_storage.items import (
    ApprovedPermits,
    CrewAppointment,
    Deliveries,
    InstallationReport,
    InstalledDgStorageSystem,
    PurchaseOrders,
)
from penstock.streams.ncv_03_solar_storage.items.permitting import ApprovedPermit
from penstock.streams.ncv_03_solar_storage.stages.installation import (
    finish,
    plan_crew,
    report,
    start,
)
from penstock.streams.ncv_03_solar_storage.stages.procurement import order, receive
from tests.conftest import ROOT
from tests.solar_contract import LATER
from tests.solar_permits import Sold, sold

PHOTO = (ROOT / "examples" / "stream-package" / "photo.png").read_bytes()
PERMIT = ApprovedPermit(
    authority="City of Greensboro",
    kind="electrical",
    number="E-26-1",
    approved_on=date(2026, 12, 1),
    packet_sha256="f" * 64,
)
PERMITS = ApprovedPermits(permits=(PERMIT,), design_sha256="d" * 64)
FACTS = CaseFacts(
    case_id="SOL-1",
    stream_id="NCV-03",
    stage_id="NCV-03.5",
    product="NONREG-DG-001",
    person="ivan",
)
BUILT = LATER + timedelta(days=40)
RIGHT = {
    "torque of terminals": "100",
    "bonding of the frames": "0.05",
    "insulation of the array": "20",
}


@dataclass
class Site:
    """One site of NCV-03.5, with everything that acts reach the world through."""

    records: MemoryRecords = field(default_factory=MemoryRecords)
    facts: CaseFacts = FACTS

    @cached_property
    def sold(self) -> Sold:
        """What was sold."""
        return sold()

    @property
    def suppliers(self) -> HouseSuppliers:
        return HouseSuppliers(records=self.records)

    @property
    def serials(self) -> RecordedSerials:
        return RecordedSerials(records=self.records)

    @property
    def calendar(self) -> RecordedCrewCalendar:
        return RecordedCrewCalendar(records=self.records)

    def ordered(
        self,
        said: OrderWish | None = None,
        before: PurchaseOrders | None = None,
        came: Deliveries | None = None,
    ) -> PurchaseOrders:
        of = self.sold
        return order(
            said or OrderWish(),
            of.parts,
            of.order,
            of.contract,
            before,
            came,
            self.suppliers,
            self.facts,
            LATER,
        )

    def received(
        self, said: Delivered, orders: PurchaseOrders, came: Deliveries | None = None
    ) -> Deliveries:
        return receive(said, orders, came, self.serials, self.facts, LATER)

    def all_received(self, orders: PurchaseOrders) -> Deliveries:
        came: Deliveries | None = None
        for each in orders.orders:
            came = self.received(whole(each), orders, came)
        assert came is not None
        return came

    def planned(
        self,
        orders: PurchaseOrders,
        came: Deliveries | None = None,
        said: CrewWish | None = None,
        before: CrewAppointment | None = None,
    ) -> CrewAppointment:
        return plan_crew(
            said or CrewWish(),
            self.sold.design,
            PERMITS,
            orders,
            came,
            before,
            self.calendar,
            self.facts,
            LATER,
        )

    def started(
        self, orders: PurchaseOrders, came: Deliveries, crew: CrewAppointment
    ) -> InstallationReport:
        of = self.sold
        return start(of.design, of.parts, of.order, of.contract, crew, orders, came, None, LATER)

    def told(
        self,
        said: StepDone,
        building: InstallationReport,
        orders: PurchaseOrders,
        came: Deliveries,
        photo: bytes | None = None,
    ) -> InstallationReport:
        after, kept = report(said, building, orders, came, photo, self.facts, BUILT)
        assert (kept is None) == (photo is None)
        return after

    def built(
        self, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
    ) -> InstallationReport:
        """Report every step that is not yet done, right."""
        for step in building.checklist.steps:
            for said, photo in done(step, came):
                building = self.told(said, building, orders, came, photo)
        return building

    def finished(
        self, building: InstallationReport, orders: PurchaseOrders, came: Deliveries
    ) -> InstalledDgStorageSystem:
        of = self.sold
        return finish(
            of.design, of.parts, of.order, of.contract, building, orders, came, None, BUILT
        )


def whole(each: PurchaseOrder, *, pieces: int | None = None, note: str = "DN-1") -> Delivered:
    """Return a delivery of an order: all of it, or so many pieces of its first line."""
    lines = each.lines if pieces is None else each.lines[:1]
    return Delivered(
        order=each.number,
        note=note,
        received_at=LATER,
        lines=tuple(
            DeliveredLine(
                part_number=line.part_number,
                quantity=pieces or line.quantity,
                serial_numbers=tuple(
                    f"{each.number}-{line.part_number}-{note}-{number}"
                    for number in range(pieces or line.quantity)
                )
                if line.needs_serial
                else (),
            )
            for line in lines
        ),
    )


def done(step: Step, came: Deliveries) -> list[tuple[StepDone, bytes | None]]:
    """Return what a crew reports of a step that it does right: a photo each, then the rest."""
    limits = {each.name: each for each in step.readings}
    polarity = limits.get("strings of right polarity")
    values = RIGHT | ({polarity.name: str(polarity.at_least)} if polarity else {})
    serials = tuple(
        PartSerial(part_number=line.part_number, serial_number=serial)
        for delivery in came.deliveries
        for line in delivery.lines
        if line.part_number in step.serial_parts
        for serial in line.serial_numbers
    )
    photos = [(StepDone(step=step.id, shows=each), PHOTO) for each in step.photos]
    rest = StepDone(
        step=step.id,
        readings=tuple(Reading(name=name, value=Decimal(values[name])) for name in limits),
        serials=serials,
        signed_by="Ivan Installer",
    )
    return [*photos, (rest, None)]
