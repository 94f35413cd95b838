"""A unit of work on PostgreSQL: a journey for what is read, and one for what is written."""

import re
from collections.abc import Iterable, Iterator, Sequence
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
        if len(rows) > 1 and isinstance(statement, Insert):
            for some in _parts(rows):
                values = [value for row in some for value in prepared.bound(row)]
                self._wire.send(_many(prepared.text, len(some)), _encoded(values))
            return None
        sent = None
        for row in rows:
            sent = self._wire.send(prepared.text, _encoded(prepared.bound(row)))
        return sent


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
