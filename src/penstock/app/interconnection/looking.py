"""The use cases of the queue: who stands where, what is moved, and whether all wait alike."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from penstock.app.cases.opening import (
    NoDatabaseError,
    blobs_of,
    door_before,
    file_of,
    person_of,
)
from penstock.app.cases.sources import Source
from penstock.app.guarding.asker import Asker
from penstock.app.interconnection.procedure_files import (
    FOLDER,
    PROCEDURE,
    REQUESTS,
    InCases,
    Interconnection,
    read_interconnection,
)
from penstock.app.interconnection.request_files import read_entries
from penstock.app.loading import load, reference_company
from penstock.governance.accountability.register import Register
from penstock.governance.audit.entry import Entry as Audited
from penstock.governance.audit.entry import Kind
from penstock.governance.audit.ports import AuditLog
from penstock.governance.fairness.comparing import Comparison, Verdict
from penstock.governance.interconnection.ports import Reorderings
from penstock.governance.interconnection.queueing import (
    Position,
    Reordering,
    by_application,
    queue,
    require_may_reorder,
    require_moves,
)
from penstock.governance.interconnection.requests import Entry, QueueError
from penstock.governance.interconnection.waiting import Advancement, advanced, waiting_alike
from penstock.kernel.sides import Side

if TYPE_CHECKING:
    from penstock.store.memory import MemoryStore
    from penstock.store.sql import SqlStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is known of the queue.

    Args:
        rules: How the company connects others.
        entries: The requests with their customers, by id.
        owners: Who acts next on a request, by id, where its case tells.
        reordered: What was reordered.
        reorderings: Where that is kept; None where it is not.
        audit: Returns the log that has to have a reordering before it counts.
        register: Who has which role.
    """

    rules: Interconnection
    entries: Mapping[str, Entry]
    owners: Mapping[str, str] = field(default_factory=dict)
    reordered: tuple[Reordering, ...] = ()
    reorderings: Reorderings | None = None
    audit: Callable[[], AuditLog] | None = None
    register: Register = field(default_factory=Register)

    def queue(self, *, at: datetime) -> tuple[Position, ...]:
        """Return who stands where at a moment."""
        requests = [entry.request for entry in self.entries.values()]
        return queue(requests, self.reordered, at=at)

    def incomplete(self, *, at: datetime) -> tuple[str, ...]:
        """Return the requests that have come in by a moment and have no place in the queue yet."""
        return tuple(
            name
            for name, entry in self.entries.items()
            if entry.request.received <= at
            and (entry.request.complete is None or entry.request.complete > at)
            and (entry.request.withdrawn is None or entry.request.withdrawn > at)
        )

    def reorder(self, reordering: Reordering) -> None:
        """Move a request, for good: first in the audit log, then in the queue.

        Raises:
            QueueError: The person may not reorder, the reordering speaks of what does not wait,
                or nothing keeps it.
            AuditError: The audit log did not take it; nothing was moved.
        """
        if self.reorderings is None or self.audit is None:
            raise QueueError(
                "A reordering is kept in a database, with reason and person, and this queue comes "
                "from a file alone. Name a database with --database."
            )
        require_may_reorder(reordering, self.register, roles=self.rules.reordered_by)
        require_moves([entry.request for entry in self.entries.values()], reordering)
        self.audit().append([_entry(reordering)])
        self.reorderings.append(reordering)

    def compared(self, *, at: datetime) -> tuple[Comparison, ...]:
        """Compare how long AES and third parties wait, as of a moment.

        Raises:
            BeyondCalendarError: The calendar does not reach that far.
        """
        entries = self.entries.values()
        return waiting_alike(entries, self.rules.procedure, self.rules.calendar, at=at)

    def advanced(self, *, at: datetime) -> tuple[Advancement, ...]:
        """Return who was brought forward, with the reasons."""
        in_order = by_application([each.request for each in self.entries.values()], at=at)
        return tuple(advanced(self.queue(at=at), in_order, self.entries))


def _entry(reordering: Reordering) -> Audited:
    where = f"in front of {reordering.before_id}" if reordering.before_id else "behind all others"
    return Audited(
        at=reordering.at,
        kind=Kind.CHANGE,
        actor=reordering.person,
        action="reorder",
        acting_for=Side.REGULATED,
        object_kind="interconnection request",
        object=reordering.request_id,
        purpose="interconnection queue",
        detail=f"{where}: {reordering.reason}",
    )


def is_favoured(comparison: Comparison) -> bool:
    """Tell whether a comparison says that AES is served faster than third parties."""
    return comparison.verdict is Verdict.FASTER


@contextmanager
def opened_desk(
    folder: Path | None, file: Path | None, database: str | None, person: str | None = None
) -> Iterator[Desk]:
    """Yield what is known of a queue, from files or from a database.

    Args:
        folder: The documents; None for those that lie here, or else the reference company's.
        file: The requests; None for those beside the documents.
        database: The address of a database, whose cases are the requests unless a file is named.
        person: Who asks for its cases; None for whoever is logged in.

    Raises:
        UnfitFileError: A file cannot be followed.
        NoDatabaseError: The database does not exist.
        StoreError: It cannot be used.
    """
    where = folder or usual_folder()
    rules = read_interconnection(where)
    if database is None:
        yield Desk(rules=rules, entries=requests_of_file(where, file))
        return
    path = file_of(database)
    if path and not path.exists() and file is None:
        raise NoDatabaseError(path)
    from penstock.app.auditing.opening import audit_log  # the cryptography is slow to import
    from penstock.store import open_store  # and so is SQLAlchemy

    store = open_store(database)
    try:
        entries: Mapping[str, Entry] = read_entries(file) if file else {}
        owners: dict[str, str] = {}
        if file is None and rules.in_cases:
            door = door_before(database, store, Asker(person=person_of(person)), Source(folder))
            door.require_look("the interconnection queue", side=Side.REGULATED)
            entries, owners = _of_cases(database, store, rules.in_cases, where)
        yield Desk(
            rules=rules,
            entries=entries,
            owners=owners,
            reordered=store.reorderings.all(),
            reorderings=store.reorderings,
            audit=lambda: audit_log(database, store),
            register=store.people.register(),
        )
    finally:
        store.close()


def usual_folder() -> Path:
    """Return the folder whose queue is meant where none is named."""
    return Path() if (Path() / FOLDER / PROCEDURE).exists() else reference_company()


def requests_of_file(folder: Path, file: Path | None = None) -> Mapping[str, Entry]:
    """Return the requests of a file, by default of the one beside the documents, if there is one.

    Raises:
        UnfitFileError: It cannot be followed.
    """
    usual = folder / FOLDER / REQUESTS
    if file is None and not usual.exists():
        return {}
    return read_entries(file or usual)


def _of_cases(
    database: str, store: "SqlStore | MemoryStore", rules: InCases, folder: Path
) -> tuple[Mapping[str, Entry], dict[str, str]]:
    """Return the requests that are cases, and whose they are."""
    from penstock.app.interconnection.files import Files  # SQLAlchemy is slow to import

    files = Files(store=store, blobs=blobs_of(database, store))
    return files.requests(rules, load(folder).architecture)
