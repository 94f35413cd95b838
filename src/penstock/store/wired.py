"""A unit of work on PostgreSQL: a journey for what is read, and one for what is written."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg import DataError
from sqlalchemy import Dialect, Executable
from sqlalchemy.dialects import postgresql

from penstock.store.session import Prepared, Session, Values
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

    def commit(self) -> None:
        """Keep what was written; it travels with the end of the transaction."""
        self._end("commit")

    def rollback(self) -> None:
        """Undo what was written."""
        if not self._wire.is_lost:
            self._end("rollback")

    def _end(self, how: str) -> None:
        if self._has_begun:
            self._wire.journey(how)
            self._has_begun = False

    def _run(self, statement: Executable, rows: Sequence[Values]) -> Rows:
        if not self._has_begun:
            self._wire.send(BEGIN)
            self._has_begun = True
        prepared = self._statement(statement)
        sent = [self._wire.send(prepared.text, _encoded(prepared.bound(row))) for row in rows]
        return sent[-1]


def _encoded(values: Sequence[Any]) -> list[bytes | None]:
    return [None if value is None else _text(value) for value in values]


def _text(value: Any) -> bytes:
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    encoded = text.encode()
    if b"\0" in encoded:
        # libpq would take it for the end of the text.
        raise DataError("a text cannot contain NUL")
    return encoded
