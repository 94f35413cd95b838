"""A company with people on both sides, whose cases stand behind a guard, for tests."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from penstock.app.auditing import audit_log
from penstock.app.boundary.reading import Council
from penstock.app.cases import By, Cases
from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.door import Door
from penstock.app.guarding.asker import CASE_WORK, Asker
from penstock.app.guarding.opening import Company
from penstock.app.loading import reference_company
from penstock.governance.accountability.changing import Change
from penstock.governance.accountability.register import Holding
from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.audit.ports import Asked, AuditLog
from penstock.governance.audit.writing import Told
from penstock.kernel.sides import Side
from penstock.store.memory import MemoryStore
from tests.unit.app.cases.bench import NOON
from tests.unit.app.cases.bench import cases as plain_cases

SELLER, ENGINEER, SERVICE, AUDITOR = "Sal", "Gus", "Cleo", "Ida"
PEOPLE = {
    SELLER: "Sales Consultant - AES",
    ENGINEER: "Interconnection Engineer",
    SERVICE: "Customer Service Representative",
    AUDITOR: "Internal Auditor",
}
# Reading the policies takes a while, and they are the same in every test.
COUNCIL = Council(reference_company())


@dataclass
class Office:
    """A store with cases, and people who come through its door."""

    store: MemoryStore = field(default_factory=MemoryStore)
    blobs: MemoryBlobs = field(default_factory=MemoryBlobs)
    now: Callable[[], datetime] = lambda: NOON
    is_open: bool = False

    def __post_init__(self) -> None:
        self.log: AuditLog = audit_log("memory:", self.store)
        if not self.is_open:
            since = NOON - timedelta(days=9)
            begun = tuple(Holding(person=p, role=r, since=since) for p, r in PEOPLE.items())
            self.store.people.change(Change(begun=begun), by="HR", reason="joined")

    def cases(
        self,
        person: str,
        *,
        hat: Side | None = None,
        purpose: str = CASE_WORK,
        emergency: str = "",
    ) -> Cases:
        """Return the cases as a person finds them."""
        company = Company(folder=reference_company(), store=self.store, now=self.now)
        company.__dict__["council"] = COUNCIL
        door = Door(
            guard=company.guard(self.log),
            asker=Asker(person=person, hat=hat, purpose=purpose, emergency=emergency),
            classes=company.classes,
            store=self.store,
        )
        return replace(self.behind(), door=door)

    def behind(self) -> Cases:
        """Return the cases as a program finds them, without a door."""
        return plain_cases(self.store, blobs=self.blobs, now=self.now)

    def entries(self) -> tuple[Told, ...]:
        """Return what is on record."""
        reading = Entry(at=self.now(), kind=Kind.LOG_READ, actor="tests", action="read")
        return self.log.read(Asked(limit=10_000), recorded=reading)


def by(person: str, key: str) -> By:
    """Return who acts, with a key."""
    return By(actor=person, key=key)
