"""What lets the workers of tests read and hand in: the boundary itself, and a log in memory."""

from functools import cache

from penstock.app.auditing import audit_log
from penstock.app.boundary.reading import Council
from penstock.app.cases import Cases
from penstock.app.cases.clearing import Clearance
from penstock.app.guarding.opening import Company
from penstock.app.loading import reference_company
from penstock.governance.audit.ports import AuditLog
from penstock.store.memory import MemoryStore


@cache
def council() -> Council:
    """Return the council of the reference company, whose policies take a while to read."""
    return Council(reference_company())


def clearance(cases: Cases, *, program: str = "w", log: AuditLog | None = None) -> Clearance:
    """Return the clearance of a program that works cases."""
    company = Company(folder=reference_company(), store=cases.store, now=cases.now)
    company.__dict__["council"] = council()
    return Clearance.of(
        company,
        log or audit_log("memory:", MemoryStore()),
        program=program,
        item_type=cases.streams.item_type,
    )
