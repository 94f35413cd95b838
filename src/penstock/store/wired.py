"""A unit of work on PostgreSQL: a journey for what is read, and one for what is written."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from psycopg import DataError
from sqlalchemy import Dialect, Executable, Insert
from sqlalchemy.dialects import postgresql

from penstock.store.session import Prepared, Session, Values
from penstock.store.wire import Rows, Wire

BEGIN = "begin isolation level read committed"
MOST_ROWS = 16
_NUMBER = re.compile(r"\$(\d+)")
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
        # A COMMIT that only lets go of locked rows would wait for the disk all the same.
        self._end("commit" if self._has_written else "rollback")

    def rollback(self) -> None:
        """Undo what was written."""
        self.forget_gathered()
        if not self._wire.is_lost:
            self._end("rollback")

    def ahead(self, statement: Executable, values: Values) -> Rows | None:
        """Send a statement and return where its rows are fetched from, when they have come."""
        rows: Rows | None = self._run(statement, [values])
        return rows

    def _end(self, how: str) -> None:
        if self._has_begun:
            self._wire.journey(how)
            self._has_begun = self._has_written = False

    def _send(self, statement: Executable, rows: Sequence[Values]) -> Rows | None:
        self._has_written |= not statement.is_select
        prepared = self._statement(statement)
        if isinstance(statement, Insert) and len(rows) > 1:
            for some in _parts(rows):
                values = [value for row in some for value in prepared.bound(row)]
                self._send_one(_many(prepared.text, len(some)), values)
            return None
        sent = [self._send_one(prepared.text, prepared.bound(row)) for row in rows]
        return sent[-1] if sent else None

    def _send_one(self, text: str, values: Sequence[Any]) -> Rows:
        if not self._has_begun:
            self._wire.send(BEGIN)
            self._has_begun = True
        return self._wire.send(text, [_encoded(value) for value in values])


def _parts(rows: Sequence[Values]) -> Iterator[Sequence[Values]]:
    """Yield rows in parts of few different sizes, so that few statements serve any number."""
    start = 0
    while start < len(rows):
        size = min(MOST_ROWS, 1 << (len(rows) - start).bit_length() - 1)
        yield rows[start : start + size]
        start += size


@cache
def _many(insertion: str, count: int) -> str:
    """Return the insertion of several rows, from that of one."""
    head, values, row = insertion.rpartition(" VALUES ")
    width = row.count("$")
    return head + values + ", ".join(_moved(row, by=number * width) for number in range(count))


def _moved(row: str, *, by: int) -> str:
    return _NUMBER.sub(lambda found: f"${int(found[1]) + by}", row)


def _encoded(value: Any) -> bytes | None:
    if value is None:
        return None
    encoded = (value if isinstance(value, str) else _written(value)).encode()
    if b"\0" in encoded:
        # libpq would take it for the end of the text.
        raise DataError("a text cannot contain NUL")
    return encoded


def _written(value: Any) -> str:
    if isinstance(value, list):
        # An array of texts.
        return f"{{{','.join(map(_quoted, value))}}}"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
