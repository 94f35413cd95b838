"""A home of NCV-01 from its contract to devices that answer, with all that acts go through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from penstock.app.customer.appointments import RecordedWord
from penstock.app.items.values import value_of
from penstock.app.loading import reference_company
from penstock.app.streams.business_hours import CompanyHours
from penstock.app.streams.crew_calendar import RecordedCrewCalendar
from penstock.app.streams.home_devices import RegisteredHomes
from penstock.app.streams.serials import RecordedSerials
from penstock.app.streams.suppliers import HouseSuppliers
from penstock.app.streams.warehouse import RecordedWarehouse
from penstock.casework.checklist.reports import PartSerial, Reading
from penstock.casework.checklist.saying import StepDone
from penstock.casework.checklist.steps import Step
from penstock.casework.device.identity import DeviceId
from penstock.casework.device.live import LiveState, LiveValue
from penstock.delivery.items import item_type
from penstock.delivery.stage_acts import CaseFacts
from penstock.store.memory_devices import MemoryDevices
from penstock.store.memory_records import MemoryRecords
from penstock.streams.ncv_01_smart_home import items
from penstock.streams.ncv_01_smart_home.installing.saying import SuitsCustomer, VisitWish
from penstock.streams.ncv_01_smart_home.items.working import PlannedDevice
from penstock.streams.ncv_01_smart_home.stages.installation import report, start
from penstock.streams.ncv_01_smart_home.stages.preparation import release, reserve
from penstock.streams.ncv_01_smart_home.stages.visits import confirm_visit, plan_visit
from tests.solar_installation import PHOTO

_T = TypeVar("_T")
# A Monday; the contract of the played company was signed on it.
SIGNED = datetime(2026, 5, 4, 18, tzinfo=UTC)
FACTS = CaseFacts(
    case_id="NCV-01-1",
    stream_id="NCV-01",
    stage_id="NCV-01.4",
    product="NONREG-SH-001",
    customer="Ana Brook",
    premise="1 Elm Street",
    account="AES-1",
    person="paula",
)
REQUIREMENTS = items.InstallationRequirements(
    skills=("smart-home", "hvac"), minutes=120, articles=("QE-TH-200",)
)
HERE = VisitWish(latitude=36.05, longitude=-79.8)
ACCESS = items.SiteAccess(lets_in="Ana Brook")
RIGHT = {"voltage between the wires": "0", "signal strength": "-58"}


def played(of: type[_T], name: str) -> _T:
    """Return an item of the played company, for the case of these tests."""
    kind = item_type(of)
    assert kind is not None
    file = reference_company() / "simulation" / "items" / f"smart-home-{name}.json"
    text = file.read_text(encoding="utf-8")
    for word, value in {"@case@": FACTS.case_id, "@customer@": FACTS.customer}.items():
        text = text.replace(word, value)
    found = value_of(kind, text.encode(), item=name)
    assert isinstance(found, of)
    return found


DESIGN = played(items.CustomSolutionDesign, "custom-solution-design")
CONTRACT = played(items.SignedContract, "signed-contract")
QUOTE = played(items.DetailedQuote, "detailed-quote")
PAYMENT = played(items.PaymentSecured, "payment-secured")


@dataclass
class HomeSite:
    """One home, and everything that acts reach the world through."""

    records: MemoryRecords = field(default_factory=MemoryRecords)
    registry: MemoryDevices = field(default_factory=MemoryDevices)
    facts: CaseFacts = FACTS
    now: datetime = SIGNED

    @property
    def warehouse(self) -> RecordedWarehouse:
        return RecordedWarehouse(records=self.records)

    @property
    def suppliers(self) -> HouseSuppliers:
        return HouseSuppliers(records=self.records)

    @property
    def serials(self) -> RecordedSerials:
        return RecordedSerials(records=self.records)

    @property
    def calendar(self) -> RecordedCrewCalendar:
        return RecordedCrewCalendar(records=self.records)

    @property
    def hours(self) -> CompanyHours:
        return CompanyHours()

    @property
    def word(self) -> RecordedWord:
        return RecordedWord(records=self.records)

    @property
    def devices(self) -> RegisteredHomes:
        return RegisteredHomes(devices=self.registry, now=lambda: self.now)

    def reserved(
        self,
        before: items.KitReservation | None = None,
        design: items.CustomSolutionDesign = DESIGN,
    ) -> items.KitReservation:
        return reserve(
            design,
            CONTRACT,
            before,
            self.warehouse,
            self.suppliers,
            self.hours,
            self.facts,
            self.now,
        )

    def planned(
        self,
        said: VisitWish = HERE,
        *,
        kit: items.KitReservation | None = None,
        before: items.InstallerAppointment | None = None,
        requirements: items.InstallationRequirements = REQUIREMENTS,
    ) -> items.InstallerAppointment:
        return plan_visit(
            said,
            CONTRACT,
            requirements,
            kit,
            before,
            self.calendar,
            self.hours,
            self.facts,
            self.now,
        )

    def confirmed(self, visit: items.InstallerAppointment) -> items.InstallerAppointment:
        return confirm_visit(SuitsCustomer(by="Ana Brook, by telephone"), visit, self.now)

    def released(
        self, kit: items.KitReservation, visit: items.InstallerAppointment
    ) -> tuple[items.ScheduledInstallation, items.EquipmentPrepared]:
        return release(
            DESIGN,
            CONTRACT,
            PAYMENT,
            kit,
            visit,
            self.warehouse,
            self.word,
            self.calendar,
            self.devices,
            self.facts,
            self.now,
        )

    def begun(
        self, kit: items.KitReservation, visit: items.InstallerAppointment
    ) -> items.InstallationWork:
        """Release the job, and begin at the hour of the appointment."""
        scheduled, equipment = self.released(kit, visit)
        assert visit.appointment is not None
        self.now = visit.appointment.start
        return start(DESIGN, scheduled, equipment, visit, ACCESS, None, self.facts, self.now)

    def told(
        self,
        said: StepDone,
        work: items.InstallationWork,
        kit: items.KitReservation,
        photo: bytes | None = None,
    ) -> items.InstallationWork:
        after, _ = report(said, work, kit, photo, self.facts, self.now)
        return after

    def done(
        self, work: items.InstallationWork, kit: items.KitReservation, *, but: str = ""
    ) -> items.InstallationWork:
        """Report every step right, but one."""
        for step in work.checklist.steps:
            for said, photo in right(step, work.devices) if step.id != but else ():
                work = self.told(said, work, kit, photo)
        return work

    def heard(self, home: str, *devices: str, values: Mapping[str, float] | None = None) -> None:
        """Let devices of a home speak now."""
        told = tuple(
            LiveValue(quantity=name, shown=f"{number:g}", unit="", at=self.now)
            for name, number in (values or {}).items()
        )
        live = [
            LiveState(
                of=DeviceId(home, each),
                at=self.now,
                received_at=self.now,
                firmware="2.4.1",
                values=told,
            )
            for each in devices
        ]
        self.registry.keep_seen(live, [])

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)


def right(step: Step, devices: tuple[PlannedDevice, ...]) -> list[tuple[StepDone, bytes | None]]:
    """Return what is reported of a step that is done right: a photo each, then the rest."""
    serials = tuple(
        PartSerial(part_number=each.article, serial_number=each.serial)
        for each in devices
        if each.device == step.id
    )
    readings = tuple(
        Reading(name=each.name, value=Decimal(RIGHT[each.name])) for each in step.readings
    )
    rest = StepDone(
        step=step.id,
        readings=readings,
        serials=serials,
        signed_by="Tess Technician",
        note="R, C, W, Y, G" if serials else "",
    )
    return [*((StepDone(step=step.id, shows=each), PHOTO) for each in step.photos), (rest, None)]
