"""The audit log of a database: entries that come at once are kept by one COMMIT."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock

from penstock.governance.audit.entry import Entry
from penstock.governance.audit.findings import Fault, Finding
from penstock.governance.audit.heads import Head
from penstock.governance.audit.people import UnreadableError
from penstock.governance.audit.ports import Asked
from penstock.governance.audit.secret import Secret
from penstock.governance.audit.verifying import verify
from penstock.governance.audit.writing import Told
from penstock.store.audit.batches import Batch
from penstock.store.audit.joint import Joint
from penstock.store.audit.pages import Page, Pages
from penstock.store.audit.scribe import Scribe
from penstock.store.audit.telling import tell
from penstock.store.turns import Line

# So many entries share a COMMIT at most, unless one caller has more.
MOST = 4096


class AuditBook:
    """Keeps a log, reads and verifies it.

    Whoever has the turn keeps all that wait for it: one transaction, one signed head.

    Args:
        pages: Where.
        secret: Wraps people's keys and signs heads.
    """

    def __init__(self, pages: Pages, secret: Secret) -> None:
        self._pages = pages
        self._secret = secret
        self._scribe = Scribe(secret)
        self._line = Line(at_rest=lambda: None)
        self._guard = Lock()
        self._waiting: deque[Batch] = deque()

    def append(self, entries: Sequence[Entry]) -> tuple[int, ...]:
        """Keep entries for good and return their positions, after they are on the disk."""
        if not entries:
            return ()
        self._pages.require_rest()
        batch = Batch(entries)
        if remembered := self._scribe.people.remembered(batch.names):
            batch.write(*remembered)
        with self._guard:
            self._waiting.append(batch)
        self._line.enter()
        try:
            while not batch.is_over:
                self._keep(self._taken())
        finally:
            self._line.leave()
        return batch.outcome()

    @contextmanager
    def joining(self) -> Iterator[Joint]:
        """Yield what adds entries to units of work that begin and end within."""
        joint = Joint(self._pages, self._scribe)
        try:
            yield joint
        except BaseException:
            joint.undone()
            raise
        joint.committed()

    def erase(self, person: str, *, recorded: Entry) -> int:
        """Destroy a person's key in the same transaction that records it."""
        self._pages.require_rest()
        batch = Batch([replace(recorded, subject=person)], erased=person)
        self._line.enter()
        try:
            self._keep([batch])
        finally:
            self._line.leave()
        (position,) = batch.outcome()
        self._scribe.people.forget()
        self._pages.clear_remains()
        return position

    def read(self, asked: Asked, *, recorded: Entry) -> tuple[Told, ...]:
        """Return entries with the names that can still be read, after it is recorded who reads."""
        (position,) = self.append([recorded])
        with self._pages.reading() as reading:
            subject = None
            if asked.subject:
                subject = reading.pseudonym(self._secret.lookup(asked.subject))
                if subject is None:
                    return ()
            page = Page(
                after=asked.after,
                before=position,
                newest=asked.newest,
                limit=asked.limit,
                subject=subject,
            )
            return tell(reading.page(page), reading, self._secret)

    def head(self) -> Head | None:
        """Return the newest head; None while the log is empty."""
        with self._pages.reading() as reading:
            return reading.head()

    def verify(self, outside: Mapping[str, Head] | None = None) -> Iterator[Finding]:
        """Yield what is wrong with the log, also as against heads that had left the machine."""
        return verified(self._pages, public_key=self._secret.public_key, outside=outside)

    def _taken(self) -> list[Batch]:
        """Take the first of those that wait."""
        taken: list[Batch] = []
        size = 0
        with self._guard:
            while self._waiting and (not taken or size + len(self._waiting[0].entries) <= MOST):
                batch = self._waiting.popleft()
                size += len(batch.entries)
                taken.append(batch)
        return taken

    def _keep(self, batches: Sequence[Batch]) -> None:
        """Keep batches, or tell each why not."""
        try:
            with self._pages.writing() as writing:
                written = self._scribe.write(batches, writing)
            self._scribe.committed(written)
        except UnreadableError as error:
            self._keep_apart(batches, error)
        except BaseException as error:
            self._scribe.undone()
            for batch in batches:
                batch.fail(error)
            if not isinstance(error, Exception):
                raise
        finally:
            for batch in batches:
                batch.is_over = True

    def _keep_apart(self, batches: Sequence[Batch], error: UnreadableError) -> None:
        """Keep batches one by one: whom the error is about takes no other along."""
        self._scribe.undone()
        if len(batches) == 1:
            batches[0].fail(error)
        else:
            for batch in batches:
                self._keep([batch])


def verified(
    pages: Pages, *, public_key: str, outside: Mapping[str, Head] | None = None
) -> Iterator[Finding]:
    """Yield what is wrong with a log, for somebody who has its public key alone."""
    with pages.reading() as reading:
        yield from verify(reading.rows(), reading.heads(), public_key=public_key, outside=outside)
        head = reading.head()
        if head and reading.people() != (head.people, head.erasures):
            yield Finding(fault=Fault.KEYS_CHANGED, first=head.position, last=head.position)
