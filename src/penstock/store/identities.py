"""Accounts, sessions, tokens and passkeys in a database: a row for each, which may end."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from penstock.delivery.canonical import writer
from penstock.delivery.forms import reader
from penstock.governance.identity.ports import H, Held, StaleHeldError
from penstock.store.database import Database, failures_as_sentences
from penstock.store.session import Session
from penstock.store.tables import IDENTITY

_KIND = IDENTITY.c.kind == bindparam("of_kind")
_KEY = IDENTITY.c.key == bindparam("of_key")
_PERSON = IDENTITY.c.person == bindparam("of_person")
_ALL = select(IDENTITY.c.content).where(_KIND).order_by(IDENTITY.c.key)
_HELD = select(IDENTITY.c.content).where(_KIND, _KEY)
_OF_PERSON = _ALL.where(_PERSON)
_NEXT = (
    update(IDENTITY)
    .where(_KIND, _KEY, IDENTITY.c.version == bindparam("before"))
    .values({name: bindparam(name) for name in ("person", "version", "ends_at", "content")})
    .returning(IDENTITY.c.key)
)
_TAKE = delete(IDENTITY).where(_KIND, _KEY).returning(IDENTITY.c.content)
_FORGET = delete(IDENTITY).where(_KIND, _PERSON)
_FORGET_ENDED = delete(IDENTITY).where(IDENTITY.c.ends_at <= bindparam("now"))


class SqlIdentities:
    """Keeps how people prove who they are, beside the cases.

    Args:
        database: Where.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def held(self, kind: type[H], key: str) -> H | None:
        """Return what is kept under a key; None where nothing is."""
        found = self._read(kind, _HELD, {"of_kind": _name(kind), "of_key": key})
        return found[0] if found else None

    def of_person(self, kind: type[H], person: str) -> tuple[H, ...]:
        """Return what somebody has of a kind, in the order of keys."""
        return self._read(kind, _OF_PERSON, {"of_kind": _name(kind), "of_person": person})

    def all(self, kind: type[H]) -> tuple[H, ...]:
        """Return all there is of a kind, in the order of keys."""
        return self._read(kind, _ALL, {"of_kind": _name(kind)})

    def keep(self, *held: Held) -> None:
        """Keep things, new ones and next versions; all of them, or none.

        Raises:
            StaleHeldError: One of them does not follow the version that is kept.
        """
        with failures_as_sentences(self._database), self._database.working() as session:
            for each in held:
                if not _written(session, each):
                    raise StaleHeldError

    def take(self, kind: type[H], key: str) -> H | None:
        """Return what is kept under a key, and keep it no more; only one who asks gets it."""
        of = {"of_kind": _name(kind), "of_key": key}
        with failures_as_sentences(self._database), self._database.working() as session:
            row = session.first(_TAKE, of)
        return _parsed(kind, row[0]) if row else None

    def forget(self, person: str, *kinds: type[Held]) -> None:
        """Keep no more what somebody has of some kinds."""
        with failures_as_sentences(self._database), self._database.working() as session:
            for kind in kinds:
                session.run(_FORGET, {"of_kind": _name(kind), "of_person": person})

    def forget_ended(self, now: datetime) -> None:
        """Keep no more what has ended by a moment."""
        with failures_as_sentences(self._database), self._database.working() as session:
            session.run(_FORGET_ENDED, {"now": now})

    def _read(self, kind: type[H], statement: Executable, of: dict[str, Any]) -> tuple[H, ...]:
        with failures_as_sentences(self._database), self._database.reading() as connection:
            contents: Sequence[str] = connection.execute(statement, of).scalars().all()
        return tuple(_parsed(kind, content) for content in contents)


def _written(session: Session, held: Held) -> bool:
    kind = type(held)
    row = {
        "person": held.person,
        "version": held.version,
        "ends_at": held.ends_at,
        "content": writer(kind)(held),
    }
    if held.version == 1:
        new = {"kind": _name(kind), "key": held.key, **row}
        return session.first(_new(session.dialect.name), new) is not None
    old = {"of_kind": _name(kind), "of_key": held.key, "before": held.version - 1}
    return session.first(_NEXT, {**old, **row}) is not None


def _parsed(kind: type[H], content: str) -> H:
    held: H = reader(kind)(json.loads(content))
    return held


def _name(kind: type[Held]) -> str:
    return kind.__name__.casefold()


@cache
def _new(dialect: str) -> Executable:
    """Return what inserts a row unless it is there; it returns the key."""
    new = postgresql.insert if dialect == "postgresql" else sqlite.insert
    values: dict[str, Any] = {each.name: bindparam(each.name) for each in IDENTITY.columns}
    return new(IDENTITY).values(values).on_conflict_do_nothing().returning(IDENTITY.c.key)
