"""What is read from a database of either kind: by those who work in it, and from behind a wall."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from sqlalchemy import Connection, Row, select

from penstock.delivery.case import Case
from penstock.delivery.events import ItemRecorded, Stamp
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Count, Logged, Wanted
from penstock.delivery.recording import case_from_json, event_from_json
from penstock.store import chain, statements
from penstock.store.database import Database, failures_as_sentences
from penstock.store.lists import asked, counts
from penstock.store.parsed import ParsedCases
from penstock.store.tables import CASE_EVENT, CASE_STATE


class Reader:
    """Reads cases, and what happened to them.

    Args:
        database: Where they are.
        connected: Lends a connection for one statement; it may see the rows of one side alone.
        parsed: Cases whose texts were read before.
    """

    def __init__(
        self,
        database: Database,
        connected: Callable[[], AbstractContextManager[Connection]],
        parsed: ParsedCases,
    ) -> None:
        self._database = database
        self._connected = connected
        self._parsed = parsed

    def case(self, case_id: str) -> Case | None:
        """Return a case as it stands."""
        content = select(CASE_STATE.c.content).where(CASE_STATE.c.case_id == case_id)
        with self.reading() as connection:
            found = connection.execute(content).scalar()
        return None if found is None else case_from_json(found)

    def model(self, fingerprint: str) -> StreamModel:
        """Return the model with this fingerprint.

        Raises:
            KeyError: No case was ever opened on it, and nobody kept it.
        """
        with self.reading() as connection:
            found = connection.execute(statements.MODEL, {"fingerprint": fingerprint}).scalar()
        if found is None:
            raise KeyError(fingerprint)
        return StreamModel.from_json(found)

    def find(self, wanted: Wanted) -> tuple[Case, ...]:
        """Return a page of cases, in the order of their ids or of what is due."""
        with self.reading() as connection:
            rows = connection.execute(*asked(wanted)).all()
        return tuple(self._parsed.case(case_id, content) for case_id, content in rows)

    def counts(self, *, due_before: datetime | None = None) -> tuple[Count, ...]:
        """Return how many cases stand where; see `View.counts`."""
        with self.reading() as connection:
            rows = connection.execute(counts(due_before)).mappings().all()
        return tuple(Count(**row) for row in rows)

    def log(self, case_id: str) -> tuple[Logged, ...]:
        """Return a case's events, in their order."""
        return tuple(link.logged for link in self._links(case_id))

    def first_broken(self, case_id: str) -> int | None:
        """Return the number of the first event that somebody changed, or None."""
        return chain.first_broken(case_id, self._links(case_id))

    def recorded(self) -> Iterator[str]:
        """Yield the SHA-256 of each content that the log says was recorded, taken back or not."""
        last = 0
        while rows := self._recorded(last):
            for _position, content in rows:
                event = event_from_json(content)
                assert isinstance(event, ItemRecorded), "no other was asked for"
                yield event.sha256
            last = rows[-1].pos

    def _recorded(self, last: int) -> Sequence["Row[int, str]"]:
        with self.reading() as connection:
            return connection.execute(statements.RECORDED, {"last": last}).all()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection, and turn what its database says into a sentence."""
        with failures_as_sentences(self._database), self._connected() as connection:
            yield connection

    def _links(self, case_id: str) -> list[chain.Link]:
        log = select(CASE_EVENT).where(CASE_EVENT.c.case_id == case_id).order_by(CASE_EVENT.c.seq)
        with self.reading() as connection:
            return [_link(row) for row in connection.execute(log)]


def _link(row: "Row[*tuple[object, ...]]") -> chain.Link:
    stamp = Stamp(at=row.occurred_at, actor=row.actor, command_id=row.command_id)
    logged = Logged(
        seq=row.seq,
        event=event_from_json(row.content),
        stamp=stamp,
        stage_id=row.stage_id or "",
        fingerprint=row.fingerprint or "",
    )
    return chain.Link(logged=logged, content=row.content, prev_hash=row.prev_hash, hash=row.hash)
