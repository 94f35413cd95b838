"""A store on a database of either kind."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property, partial

from penstock.delivery.case import Case
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import (
    Count,
    Followed,
    Lease,
    Logged,
    Position,
    Recorded,
    StaleError,
    Wanted,
)
from penstock.delivery.searching import Sought
from penstock.delivery.timers import Timer
from penstock.kernel.sides import Side
from penstock.store import following, queue, statements, timers
from penstock.store.audit.sql import SqlPages
from penstock.store.consents import SqlConsents
from penstock.store.contents import Contents
from penstock.store.database import Database, failures_as_sentences
from penstock.store.devices import SqlDevices
from penstock.store.identities import SqlIdentities
from penstock.store.notices import SqlNotices
from penstock.store.parsed import ParsedCases
from penstock.store.people import SqlPeople
from penstock.store.postgresql import PostgresqlDatabase
from penstock.store.reading import Reader
from penstock.store.records import SqlRecords
from penstock.store.reorderings import SqlReorderings
from penstock.store.session import Session
from penstock.store.transactions import SqlTransaction


class SqlStore:
    """Keeps cases in a database.

    Args:
        database: The database.
        elapsed_s: Returns the seconds since some moment; None where no count may lag behind.
    """

    def __init__(self, database: Database, *, elapsed_s: Callable[[], float] | None = None) -> None:
        self._database = database
        self._elapsed_s = elapsed_s
        self._models: dict[str, StreamModel] = {}
        self._parsed = ParsedCases()
        self._seen: dict[Side, Reader] = {}
        self._reader = Reader(database, database.reading, self._parsed, elapsed_s=elapsed_s)

    @property
    def address(self) -> str:
        """Return where the store is; without a password."""
        return self._database.address

    @property
    def cautions(self) -> tuple[str, ...]:
        """Return what people should know before they rely on the store, as sentences."""
        return self._database.cautions

    @property
    def contents(self) -> Contents | None:
        """Return what keeps contents of information items; None where a folder does."""
        database = self._database
        return Contents(database) if isinstance(database, PostgresqlDatabase) else None

    @property
    def audit_pages(self) -> SqlPages:
        """Return where the audit log is kept, beside the cases."""
        return SqlPages(self._database)

    @cached_property
    def people(self) -> SqlPeople:
        """Return what keeps the register of people."""
        return SqlPeople(self._database)

    @cached_property
    def consents(self) -> SqlConsents:
        """Return what keeps consents."""
        return SqlConsents(self._database)

    @cached_property
    def records(self) -> SqlRecords:
        """Return what keeps postings, incidents, emergencies and proposals."""
        return SqlRecords(self._database)

    @cached_property
    def identities(self) -> SqlIdentities:
        """Return what keeps accounts, sessions, tokens and passkeys."""
        return SqlIdentities(self._database)

    @cached_property
    def devices(self) -> SqlDevices:
        """Return what keeps homes, their devices, and how they stand."""
        return SqlDevices(self._database)

    @cached_property
    def notices(self) -> SqlNotices:
        """Return what keeps notices."""
        return SqlNotices(self._database)

    @property
    def reorderings(self) -> SqlReorderings:
        """Return where it is kept what was reordered in a queue."""
        return SqlReorderings(self._database)

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Begin a unit of work; leaving it commits, an exception undoes it."""
        database, expected = self._database, dict[str, int]()
        try:
            with database.working() as session:
                transaction = SqlTransaction(
                    session, database, self._models, expected, self._parsed
                )
                yield transaction
                transaction.write()
        except Exception as error:
            with failures_as_sentences(database):
                self._refuse_stale(error, expected)
                raise
        # Only now it is certain that they are kept.
        self._models.update(transaction.models)

    def case(self, case_id: str) -> Case | None:
        """Return a case as it stands."""
        return self._reader.case(case_id)

    def model(self, fingerprint: str) -> StreamModel:
        """Return the model with this fingerprint.

        Raises:
            KeyError: No case was ever opened on it, and nobody kept it.
        """
        return self._reader.model(fingerprint)

    def log(self, case_id: str) -> tuple[Logged, ...]:
        """Return a case's events, in their order."""
        return self._reader.log(case_id)

    def first_broken(self, case_id: str) -> int | None:
        """Return the number of the first event that somebody changed, or None."""
        return self._reader.first_broken(case_id)

    def since(self, position: Position, *, limit: int) -> tuple[Followed, ...]:
        """Return the first events behind a position, of all cases."""
        with self._reader.reading() as connection:
            return following.since(connection, position, limit=limit)

    def position_of(self, case_id: str, seq: int) -> Position | None:
        """Return the position of an event of a case in the log of all; None where it is not."""
        with self._reader.reading() as connection:
            return following.position_of(connection, case_id, seq)

    def end(self) -> Position:
        """Return the position of the last event of all cases."""
        with self._reader.reading() as connection:
            return following.end(connection)

    def find(self, wanted: Wanted) -> tuple[Case, ...]:
        """Return a page of cases, in the order of their ids."""
        return self._reader.find(wanted)

    def recordings(self, *, before: int = 0, limit: int) -> tuple[Recorded, ...]:
        """Return the last recordings of items, the newest first; see `View.recordings`."""
        return self._reader.recordings(before=before, limit=limit)

    def search(self, sought: Sought) -> tuple[Case, ...]:
        """Return cases by words of their ids and customers; see `View.search`."""
        return self._reader.search(sought)

    def counts(self, *, due_before: datetime | None = None) -> tuple[Count, ...]:
        """Return how many cases stand where; see `View.counts`."""
        return self._reader.counts(due_before=due_before)

    def seen_by(self, side: Side) -> Reader:
        """Return what one side sees; the database leaves out all else."""
        # Of two threads that come first, one makes a reader in vain.
        return self._seen.get(side) or self._seen.setdefault(side, self._reader_of(side))

    def _reader_of(self, side: Side) -> Reader:
        connected = partial(self._database.reading_as, side)
        return Reader(
            self._database,
            connected,
            self._parsed,
            sides=side.sees,
            elapsed_s=self._elapsed_s,
        )

    def claim(
        self, *, worker: str, now: datetime, until: datetime, limit: int
    ) -> tuple[Lease, ...]:
        """Lease jobs that are due, or whose lease has run out, to a worker."""
        with self._working() as session:
            lease = {"worker": worker, "now": now, "until": until}
            due = queue.claim(session, "ready", limit=limit, **lease)()
            claimed = due or queue.claim(session, "expired", limit=limit, **lease)()
        return tuple(each for each, _ in claimed)

    def renew(self, lease: Lease, *, until: datetime) -> Lease | None:
        """Lengthen a lease; None when somebody else holds the job now."""
        renewed = self.renew_all([lease], until=until)
        return renewed[0] if renewed else None

    def renew_all(self, leases: Sequence[Lease], *, until: datetime) -> tuple[Lease, ...]:
        """Lengthen leases, and return them, all but those of jobs that somebody else holds now."""
        with self._working() as session:
            return queue.renew(session, leases, until=until)

    def give_back(self, leases: Sequence[Lease]) -> None:
        """Let others have jobs that were not begun."""
        if not leases:
            return
        with self._working() as session:
            queue.give_back(session, leases)

    def timers(self, *, before: datetime, limit: int) -> tuple[Timer, ...]:
        """Return timers that are set and due by a moment, the oldest first."""
        with self._reader.reading() as connection:
            return timers.due(connection, before=before, limit=limit)

    def recorded(self) -> Iterator[str]:
        """Yield the SHA-256 of each content that the log says was recorded, taken back or not."""
        return self._reader.recorded()

    def ended_timers(self, *, before: datetime) -> int:
        """Return how many timers fired or were cancelled whose moment lies before another."""
        with self._reader.reading() as connection:
            return timers.ended(connection, before=before)

    def forget_ended_timers(self, *, before: datetime) -> int:
        """Forget them, and return how many there were."""
        forgotten = 0
        while True:
            # A transaction for some of them: whoever works meanwhile waits for no more.
            with self._working() as session:
                some = timers.forget_ended(session, before=before)
            if not some:
                return forgotten
            forgotten += some

    def moment(self) -> datetime | None:
        """Return the moment it is by a clock that all programs share; None where each has one."""
        with self._reader.reading() as connection:
            return timers.shared_moment(connection)

    def close(self) -> None:
        """Let go of files and connections."""
        self._database.close()

    @contextmanager
    def _working(self) -> Iterator[Session]:
        with failures_as_sentences(self._database), self._database.working() as session:
            yield session

    def _refuse_stale(self, error: Exception, expected: Mapping[str, int]) -> None:
        """Tell which case is at another version than expected, where the database refused one."""
        for case_id, version in expected.items() if self._database.is_conflict(error) else ():
            if (found := self._version(case_id)) != version:
                raise StaleError(case_id, expected=version, found=found) from error

    def _version(self, case_id: str) -> int:
        with self._database.reading() as connection:
            return connection.execute(statements.VERSION, {"case_id": case_id}).scalar() or 0
