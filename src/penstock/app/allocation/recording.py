"""Postings in the audit log: what is charged or taken back is asked about, and there before it is.

Only what is new is asked about and recorded: who charges a month again gets the run that is there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from penstock.app import clock
from penstock.app.allocation.keeping import Record, Runs
from penstock.app.cases.door import Door
from penstock.app.cases.institutions import NoDoorError
from penstock.app.cases.opening import opened, person_of
from penstock.app.conduct.acts import Act, What
from penstock.app.guarding.asker import Asker
from penstock.governance.allocation.runs import Run
from penstock.governance.audit.entry import Entry, Kind
from penstock.kernel.sides import Side

KIND = "allocation"
"""What the boundary calls runs."""


@contextmanager
def recorded_runs(folder: Path, *, database: str, actor: str | None) -> Iterator[Runs]:
    """Yield a folder of runs of which none is written before the audit log has it.

    Raises:
        NoDatabaseError: There is no such database.
        DeniedActError: They may not charge; nothing was written.
        AuditError: The log did not take a posting; nothing was written.
    """
    with opened(database, asker=Asker(person=person_of(actor))) as cases:
        if cases.door is None:
            raise NoDoorError
        yield Runs(folder, record=recording(cases.door))


def recording(door: Door) -> Record:
    """Return what asks and records before a run is written, for whoever came through a door."""

    def record(run: Run, seal: str) -> None:
        door.acts.require(
            charging(f"take {run.reverses} back" if run.reverses else f"charge {run.period}")
        )
        door.guard.log.append([_entry(run, seal, door.asker.person)])

    return record


def charging(words: str) -> Act:
    """Return the act of charging, as the boundary is asked about it.

    Args:
        words: What is done, as it follows on “may not”.
    """
    return Act(kind=KIND, what=What.ALLOCATION, words=words)


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
