"""A worker and its cases, with everything that it touches looked at, for tests."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from penstock.app.auditing import audit_log
from penstock.app.cases.blobs import MemoryBlobs
from penstock.app.cases.worker import Worker
from penstock.app.cases.working import Facts, Work
from penstock.delivery.from_documents import stream_model
from penstock.delivery.items import ItemType
from penstock.governance.audit.entry import Entry, Verdict
from penstock.governance.audit.ports import AuditLog, Joint, NotKeptError
from penstock.governance.consent.consent import Consent
from penstock.kernel.sensitivity import Sensitivity
from penstock.kernel.sides import Side
from penstock.store.memory import MemoryStore
from tests.unit.app.cases.bench import NOON, Bench, cases, company
from tests.unit.app.cases.clearances import clearance

STAGE = "NCV-03.1"
INPUTS = ("Customer inquiry", "Customer energy bills")
OUTPUTS = ("Qualified lead", "Preliminary energy analysis")
BILLS = "Customer energy bills"
ABOUT = {"customer": "Rivera", "premise": "12 Elm St", "account": "A-77"}
CONSENT = Consent(
    id="CON-1",
    customer="Rivera",
    premise="12 Elm St",
    account="A-77",
    grantee="non-regulated",
    data_classes=frozenset({"interval_usage"}),
    purposes=frozenset({"solar_design"}),
    start=NOON - timedelta(days=1),
    end=NOON + timedelta(days=30),
    text_sha256="5e3",
    text_version="2026-01",
    channel="web",
    given_at=NOON - timedelta(days=1),
    identity_proof="driving licence",
)


def typed(item: str, side: Side, sensitivity: Sensitivity) -> Callable[[str, str], ItemType | None]:
    """Return what knows the type of one item."""
    kind = ItemType(of=object, side=side, sensitivity=sensitivity)
    return lambda _stream, name: kind if name == item else None


METERED = typed(BILLS, Side.REGULATED, Sensitivity.PERSONAL)


def company_item(*, stage: int) -> str:
    """Return what a stage of the reference company's stream gives out, counted from 0."""
    return stream_model(company(), "NCV-03").stages[stage].outputs[0]


@dataclass
class Ear:
    """Hears all that an audit log keeps; deaf, it keeps nothing."""

    log: AuditLog
    heard: list[Entry] = field(default_factory=list)
    is_deaf: bool = False

    def append(self, entries: Sequence[Entry]) -> tuple[int, ...]:
        if self.is_deaf:
            raise NotKeptError("the disk is full")
        positions = self.log.append(entries)
        self.heard += entries
        return positions

    @contextmanager
    def joining(self) -> Iterator["Within"]:
        with self.log.joining() as joint:
            within = Within(self, joint)
            yield within
        self.heard += within.heard

    def allows(self, action: str, item: str, case_id: str) -> bool:
        return any(
            entry.verdict is Verdict.ALLOWED
            and entry.object.startswith(f"{case_id}: ")
            and any(
                item in part and (part.strip().startswith(action) or entry.action == action)
                for part in entry.object.removeprefix(f"{case_id}: ").split(";")
            )
            for entry in self.heard
        )


@dataclass
class Within:
    """Hears what joins units of work, once they are kept."""

    ear: Ear
    joint: Joint
    heard: list[Entry] = field(default_factory=list)

    def joins(self, unit: object) -> bool:
        return self.joint.joins(unit)

    def look_ahead(self, unit: object) -> None:
        self.joint.look_ahead(unit)

    def append(self, entries: Sequence[Entry], *, unit: object) -> tuple[int, ...]:
        if self.ear.is_deaf:
            raise NotKeptError("the disk is full")
        self.heard += entries
        return self.joint.append(entries, unit=unit)


@dataclass
class Witness(MemoryBlobs):
    """Looks, at each content that is read or kept, whether the log knew of it before."""

    ear: Ear
    is_watching: bool = False
    unasked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def get(self, digest: str) -> bytes:
        content = super().get(digest)
        self._look("read", content)
        return content

    def put(self, content: bytes) -> str:
        self._look("write", content)
        return super().put(content)

    def _look(self, action: str, content: bytes) -> None:
        item, _, case_id = content.decode().partition(" of ")
        if self.is_watching and not self.ear.allows(action, item, case_id):
            self.unasked.append(f"{action} {item} of {case_id}")


def works(facts: Facts) -> Mapping[str, bytes]:
    return {item: f"{item} of {facts.case_id}".encode() for item in facts.outputs}


@dataclass
class Watched:
    """A worker and its cases, with everything that it touches looked at."""

    work: Work = works
    item_type: Callable[[str, str], ItemType | None] = lambda _stream, _item: None
    calls: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = MemoryStore()
        self.ear = Ear(audit_log("memory:", self.store))
        self.blobs = Witness(self.ear)
        use = cases(self.store, blobs=self.blobs, now=lambda: NOON)
        self.bench = Bench(replace(use, bound=frozenset({STAGE})))
        asks = clearance(self.bench.cases, program="night-shift", log=self.ear)  # type: ignore[arg-type]
        self.clearance = replace(asks, item_type=self.item_type)

    def open(self, *case_ids: str, **about: str) -> None:
        self.blobs.is_watching = False
        for case_id in case_ids:
            self.bench.open(case_id=case_id, **(about or ABOUT))
            self.bench.attest_entry(case_id)
            self.bench.record(case_id, *INPUTS)
        self.blobs.is_watching = True

    def run(self, *, name: str = "night-shift") -> int:
        def called(facts: Facts) -> Mapping[str, bytes]:
            self.calls.append(facts.case_id)
            return self.work(facts)

        return Worker(
            cases=self.bench.cases,
            clearance=self.clearance,
            work={STAGE: called},
            name=name,
            jitter=lambda: 0.5,
        ).once()

    def phase(self, case_id: str = "SOL-1") -> str:
        return self.bench.cases.case(case_id).phase

    def because(self, case_id: str = "SOL-1") -> str:
        return self.bench.cases.explain(case_id).because

    def attempts(self) -> list[int]:
        """Return how often each job that is there was begun."""
        taken = self.store.claim(worker="x", now=NOON, until=NOON, limit=9)
        return [lease.job.attempt for lease in taken]
