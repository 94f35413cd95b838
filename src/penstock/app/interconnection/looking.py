"""The use cases of the queue: who stands where, what is moved, and whether all wait alike."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from penstock.app.cases.opening import NoDatabaseError, file_of
from penstock.app.interconnection.from_cases import entries_of_cases
from penstock.app.interconnection.procedure_files import (
    FOLDER,
    PROCEDURE,
    REQUESTS,
    Interconnection,
    read_interconnection,
)
from penstock.app.interconnection.request_files import read_entries
from penstock.app.loading import load, reference_company
from penstock.governance.fairness.comparing import Comparison, Verdict
from penstock.governance.interconnection.ports import Reorderings
from penstock.governance.interconnection.queueing import (
    Position,
    Reordering,
    by_application,
    queue,
    require_moves,
)
from penstock.governance.interconnection.requests import Entry, QueueError
from penstock.governance.interconnection.waiting import Advancement, advanced, waiting_alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is known of the queue.

    Args:
        rules: How the company connects others.
        entries: The requests with their customers, by id.
        reordered: What was reordered.
        reorderings: Where that is kept; None where it is not.
    """

    rules: Interconnection
    entries: Mapping[str, Entry]
    reordered: tuple[Reordering, ...] = ()
    reorderings: Reorderings | None = None

    def queue(self, *, at: datetime) -> tuple[Position, ...]:
        """Return who stands where at a moment."""
        requests = [entry.request for entry in self.entries.values()]
        return queue(requests, self.reordered, at=at)

    def reorder(self, reordering: Reordering) -> None:
        """Move a request, for good.

        Raises:
            QueueError: The reordering speaks of what does not wait, or nothing keeps it.
        """
        if self.reorderings is None:
            raise QueueError(
                "A reordering is kept in a database, with reason and person, and this queue comes "
                "from a file alone. Name a database with --database."
            )
        require_moves([entry.request for entry in self.entries.values()], reordering)
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


def is_favoured(comparison: Comparison) -> bool:
    """Tell whether a comparison says that AES is served faster than third parties."""
    return comparison.verdict is Verdict.FASTER


@contextmanager
def opened_desk(folder: Path | None, file: Path | None, database: str | None) -> Iterator[Desk]:
    """Yield what is known of a queue, from files or from a database.

    Args:
        folder: The documents; None for those that lie here, or else the reference company's.
        file: The requests; None for those beside the documents.
        database: The address of a database, whose cases are the requests unless a file is named.

    Raises:
        UnfitFileError: A file cannot be followed.
        NoDatabaseError: The database does not exist.
        StoreError: It cannot be used.
    """
    here = Path() if (Path() / FOLDER / PROCEDURE).exists() else reference_company()
    where = folder or here
    rules = read_interconnection(where)
    if database is None:
        yield Desk(rules=rules, entries=_of_file(where, file))
        return
    from penstock.store import open_store  # SQLAlchemy is slow to import

    path = file_of(database)
    if path and not path.exists() and file is None:
        raise NoDatabaseError(path)
    store = open_store(database)
    try:
        entries = {} if file is None else read_entries(file)
        if file is None and rules.in_cases:
            entries = entries_of_cases(store, rules.in_cases, load(where).architecture)
        yield Desk(
            rules=rules,
            entries=entries,
            reordered=store.reorderings.all(),
            reorderings=store.reorderings,
        )
    finally:
        store.close()


def _of_file(folder: Path, file: Path | None) -> Mapping[str, Entry]:
    usual = folder / FOLDER / REQUESTS
    if file is None and not usual.exists():
        return {}
    return read_entries(file or usual)
