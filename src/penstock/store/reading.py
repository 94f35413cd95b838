"""What is read from a database of either kind: by those who work in it, and from behind a wall."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from sqlalchemy import Connection, Row, select

from penstock.delivery.case import Case
from penstock.delivery.events import ItemRecorded, Stamp
from penstock.delivery.models import StreamModel
from penstock.delivery.ports import Count, Logged, Recorded, Wanted
from penstock.delivery.recording import case_from_json, event_from_json
from penstock.delivery.searching import Sought
from penstock.store import chain, statements
from penstock.store.database import Database, failures_as_sentences
from penstock.store.following import mark
from penstock.store.known_counts import KnownCounts
from penstock.store.lists import asked, counts
from penstock.store.parsed import ParsedCases
from penstock.store.searching import ALL_SIDES, search
from penstock.store.stream_lists import STREAMS, are_of_streams, page_of_streams
from penstock.store.tables import CASE_EVENT, CASE_STATE

# Greater than the number of any event.
_BEHIND_ALL = 2**63 - 1


class Reader:
    """Reads cases, and what happened to them.

    Args:
        database: Where they are.
        connected: Lends a connection for one statement; it may see the rows of one side alone.
        parsed: Cases whose texts were read before.
        sides: The sides whose rows it may see, as the rows say them.
        elapsed_s: Returns the seconds since some moment; None where no count may lag behind.
    """

    def __init__(
        self,
        database: Database,
        connected: Callable[[], AbstractContextManager[Connection]],
        parsed: ParsedCases,
        *,
        sides: Sequence[str] = ALL_SIDES,
        elapsed_s: Callable[[], float] | None = None,
    ) -> None:
        self._database = database
        self._connected = connected
        self._parsed = parsed
        self._sides = sides
        # What one side has seen is not shown to the other for it.
        self._models: dict[str, StreamModel] = {}
        self._known = KnownCounts(elapsed_s)

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
        if fingerprint not in self._models:
            with self.reading() as connection:
                found = connection.execute(statements.MODEL, {"fingerprint": fingerprint}).scalar()
            if found is None:
                raise KeyError(fingerprint)
            self._models[fingerprint] = StreamModel.from_json(found)
        return self._models[fingerprint]

    def find(self, wanted: Wanted) -> tuple[Case, ...]:
        """Return a page of cases, in the order of their ids or of what is due."""
        with self.reading() as connection:
            if are_of_streams(wanted) and wanted.closed:
                streams = [(each, side) for each, side in connection.execute(STREAMS)]
                rows = connection.execute(*page_of_streams(wanted, streams)).all()
            else:
                rows = connection.execute(*asked(wanted)).all()
        return tuple(self._parsed.case(case_id, content) for case_id, content in rows)

    def recordings(self, *, before: int = 0, limit: int) -> tuple[Recorded, ...]:
        """Return the last recordings of items, the newest first; see `View.recordings`."""
        asked = {"before": before or _BEHIND_ALL, "most": limit}
        with self.reading() as connection:
            rows = connection.execute(statements.LAST_RECORDED, asked).all()
        return tuple(map(_recorded, rows))

    def search(self, sought: Sought) -> tuple[Case, ...]:
        """Return cases by words of their ids and customers, those called just so first."""
        if not sought.words:
            return ()
        with self.reading() as connection:
            rows = connection.execute(search(sought, self._sides)).all()
        # A case may be found by several of its words.
        found = {case_id: self._parsed.case(case_id, content) for case_id, content in rows}
        return tuple(found.values())[: sought.limit]

    def counts(self, *, due_before: datetime | None = None) -> tuple[Count, ...]:
        """Return how many cases stand where; see `View.counts`."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            # A mark of the whole log tells nobody anything.
            found = mark(connection)
        return self._known.told(due_before, mark=found, count=lambda: self._counted(due_before))

    def _counted(self, due_before: datetime | None) -> tuple[Count, ...]:
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


def _recorded(row: "Row[*tuple[object, ...]]") -> Recorded:
    event = event_from_json(row.content)
    assert isinstance(event, ItemRecorded), "no other was asked for"
    return Recorded(
        number=row.pos,
        case_id=row.case_id,
        seq=row.seq,
        at=row.occurred_at,
        by=row.actor,
        event=event,
    )


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
