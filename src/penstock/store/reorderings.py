"""What was reordered in a queue: in a database, or in memory."""

from dataclasses import asdict

from sqlalchemy import bindparam, insert, select

from penstock.governance.interconnection.queueing import Reordering
from penstock.store.database import Database, failures_as_sentences
from penstock.store.tables import QUEUE_REORDERING

# The number is the database's.
_SAID = [column for column in QUEUE_REORDERING.c if column.name != "number"]
_ADD = insert(QUEUE_REORDERING).values({each.name: bindparam(each.name) for each in _SAID}).inline()
_ALL = select(*_SAID).order_by(QUEUE_REORDERING.c.number)


class SqlReorderings:
    """Keeps what was reordered beside the cases.

    Args:
        database: Where.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, reordering: Reordering) -> None:
        """Keep a reordering for good; it is kept when this returns."""
        with failures_as_sentences(self._database), self._database.working() as session:
            session.run(_ADD, asdict(reordering))

    def all(self) -> tuple[Reordering, ...]:
        """Return all that was reordered, in the order in which it was kept."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            return tuple(Reordering(**row) for row in connection.execute(_ALL).mappings())


class MemoryReorderings:
    """Keeps what was reordered as long as the program runs."""

    def __init__(self) -> None:
        self._kept: list[Reordering] = []

    def append(self, reordering: Reordering) -> None:
        """Keep a reordering."""
        self._kept.append(reordering)

    def all(self) -> tuple[Reordering, ...]:
        """Return all that was reordered, in the order in which it was kept."""
        return tuple(self._kept)
