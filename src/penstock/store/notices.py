"""Notices in a database, who has read them, and how far the log was followed for them."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table, bindparam, exists, select
from sqlalchemy.dialects import postgresql, sqlite

from penstock.delivery.noticing import Notice, NoticeKind
from penstock.delivery.ports import BEGINNING, Position
from penstock.store.database import Database, failures_as_sentences
from penstock.store.tables import FOLLOWER, NOTICE, NOTICE_READ

_NAME = "notices"
_KEY = ("case_id", "seq", "role")
_POSITION = select(FOLLOWER.c.transaction_number, FOLLOWER.c.number)


class SqlNotices:
    """Keeps notices beside the cases.

    Args:
        database: Where.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def position(self) -> Position:
        """Return how far the log was followed."""
        ours = _POSITION.where(FOLLOWER.c.name == _NAME)
        with failures_as_sentences(self._database), self._database.reading() as connection:
            row = connection.execute(ours).one_or_none()
        return Position(transaction=row[0], number=row[1]) if row else BEGINNING

    def keep(self, notices: Sequence[Notice], *, until: Position) -> None:
        """Keep notices, each once, and how far the log was followed."""
        rows = [{name: getattr(each, name) for name in Notice.__slots__} for each in notices]
        position = {"name": _NAME, "transaction_number": until.transaction, "number": until.number}
        with failures_as_sentences(self._database), self._database.working() as session:
            dialect = session.dialect.name
            for row in rows:
                session.run(_once(NOTICE, dialect), row)
            session.run(_follow(dialect), position)

    def unread(
        self, roles: Sequence[str], *, person: str, limit: int, since: datetime | None = None
    ) -> tuple[Notice, ...]:
        """Return what was told to roles and a person has not read, the oldest first."""
        same = [NOTICE_READ.c[name] == NOTICE.c[name] for name in _KEY]
        read = exists().where(NOTICE_READ.c.person == person, *same)
        wanted = (
            select(*(NOTICE.c[name] for name in Notice.__slots__))
            .where(NOTICE.c.role.in_(roles), ~read)
            .order_by(NOTICE.c.at, NOTICE.c.case_id, NOTICE.c.seq, NOTICE.c.role)
            .limit(limit)
        )
        if since:
            wanted = wanted.where(NOTICE.c.at >= since)
        with failures_as_sentences(self._database), self._database.reading() as connection:
            rows = connection.execute(wanted).mappings().all()
        return tuple(Notice(**{**row, "kind": NoticeKind(row["kind"])}) for row in rows)

    def mark_read(self, notices: Sequence[Notice], *, person: str, at: datetime) -> None:
        """Keep that a person has read notices."""
        rows = [
            {**{name: getattr(each, name) for name in _KEY}, "person": person, "at": at}
            for each in notices
        ]
        with failures_as_sentences(self._database), self._database.working() as session:
            for row in rows:
                session.run(_once(NOTICE_READ, session.dialect.name), row)


@cache
def _once(table: Table, dialect: str) -> Executable:
    """Return what inserts a row, unless it is there."""
    new = postgresql.insert if dialect == "postgresql" else sqlite.insert
    values: dict[str, Any] = {each.name: bindparam(each.name) for each in table.columns}
    return new(table).values(values).on_conflict_do_nothing()


@cache
def _follow(dialect: str) -> Executable:
    """Return what writes a position down, unless somebody has come further."""
    new = postgresql.insert if dialect == "postgresql" else sqlite.insert
    names = ("name", "transaction_number", "number")
    row = new(FOLLOWER).values({name: bindparam(name) for name in names})
    after = {name: row.excluded[name] for name in names[1:]}
    return row.on_conflict_do_update(
        index_elements=[FOLLOWER.c.name],
        set_=after,
        where=FOLLOWER.c.number < row.excluded.number,
    )
