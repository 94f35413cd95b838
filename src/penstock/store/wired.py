"""A unit of work on PostgreSQL: a journey for what is read, and one for what is written."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from psycopg import DataError
from sqlalchemy import Dialect, Executable
from sqlalchemy.dialects import postgresql

from penstock.store.session import Prepared, Session, Values
from penstock.store.together import for_many, parts
from penstock.store.wire import Rows, Wire

BEGIN = "begin isolation level read committed"
# libpq has values by number, not by name.
_DIALECT: Dialect = postgresql.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


class WiredSession(Session):
    """A transaction that is under way on a wire; one that asks for nothing never begins."""

    def __init__(self, wire: Wire, prepared: Prepared) -> None:
        super().__init__(wire, _DIALECT, prepared)
        self._wire = wire
        self._has_begun = False
        self._has_written = False

    def commit(self) -> None:
        """Keep what was written; it travels with the end of the transaction."""
        self.send_gathered()
        if self._has_written:
            self._wire.journey("commit")
            self._has_begun = self._has_written = False
        else:
            # A COMMIT that only lets go of locked rows would wait for the disk all the same.
            self._leave()

    def rollback(self) -> None:
        """Undo what was written."""
        self.forget_gathered()
        if not self._wire.is_lost:
            self._leave()

    def ahead(self, statement: Executable, values: Values) -> Rows | None:
        """Send a statement and return where its rows are fetched from, when they have come."""
        rows: Rows | None = self._run(statement, [values])
        return rows

    def _leave(self) -> None:
        if self._has_begun:
            self._wire.leave("rollback")
            self._has_begun = self._has_written = False

    def _send(self, statement: Executable, rows: Sequence[Values]) -> Rows | None:
        prepared = self._statement(statement)
        if not self._has_begun:
            self._wire.send(BEGIN)
            self._has_begun = True
        self._has_written |= not prepared.is_select
        if len(rows) == 1:
            return self._wire.send(prepared.text, _encoded(prepared.bound(rows[0])))
        for some in parts(rows):
            values = [value for row in some for value in prepared.bound(row)]
            self._wire.send(for_many(prepared.text, len(some)), _encoded(values))
        return None


def _encoded(values: Iterable[Any]) -> list[bytes | None]:
    """Return values as texts in bytes."""
    encoded = [each.encode() if type(each) is str else _written(each) for each in values]
    if b"\0" in b"".join(filter(None, encoded)):
        # libpq would take it for the end of the text.
        raise DataError("a text cannot contain NUL")
    return encoded


def _written(value: Any) -> bytes | None:
    match value:
        case None:
            return None
        case datetime():
            return value.isoformat().encode()
        case list():
            # An array of texts.
            return f"{{{','.join(map(_quoted, value))}}}".encode()
        case _:
            return str(value).encode()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
