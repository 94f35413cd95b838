"""A job of NCV-03.5 on site, with a checklist of three steps, for tests of the field."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from penstock.app.cases import By, Cases
from penstock.app.cases.kept_open import KeptOpen
from penstock.app.cases.opening import IN_MEMORY, opened
from penstock.app.items.values import content_of
from penstock.app.loading import reference_company
from penstock.app.streams.crew_days import CrewDay, after, empty_day
from penstock.app.streams.crews import read_roster
from penstock.app.streams.keeping import latest_of
from penstock.app.watching import Watch
from penstock.casework.appointment.jobs import Appointment, Visit
from penstock.casework.appointment.travel import Location
from penstock.casework.checklist.steps import Checklist, Limit, Step
from penstock.delivery import commands as do
from penstock.delivery.items import item_type
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.streams.ncv_03_solar_storage.items import (
    Deliveries,
    InstallationReport,
    PurchaseOrders,
)
from penstock.web.live.building import served_shell
from penstock.web.shelf import Shelf
from penstock.web.site import Edition
from tests.houses import Office

IVAN, LENA, OMAR, GITA = "ivan", "lena", "omar", "gita"
ROLES = {
    IVAN: "Solution Installer",
    LENA: "Solution Installer",
    OMAR: "VP, Operations & Delivery - AES",
    GITA: "Interconnection Engineer",
}
CREW, OTHER_CREW, JOB, STAGE = "roof-1", "roof-2", "SOL-7", "NCV-03.5"
CHECKLIST = Checklist(
    name="Build A",
    steps=(
        Step(id="attachments", title="Fasten the attachments", photos=("the roof", "a rafter")),
        Step(
            id="array",
            title="Mount and bond the modules",
            photos=("the array from above",),
            readings=(Limit(name="bonding", unit="Ohm", at_most=Decimal("0.1")),),
            serial_parts=("PV-400",),
        ),
        Step(id="labels", title="Put on the labels"),
    ),
)


@dataclass
class Site(Office):
    """An office whose case SOL-7 is with crew roof-1 today."""

    def report(self) -> InstallationReport:
        """Return what is kept of the job."""
        from penstock.app.items.values import value_of

        kind = item_type(InstallationReport)
        assert kind is not None
        found = value_of(kind, self.cases.content(JOB, "Installation report"), item="report")
        assert isinstance(found, InstallationReport)
        return found

    def book(self, crew_id: str = CREW, *jobs: str) -> None:
        """Write down what a crew does today: the job, or the jobs named; crews rest at weekends."""
        records, now = self.cases.store.records, self.cases.now()
        crew = next(each for each in read_roster(None).crews if each.id == crew_id)
        empty = empty_day(crew, now.astimezone(ZoneInfo("America/New_York")).date())
        day = latest_of(records, CrewDay, empty.number) or empty
        records.keep(after(day, [_today(now, crew_id, each) for each in jobs or (JOB,)]))

    def unbook(self, crew_id: str = CREW) -> None:
        """Leave a crew with another job alone."""
        self.book(crew_id, "SOL-0")


def _today(now: datetime, crew: str, job: str) -> Appointment:
    day = now.astimezone(ZoneInfo("America/New_York")).date()
    visit = Visit(day=day, start=now - timedelta(hours=1), end=now + timedelta(hours=6))
    return Appointment(
        job=job,
        crew=crew,
        location=Location(latitude=36.07, longitude=-79.79),
        visits=(visit,),
        minutes=420,
    )


@contextmanager
def site(address: str = IN_MEMORY, *, folder: Path | None = None) -> Iterator[Site]:
    """Yield an office with a job on site, people of both sides, and crews.

    Args:
        address: The database; one that holds the job already goes on with it.
        folder: The documents; the reference company's where none are named.
    """
    folder = folder or reference_company()
    shelf = Shelf(partial(Edition.of, folder), Watch(folder), served_shell())
    kept = KeptOpen(database=address, folder=folder)
    with opened(address, folder=folder, create=True) as cases, closing(kept):
        kept.hold(cases)
        if cases.store.case(JOB) is None:
            begin(cases)
            since = cases.now() - timedelta(days=9)
            begun = tuple(Holding(person=who, role=of, since=since) for who, of in ROLES.items())
            cases.store.people.change(Change(begun=begun), by="HR", reason="joined")
        yield Site(cases=cases, kept=kept, shelf=shelf)


def begin(cases: Cases) -> None:
    """Bring the case to NCV-03.5, and begin the work there."""
    walk = _Walk(cases)
    cases.open("NCV-03", walk.by(), case_id=JOB, customer="Rivera", premise="12 Canal Street")
    for criterion in cases.models.current("NCV-03").entry_criteria:
        walk.act(do.Attest(criterion=criterion, evidence="seen"))
    for stage in cases.models.current("NCV-03").stages:
        walk.record(*stage.inputs)
        if stage.id == STAGE:
            break
        if stage.id in cases.bound:
            walk.act(do.Fail(error="nobody works here"))
        walk.act(do.Claim(person="begin"))
        walk.record(*stage.outputs)
        walk.act(do.Complete())
        walk.act(do.Pass(role="", evidence="all seen"))
    walk.keep(PurchaseOrders(orders=(), need_by=date(2026, 11, 1)), "Purchase orders")
    walk.keep(Deliveries(), "Deliveries")
    begun = datetime(2026, 11, 20, 13, tzinfo=UTC)
    report = InstallationReport(checklist=CHECKLIST, crew=CREW, started_at=begun)
    walk.keep(report, "Installation report")


@dataclass
class _Walk:
    """Does command after command in the job, whatever the items hold."""

    cases: Cases
    number: int = 0

    def by(self) -> By:
        self.number += 1
        return By(actor="begin", key=f"walk-{self.number}")

    def act(self, command: do.Command) -> None:
        self.cases.act(JOB, command, self.by())

    def record(self, *items: str) -> None:
        for item in items:
            if not self.cases.case(JOB).has(item):
                self.act(do.Record(item=item, sha256=self.cases.blobs.put(item.encode())))

    def keep(self, value: object, item: str) -> None:
        kind = item_type(type(value))
        assert kind is not None
        self.cases.record(JOB, item, content_of(kind, value, item=item), self.by())
