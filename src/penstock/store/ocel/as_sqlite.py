"""A log as OCEL 2.0 in SQLite: a table for each type of events and objects."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    TIMESTAMP,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    insert,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from penstock.store.database import reason
from penstock.store.errors import StoreError
from penstock.store.ocel.as_json import ALWAYS
from penstock.store.ocel.log import Kind, Ocel, OcelObject

_TYPES = {"string": Text, "integer": Integer, "boolean": Boolean}
_MAGIC = b"SQLite format 3\0"
Row = dict[str, Any]


class UnwrittenLogError(StoreError):
    """A log cannot be written where somebody wanted it."""

    def __init__(self, file: Path, *, because: str) -> None:
        self.file = file
        super().__init__(
            str(file),
            f"{file} cannot be written: {because}. "
            "See whether there is room in its folder, and whether you may write there.",
        )


def holds_something_else(file: Path) -> bool:
    """Tell whether a file is a SQLite database, but none with an object-centric log."""
    if not file.is_file() or not _begins_with(file, _MAGIC):
        return False
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        named = "select 1 from sqlite_master where name = 'event_map_type'"
        return connection.execute(named).fetchone() is None


def _begins_with(file: Path, words: bytes) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(words)) == words


def write_sqlite(log: Ocel, file: Path) -> None:
    """Write a log to a file that is empty, or does not exist yet.

    Raises:
        UnwrittenLogError: It cannot be written.
    """
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    try:
        with engine.begin() as connection:
            _write(log, connection)
    except DBAPIError as error:
        raise UnwrittenLogError(file, because=reason(error)) from error


def _write(log: Ocel, connection: Connection) -> None:
    tables = _Tables(log)
    tables.metadata.create_all(connection)
    for name, rows in tables.rows(log):
        _fill(connection, tables.metadata.tables[name], rows)


def _fill(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    if filled := list(rows):
        connection.execute(insert(table), filled)


class _Tables:
    """The tables of a log, and what stands in them."""

    def __init__(self, log: Ocel) -> None:
        self.metadata = MetaData()
        self._of_events = _map_names(log.event_kinds)
        self._of_objects = _map_names(log.object_kinds)
        for side in ("event", "object"):
            self._fixed(side)
        self._related("event_object", ("ocel_event_id", "event"), ("ocel_object_id", "object"))
        self._related("object_object", ("ocel_source_id", "object"), ("ocel_target_id", "object"))
        for kind in log.event_kinds:
            self._event_kind(kind)
        for kind in log.object_kinds:
            self._object_kind(kind)

    def rows(self, log: Ocel) -> Iterator[tuple[str, Iterable[Row]]]:
        """Yield each table's name and rows."""
        yield "event_map_type", _mapped(self._of_events)
        yield "object_map_type", _mapped(self._of_objects)
        yield "event", ({"ocel_id": each.id, "ocel_type": each.kind} for each in log.events)
        yield "object", ({"ocel_id": each.id, "ocel_type": each.kind} for each in log.objects)
        for kind in log.event_kinds:
            yield f"event_{self._of_events[kind.name]}", _event_rows(log, kind)
        for kind in log.object_kinds:
            yield f"object_{self._of_objects[kind.name]}", _object_rows(log, kind)
        yield "event_object", _relation_rows(log.events, "ocel_event_id", "ocel_object_id")
        yield "object_object", _relation_rows(log.objects, "ocel_source_id", "ocel_target_id")

    def _fixed(self, side: str) -> None:
        kinds = f"{side}_map_type"
        Table(
            kinds,
            self.metadata,
            Column("ocel_type", Text, primary_key=True),
            Column("ocel_type_map", Text, nullable=False, unique=True),
        )
        Table(
            side,
            self.metadata,
            Column("ocel_id", Text, primary_key=True),
            Column("ocel_type", Text, ForeignKey(f"{kinds}.ocel_type"), nullable=False),
        )

    def _related(self, name: str, *ends: tuple[str, str]) -> None:
        columns = [
            Column(column, Text, ForeignKey(f"{table}.ocel_id"), primary_key=True)
            for column, table in ends
        ]
        Table(name, self.metadata, *columns, Column("ocel_qualifier", Text, primary_key=True))

    def _event_kind(self, kind: Kind) -> None:
        Table(
            f"event_{self._of_events[kind.name]}",
            self.metadata,
            Column("ocel_id", Text, ForeignKey("event.ocel_id"), primary_key=True),
            Column("ocel_time", TIMESTAMP, nullable=False),
            *_columns(kind),
        )

    def _object_kind(self, kind: Kind) -> None:
        Table(
            f"object_{self._of_objects[kind.name]}",
            self.metadata,
            Column("ocel_id", Text, ForeignKey("object.ocel_id"), nullable=False),
            Column("ocel_time", TIMESTAMP, nullable=False),
            # Empty in the row of what holds from the beginning.
            Column("ocel_changed_field", Text),
            *_columns(kind),
            UniqueConstraint("ocel_id", "ocel_time", "ocel_changed_field"),
        )


def _columns(kind: Kind) -> "list[Column[Any]]":
    return [Column(name, _TYPES[of]) for name, of in kind.attributes.items()]


def _map_names(kinds: Iterable[Kind]) -> Mapping[str, str]:
    """Return for each type what its table is called by, in letters, digits and underscores."""
    names: dict[str, str] = {}
    for kind in kinds:
        plain = "".join(letter if letter.isalnum() else "_" for letter in kind.name)
        # SQLite takes capitals and small letters for the same.
        taken = {name.casefold() for name in names.values()}
        again = sum(name.startswith(plain.casefold()) for name in taken)
        names[kind.name] = f"{plain}_{again}" if plain.casefold() in taken else plain
    return names


def _mapped(names: Mapping[str, str]) -> Iterator[Row]:
    return ({"ocel_type": kind, "ocel_type_map": name} for kind, name in names.items())


def _event_rows(log: Ocel, kind: Kind) -> Iterator[Row]:
    for each in log.events:
        if each.kind == kind.name:
            yield {"ocel_id": each.id, "ocel_time": _moment(each.at), **each.attributes}


def _object_rows(log: Ocel, kind: Kind) -> Iterator[Row]:
    for each in log.objects:
        if each.kind == kind.name:
            yield from _states(each, dict.fromkeys(kind.attributes))


def _states(each: OcelObject, empty: Mapping[str, None]) -> Iterator[Row]:
    beginning = {"ocel_id": each.id, "ocel_time": _moment(ALWAYS), "ocel_changed_field": None}
    yield {**beginning, **empty, **each.attributes}
    for (name, at), value in each.changes.items():
        changed = {"ocel_time": _moment(at), "ocel_changed_field": name}
        yield {"ocel_id": each.id, **changed, **empty, name: value}


def _relation_rows(sources: Iterable[Any], source: str, target: str) -> Iterator[Row]:
    for each in sources:
        for relation in each.relations:
            ends = {source: each.id, target: relation.object_id}
            yield {**ends, "ocel_qualifier": relation.qualifier}


def _moment(at: datetime) -> datetime:
    """Return a moment in UTC without its zone, for which SQLite has no room."""
    return at.astimezone(UTC).replace(tzinfo=None)
