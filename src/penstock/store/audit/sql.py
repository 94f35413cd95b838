"""The audit log in a database of either kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import fields
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from penstock.governance.audit.chain import Row
from penstock.governance.audit.heads import Head
from penstock.governance.audit.secret import Card
from penstock.store.audit import statements
from penstock.store.audit.pages import Page
from penstock.store.audit.reading_ahead import read_ahead
from penstock.store.database import Database, failures_as_sentences
from penstock.store.session import Session
from penstock.store.tables import PERSON_KEY
from penstock.store.transactions import SqlTransaction

_AT_ONCE = 1000
_HEAD = [each.name for each in fields(Head)]


class _Writing:
    """A transaction on the log, which nobody else writes to until it ends."""

    def __init__(self, session: Session, database: Database) -> None:
        self._session = session
        self._dialect = session.dialect.name
        database.alone(session, [statements.LOCK])
        self._asked = session.ahead(statements.HEAD, {})
        self._added: Head | None = None

    def head(self) -> Head | None:
        if self._added is None and (row := self._asked.fetchone()):
            return _head(row)
        return self._added

    def cards(self, lookups: Sequence[str]) -> Mapping[str, Card]:
        rows = self._session.all(statements.cards(self._dialect), {"keys": list(lookups)})
        return {card.lookup: card for card in map(_card, rows) if card}

    def keep_cards(self, cards: Sequence[Card]) -> None:
        rows = [
            {
                "pseudonym": card.pseudonym,
                "lookup": card.lookup,
                "key_sealed": card.key_sealed,
                "name_sealed": card.name_sealed,
            }
            for card in cards
        ]
        self._session.run(statements.KEEP_CARD, *rows)

    def destroy(self, pseudonym: str) -> None:
        if self._dialect == "sqlite":
            self._session.all(statements.OVERWRITE, {})
        self._session.run(statements.DESTROY, {"of": pseudonym})

    def add(self, rows: Sequence[Row], head: Head) -> None:
        keep = statements.KEEP_ROWS[self._dialect]
        if self._dialect == "postgresql":
            self._session.run(keep, _arrays(rows))
        else:
            self._session.run(keep, *map(_values, rows))
        self._session.run(statements.KEEP_HEAD, {name: getattr(head, name) for name in _HEAD})
        self._added = head


class _Reading:
    """The log as it is at one moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    def head(self) -> Head | None:
        row = self._connection.execute(statements.HEAD).first()
        return _head(row) if row else None

    def heads(self) -> Iterable[Head]:
        return _Heads(self._connection)

    def people(self) -> tuple[int, int]:
        people, with_keys = self._connection.execute(statements.PEOPLE).one()
        return people, people - with_keys

    def rows(self) -> Iterator[Row]:
        # Asked of the driver itself: what SQLAlchemy makes of a row costs as much as its hash.
        driver: Any = self._connection.connection.driver_connection
        if self._dialect == "postgresql":
            parts = read_ahead(lambda: _parts(driver.cursor(name="audit")))
        else:
            parts = _parts_with_any_bytes(driver)
        return chain.from_iterable(parts)

    def page(self, wanted: Page) -> Sequence[Row]:
        of_subject = wanted.subject is not None
        statement = statements.page(newest=wanted.newest, of_subject=of_subject)
        values: dict[str, Any] = {
            "after": wanted.after,
            "before": wanted.before,
            "most": wanted.limit,
        }
        if of_subject:
            values["subject"] = wanted.subject
        rows = [Row._make(row) for row in self._connection.execute(statement, values)]
        return rows[::-1] if wanted.newest else rows

    def pseudonym(self, lookup: str) -> str | None:
        found = self._connection.execute(statements.PSEUDONYM, {"lookup": lookup})
        return found.scalar_one_or_none()

    def cards_of(self, pseudonyms: Iterable[str]) -> Mapping[str, Card | None]:
        statement = statements.cards_of(self._dialect)
        rows = self._connection.execute(statement, {"keys": list(pseudonyms)})
        return {row[0]: _card(row) for row in rows}


class _Heads:
    """All heads, read anew each time that somebody walks along them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __iter__(self) -> Iterator[Head]:
        options = {"stream_results": True, "max_row_buffer": _AT_ONCE}
        for row in self._connection.execute(statements.HEADS, execution_options=options):
            yield _head(row)


class SqlPages:
    """Keeps a log in a database.

    Args:
        database: Which; cases may be kept there, too.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def require_rest(self) -> None:
        """Refuse whoever has begun a transaction that an entry would wait for."""
        self._database.require_rest()

    @contextmanager
    def writing(self) -> Iterator[_Writing]:
        """Begin a transaction; leaving it commits, an exception undoes it."""
        with failures_as_sentences(self._database), self._database.working() as session:
            yield _Writing(session, self._database)

    def is_around(self, unit: object) -> bool:
        """Tell whether a unit of work is under way in the same database."""
        return isinstance(unit, SqlTransaction) and unit.session_in(self._database) is not None

    def within(self, unit: object) -> _Writing:
        """Write to the log in a unit of work that is under way in the same database."""
        assert isinstance(unit, SqlTransaction), "somebody looked whether it is around it"
        session = unit.session_in(self._database)
        assert session is not None, "see above"
        return _Writing(session, self._database)

    @contextmanager
    def reading(self) -> Iterator[_Reading]:
        """Begin to read one state of the log."""
        with failures_as_sentences(self._database), self._database.snapshot() as connection:
            yield _Reading(connection)

    def clear_remains(self) -> None:
        """Overwrite what was destroyed, as far as the database can."""
        with failures_as_sentences(self._database):
            self._database.clear_remains(PERSON_KEY.name)


def _values(row: Row) -> Mapping[str, object]:
    position, content, digest = row
    return {"position": position, "content": content, "hash": digest}


def _arrays(rows: Sequence[Row]) -> Mapping[str, str]:
    """Return the columns of rows as PostgreSQL writes arrays."""
    positions, contents, hashes = zip(*rows, strict=True)
    # Contents are JSON in ASCII, so no line breaks stand in them.
    quoted = "\n".join(contents).replace("\\", "\\\\").replace('"', '\\"').replace("\n", '","')
    return {
        "positions": f"{{{','.join(map(str, positions))}}}",
        "contents": f'{{"{quoted}"}}',
        "hashes": f"{{{','.join(hashes)}}}",
    }


def _parts(cursor: Any) -> Iterator[Sequence[Row]]:
    """Yield all rows, many at a time."""
    with closing(cursor):
        cursor.execute(str(statements.ROWS))
        yield from iter(lambda: cursor.fetchmany(_AT_ONCE), [])


def _parts_with_any_bytes(driver: Any) -> Iterator[Sequence[Row]]:
    """Yield all rows of a SQLite file, in which a text may hold what is none.

    The driver refuses to return such a text; only then texts are read in a way that takes longer.
    """
    before = 0
    try:
        for part in _parts(driver.cursor()):
            before = part[-1][0]
            yield part
    except driver.OperationalError as error:
        if "decode" not in str(error):
            raise
        usual, driver.text_factory = driver.text_factory, _any_text
        try:
            rest = ([row] for part in _parts(driver.cursor()) for row in part)
            yield from (row for row in rest if row[0][0] > before)
        finally:
            driver.text_factory = usual


def _any_text(content: bytes) -> str:
    return content.decode(errors="surrogateescape")


def _head(row: Any) -> Head:
    position, digest, at, people, erasures, previous, public_key, signature = row
    return Head(
        position=position,
        hash=digest,
        at=at,
        people=people,
        erasures=erasures,
        previous=previous,
        public_key=public_key,
        signature=signature,
    )


def _card(row: Any) -> Card | None:
    """Return a card; None where the key was destroyed."""
    pseudonym, lookup, key_sealed, name_sealed = row
    if key_sealed is None:
        return None
    return Card(pseudonym=pseudonym, lookup=lookup, key_sealed=key_sealed, name_sealed=name_sealed)
