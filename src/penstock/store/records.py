"""Records in a database: each version a row, and the latest counts."""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Executable, bindparam, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from penstock.delivery.canonical import writer
from penstock.delivery.forms import reader
from penstock.governance.conduct.records import R, Record, StaleRecordError
from penstock.store.database import Database, failures_as_sentences
from penstock.store.session import Session
from penstock.store.tables import RECORD

_KIND = RECORD.c.kind == bindparam("of_kind")
_NUMBER = RECORD.c.number == bindparam("of_number")
_VERSION = select(func.max(RECORD.c.version)).where(_KIND, _NUMBER)
_COUNT = select(func.count()).select_from(RECORD).where(_KIND)
_LAST = select(func.max(RECORD.c.number)).where(_KIND)
_VERSIONS = select(RECORD.c.content).where(_KIND, _NUMBER).order_by(RECORD.c.version)
_later = RECORD.alias("later")
_HAS_LATER = (
    select(_later.c.number)
    .where(
        _later.c.kind == RECORD.c.kind,
        _later.c.number == RECORD.c.number,
        _later.c.version > RECORD.c.version,
    )
    .exists()
)
_LATEST = select(RECORD.c.content).where(_KIND, ~_HAS_LATER).order_by(RECORD.c.number)

# As the index has it, word for word. A record that names a case begins with it.
_BEGINNING = {
    "sqlite": "substr(record.content, 1, 80)",
    "postgresql": '(substr(record.content, 1, 80) collate "C")',
}


class SqlRecords:
    """Keeps records beside the cases.

    Args:
        database: Where.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, *records: Record) -> None:
        """Keep versions of records; all of them, or none.

        Raises:
            StaleRecordError: One of them does not follow the version that is kept.
        """
        with failures_as_sentences(self._database), self._database.working() as session:
            write_records(session, records)

    def latest(self, kind: type[R]) -> tuple[R, ...]:
        """Return all records of a kind, each at its latest version, by their numbers."""
        return self._read(kind, _LATEST, {"of_kind": _name(kind)})

    def count(self, kind: type[Record]) -> int:
        """Return how many versions of a kind are kept: more after each act, and never fewer."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            found: int = connection.execute(_COUNT, {"of_kind": _name(kind)}).scalar_one()
        return found

    def versions(self, kind: type[R], number: int) -> tuple[R, ...]:
        """Return all versions of a record, the first one first; none where there is none."""
        return self._read(kind, _VERSIONS, {"of_kind": _name(kind), "of_number": number})

    def of_case(self, kind: type[R], case_id: str) -> tuple[R, ...]:
        """Return the records of a kind that name a case, each at its latest version."""
        of = {"of_kind": _name(kind), **beginning_with(case_id)}
        with failures_as_sentences(self._database), self._database.reading() as connection:
            statement = records_of_case(connection.dialect.name)
            contents = connection.execute(statement, of).scalars().all()
        return tuple(_parsed(kind, content) for content in contents)

    def next_number(self, kind: type[Record]) -> int:
        """Return the next free number of a kind; whoever keeps it first has it."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            last: int | None = connection.execute(_LAST, {"of_kind": _name(kind)}).scalar()
        return (last or 0) + 1

    def _read(self, kind: type[R], statement: Executable, of: dict[str, Any]) -> tuple[R, ...]:
        with failures_as_sentences(self._database), self._database.reading() as connection:
            contents = connection.execute(statement, of).scalars().all()
        return tuple(_parsed(kind, content) for content in contents)


def records_of_case(dialect: str) -> Executable:
    """Return what reads the records of a kind that name a case."""
    beginning = _BEGINNING[dialect]
    return _LATEST.where(text(f"{beginning} >= :begins"), text(f"{beginning} < :ends"))


def beginning_with(case_id: str) -> dict[str, str]:
    """Return between what the canonical forms of records lie that name a case."""
    begins = f'{{"case_id":{json.dumps(case_id)}'
    # A comma follows, and the next letter after a comma is a hyphen.
    return {"begins": f"{begins},", "ends": f"{begins}-"}


def write_records(session: Session, records: Sequence[Record]) -> None:
    """Write versions of records in the transaction that is under way.

    Raises:
        StaleRecordError: One of them does not follow the version that is kept.
    """
    for record in records:
        kind = type(record)
        row = {
            "kind": _name(kind),
            "number": record.number,
            "version": record.version,
            "content": writer(kind)(record),
        }
        of = {"of_kind": row["kind"], "of_number": record.number}
        (found,) = session.first(_VERSION, of) or (None,)
        is_next = record.version == (found or 0) + 1
        if not is_next or not session.first(_new(session.dialect.name), row):
            raise StaleRecordError(record)


@lru_cache(maxsize=256)
def _parsed(kind: type[R], content: str) -> R:
    """Return a record from its form; a text that was read before is not parsed again.

    Each question looks up proposals, and they are the same texts.
    """
    record: R = reader(kind)(json.loads(content))
    return record


def _name(kind: type[Record]) -> str:
    return kind.__name__.casefold()


@cache
def _new(dialect: str) -> Executable:
    """Return what inserts a version unless it is there; it returns the number."""
    new = postgresql.insert if dialect == "postgresql" else sqlite.insert
    values: dict[str, Any] = {each.name: bindparam(each.name) for each in RECORD.columns}
    return new(RECORD).values(values).on_conflict_do_nothing().returning(RECORD.c.number)
