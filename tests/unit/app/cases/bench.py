"""Working cases of the reference company in memory, for tests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from penstock.app.cases import By, Cases, Standing
from penstock.app.cases.blobs import Blobs, MemoryBlobs
from penstock.app.cases.models import Models
from penstock.app.interconnection.procedure_stages import read_procedures
from penstock.app.loading import load, reference_company
from penstock.architecture.model import Architecture
from penstock.delivery import commands as do
from penstock.delivery.models import StageModel
from penstock.delivery.ports import Store
from penstock.delivery.procedures import Procedure
from penstock.store.memory import MemoryStore

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@cache
def company() -> Architecture:
    """Return the reference company."""
    return load(reference_company()).architecture


@cache
def procedures(architecture: Architecture) -> tuple[Procedure, ...]:
    """Return the procedures of the reference company."""
    return read_procedures(reference_company(), architecture)


def cases(
    store: Store | None = None,
    *,
    blobs: Blobs | None = None,
    now: Callable[[], datetime] | None = None,
) -> Cases:
    """Return the use cases on a store, at noon."""
    return Cases(
        store=store or MemoryStore(),
        models=Models(read=company, procedures=procedures),
        blobs=blobs or MemoryBlobs(),
        now=now or (lambda: NOON),
    )


@dataclass
class Bench:
    """Ada, who works cases, with a new key for each act."""

    cases: Cases = field(default_factory=cases)
    actor: str = "Ada"
    acts: int = 0

    def by(self, *, expected_version: int | None = None) -> By:
        """Return Ada with her next key."""
        self.acts += 1
        key = f"{self.actor}-{self.acts}"
        return By(actor=self.actor, key=key, expected_version=expected_version)

    def open(self, stream: str = "NCV-03", *, case_id: str = "", **told: str) -> Standing:
        """Open a case."""
        return Standing.from_json(self.cases.open(stream, self.by(), case_id=case_id, **told))

    def act(self, case_id: str, *commands: do.Command) -> Standing:
        """Do commands, and return the standing after them."""
        for command in commands:
            self.cases.act(case_id, command, self.by())
        return self.cases.explain(case_id)

    def record(self, case_id: str, *items: str) -> Standing:
        """Record items."""
        for item in items:
            self.cases.record(case_id, item, f"{item} of {case_id}".encode(), self.by())
        return self.cases.explain(case_id)

    def attest_entry(self, case_id: str) -> Standing:
        """Attest all entry criteria."""
        return self._attest(case_id, self.cases.show(case_id).model.entry_criteria)

    def attest_exit(self, case_id: str) -> Standing:
        """Attest all exit criteria."""
        return self._attest(case_id, self.cases.show(case_id).model.exit_criteria)

    def work_stage(self, case_id: str) -> Standing:
        """Take a case through the stage it is in."""
        self.do_stage(case_id)
        return self.act(case_id, do.Complete(), do.Pass(role="", evidence="all seen"))

    def do_stage(self, case_id: str) -> Standing:
        """Hand in what the stage needs and gives, with its task claimed."""
        self._record_missing(case_id, self.stage(case_id).inputs)
        self.act(case_id, do.Claim(person=self.actor))
        return self._record_missing(case_id, self.stage(case_id).outputs)

    def stage(self, case_id: str) -> StageModel:
        """Return the stage a case is in."""
        shown = self.cases.show(case_id)
        return shown.model.stage(shown.case.stage_id)

    def work_whole(self, case_id: str) -> Standing:
        """Take a case from open to closed."""
        self.attest_entry(case_id)
        for _ in self.cases.show(case_id).model.stages:
            self.work_stage(case_id)
        return self.attest_exit(case_id)

    def _attest(self, case_id: str, criteria: tuple[str, ...]) -> Standing:
        return self.act(case_id, *(do.Attest(criterion=each, evidence="seen") for each in criteria))

    def _record_missing(self, case_id: str, items: tuple[str, ...]) -> Standing:
        case = self.cases.case(case_id)
        return self.record(case_id, *(item for item in items if not case.has(item)))
