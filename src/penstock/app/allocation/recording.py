"""Postings in the audit log: what is charged or taken back is there before the run is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from penstock.app import clock
from penstock.app.allocation.keeping import Runs
from penstock.app.auditing.opening import opened_log
from penstock.app.cases.opening import person_of
from penstock.governance.allocation.runs import Run
from penstock.governance.audit.entry import Entry, Kind
from penstock.kernel.sides import Side


@contextmanager
def recorded_runs(folder: Path, *, database: str, actor: str | None) -> Iterator[Runs]:
    """Yield a folder of runs of which none is written before the audit log has it.

    Raises:
        NoDatabaseError: There is no such database.
        AuditError: The log did not take a posting; nothing was written.
    """
    person = person_of(actor)
    with opened_log(database) as log:
        yield Runs(folder, record=lambda run, seal: log.append([_entry(run, seal, person)]))


def _entry(run: Run, seal: str, person: str) -> Entry:
    versions = ", ".join(run.versions) or "none"
    return Entry(
        at=clock.now(),
        kind=Kind.POSTING,
        actor=person,
        action="reverse" if run.reverses else "charge",
        acting_for=Side.ENTERPRISE,
        object_kind="allocation run",
        object=run.id,
        purpose="cost allocation",
        policy_sha256=seal,
        detail=f"manual {versions}; {len(run.charges)} lines; sealed as {seal}",
    )
