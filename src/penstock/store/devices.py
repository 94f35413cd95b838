"""Homes and devices in a database, how devices stand, and what was wrong with what they sent."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from penstock.casework.device.entries import Entry
from penstock.casework.device.faults import FaultCount, FaultKind
from penstock.casework.device.live import LiveState
from penstock.casework.device.ports import E, StaleEntryError
from penstock.delivery.canonical import writer
from penstock.delivery.forms import reader
from penstock.store.database import Database, failures_as_sentences
from penstock.store.session import Session
from penstock.store.statements import is_among
from penstock.store.tables import DEVICE_ENTRY, DEVICE_FAULT, DEVICE_LIVE

_KIND = DEVICE_ENTRY.c.kind == bindparam("of_kind")
_KEY = DEVICE_ENTRY.c.key == bindparam("of_key")
_ONE = select(DEVICE_ENTRY.c.content).where(_KIND, _KEY)
_ALL = select(DEVICE_ENTRY.c.content).where(_KIND).order_by(DEVICE_ENTRY.c.key)
_OF_HOME = DEVICE_ENTRY.c.home == bindparam("of_home")
_STANDING = DEVICE_ENTRY.c.standing == bindparam("of_standing")
_NEXT = (
    update(DEVICE_ENTRY)
    .where(_KIND, _KEY, DEVICE_ENTRY.c.version == bindparam("before"))
    .values({name: bindparam(name) for name in ("home", "standing", "version", "content")})
    .returning(DEVICE_ENTRY.c.key)
)
_STAMP = (
    select(DEVICE_ENTRY.c.kind, func.count(), func.sum(DEVICE_ENTRY.c.version))
    .where(DEVICE_ENTRY.c.kind.in_(["home", "device"]))
    .group_by(DEVICE_ENTRY.c.kind)
    .order_by(DEVICE_ENTRY.c.kind)
)
_FAULTS = select(DEVICE_FAULT).order_by(DEVICE_FAULT.c.last_at.desc(), DEVICE_FAULT.c.device)
_MOST_FAULTS = 1000


class SqlDevices:
    """Keeps devices beside the cases.

    Args:
        database: Where.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def entry(self, kind: type[E], key: str) -> E | None:
        """Return a home by its name, a device by HOME/DEVICE, a command by its id; or None."""
        found = self._read(kind, _ONE, {"of_key": key})
        return found[0] if found else None

    def entries(self, kind: type[E], *, home: str = "", standing: str = "") -> tuple[E, ...]:
        """Return all of a kind, of one home or of one standing, in the order of their keys."""
        wanted = _ALL.where(_OF_HOME) if home else _ALL
        wanted = wanted.where(_STANDING) if standing else wanted
        of = {"of_home": home} if home else {}
        return self._read(kind, wanted, {**of, **({"of_standing": standing} if standing else {})})

    def keep(self, *entries: Entry) -> None:
        """Keep entries, new ones and next versions; all of them, or none.

        Raises:
            StaleEntryError: One of them does not follow the version that is kept.
        """
        with failures_as_sentences(self._database), self._database.working() as session:
            for each in entries:
                if not _written(session, each):
                    raise StaleEntryError(each)

    def stamp(self) -> str:
        """Return what changes whenever a home or a device is kept."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            return str([tuple(row) for row in connection.execute(_STAMP)])

    def live_of(self, homes: Sequence[str]) -> tuple[LiveState, ...]:
        """Return how the devices of homes stand, in the order of their names."""
        with failures_as_sentences(self._database), self._database.reading() as connection:
            statement = _live_of(connection.dialect.name)
            contents = connection.execute(statement, {"keys": list(homes)}).scalars().all()
        return tuple(map(_live, contents))

    def keep_seen(self, live: Sequence[LiveState], faults: Sequence[FaultCount]) -> None:
        """Keep how devices stand, and add to what was wrong; all of it, or nothing."""
        states = [
            {"home": each.of.home, "device": each.of.device, "content": writer(LiveState)(each)}
            for each in live
        ]
        counts = [_row(each) for each in faults]
        with failures_as_sentences(self._database), self._database.working() as session:
            dialect = session.dialect.name
            if states:
                session.run(_put_live(dialect), *states)
            if counts:
                session.run(_add_fault(dialect), *counts)

    def faults(self, home: str | None = None) -> tuple[FaultCount, ...]:
        """Return what was wrong, of one home or of all, the latest first."""
        wanted = _FAULTS.limit(_MOST_FAULTS)
        if home is not None:
            wanted = wanted.where(DEVICE_FAULT.c.home == home)
        with failures_as_sentences(self._database), self._database.reading() as connection:
            rows = connection.execute(wanted).mappings().all()
        return tuple(FaultCount(**{**row, "kind": FaultKind(row["kind"])}) for row in rows)

    def _read(self, kind: type[E], statement: Executable, of: dict[str, Any]) -> tuple[E, ...]:
        values = {"of_kind": _name(kind), **of}
        with failures_as_sentences(self._database), self._database.reading() as connection:
            contents: Sequence[str] = connection.execute(statement, values).scalars().all()
        return tuple(_parsed(kind, each) for each in contents)


def _written(session: Session, entry: Entry) -> bool:
    kind = type(entry)
    row = {
        "home": entry.home,
        "standing": entry.standing,
        "version": entry.version,
        "content": _form(entry),
    }
    if entry.version == 1:
        new = {"kind": _name(kind), "key": entry.key, **row}
        return session.first(_new(session.dialect.name), new) is not None
    old = {"of_kind": _name(kind), "of_key": entry.key, "before": entry.version - 1}
    return session.first(_NEXT, {**old, **row}) is not None


def _parsed(kind: Any, content: str) -> Any:
    return reader(kind)(json.loads(content))


def _form(entry: Any) -> str:
    kind: Any = type(entry)
    return writer(kind)(entry)


def _live(content: str) -> LiveState:
    live: LiveState = reader(LiveState)(json.loads(content))
    return live


def _name(kind: type[Entry]) -> str:
    return kind.__name__.casefold()


def _row(count: FaultCount) -> dict[str, Any]:
    return {name: getattr(count, name) for name in FaultCount.__slots__}


@cache
def _live_of(dialect: str) -> Executable:
    among = is_among(DEVICE_LIVE.c.home, dialect)
    wanted = select(DEVICE_LIVE.c.content).where(among)
    return wanted.order_by(DEVICE_LIVE.c.home, DEVICE_LIVE.c.device)


def _inserted(table: Any, dialect: str) -> Any:
    new = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return new(table).values({each.name: bindparam(each.name) for each in table.columns})


@cache
def _new(dialect: str) -> Executable:
    """Return what inserts an entry unless it is there; it returns the key."""
    new: Executable = (
        _inserted(DEVICE_ENTRY, dialect).on_conflict_do_nothing().returning(DEVICE_ENTRY.c.key)
    )
    return new


@cache
def _put_live(dialect: str) -> Executable:
    row = _inserted(DEVICE_LIVE, dialect)
    put: Executable = row.on_conflict_do_update(
        index_elements=[DEVICE_LIVE.c.home, DEVICE_LIVE.c.device],
        set_={"content": row.excluded.content},
    )
    return put


@cache
def _add_fault(dialect: str) -> Executable:
    """Return what adds to a count; what was wrong last has the word."""
    row = _inserted(DEVICE_FAULT, dialect)
    latest = {name: row.excluded[name] for name in ("last_at", "words", "sample")}
    add: Executable = row.on_conflict_do_update(
        index_elements=[DEVICE_FAULT.c.home, DEVICE_FAULT.c.device, DEVICE_FAULT.c.kind],
        set_={"count": DEVICE_FAULT.c.count + row.excluded["count"], **latest},
    )
    return add
