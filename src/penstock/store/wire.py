"""Statements to PostgreSQL that travel together: one journey brings what all of them say.

A cursor costs more than the journey to a server nearby, so the driver's libpq is spoken to.
"""

import selectors
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg import Connection, OperationalError
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

Row = tuple[Any, ...]
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_FAILED = {ExecStatus.FATAL_ERROR, ExecStatus.BAD_RESPONSE}
_WAITING = getattr(selectors, "PollSelector", selectors.SelectSelector)


class Rows:
    """What a statement brings; it is under way until somebody asks for it."""

    def __init__(self, wire: "Wire") -> None:
        self.result: PGresult | None = None
        self._wire = wire

    def fetchall(self) -> list[Row]:
        """Return all rows."""
        if self.result is None:
            self._wire.journey()
        result = self.result
        assert result is not None, "a journey that ends well brings an answer to everything"
        readers = [_reader(result.ftype(column)) for column in range(result.nfields)]
        return [_row(result, row, readers) for row in range(result.ntuples)]

    def fetchone(self) -> Row | None:
        """Return the first row, or None."""
        rows = self.fetchall()
        return rows[0] if rows else None


class Wire:
    """A connection, and the statements that the server knows by name.

    Args:
        connection: As the driver has it; nobody else uses it while the wire is open.
    """

    def __init__(self, connection: "Connection[Any]") -> None:
        self._libpq = connection.pgconn
        self._ready = _WAITING()
        self._ready.register(self._libpq.socket, selectors.EVENT_READ)
        self._names: dict[str, bytes] = {}
        self._named = 0
        self._is_clear = True
        self._read_now: dict[str, tuple[bytes, Rows]] = {}
        self._under_way: list[Rows] = []

    @property
    def is_clear(self) -> bool:
        """Tell whether nothing is under way, so that others may use the connection."""
        is_idle = self._libpq.transaction_status == TransactionStatus.IDLE
        return self._is_clear and is_idle and not self.is_lost

    @property
    def is_lost(self) -> bool:
        """Tell whether the server is out of reach."""
        return self._libpq.status != ConnStatus.OK

    def open(self) -> None:
        """Begin to send statements without waiting for each."""
        self._libpq.enter_pipeline_mode()

    def close(self) -> None:
        """Leave the connection to others."""
        self._libpq.exit_pipeline_mode()

    def send(self, statement: str, values: Sequence[bytes | None] = ()) -> Rows:
        """Put a statement on its way; what it brings, or that it failed, comes with a journey."""
        self._is_clear = False
        name = self._names.get(statement) or self._name(statement)
        rows = self._awaited()
        self._libpq.send_query_prepared(name, values, result_format=Format.BINARY)
        return rows

    def journey(self, *last: str) -> None:
        """Wait until everything that was sent is answered, with some more statements at its end.

        Raises:
            psycopg.Error: One of them failed; what was sent behind it was left out.
        """
        for statement in last:
            self.send(statement)
        self._libpq.pipeline_sync()
        awaited, self._under_way = self._under_way, []
        for rows in awaited:
            rows.result = self._next()
        self._next()
        self._is_clear = True
        self._keep_names()
        failed = [rows.result for rows in awaited if rows.result and _is_failure(rows.result)]
        if failed:
            raise error_from_result(failed[0])

    def _awaited(self) -> Rows:
        rows = Rows(self)
        self._under_way.append(rows)
        return rows

    def _name(self, statement: str) -> bytes:
        """Have the server read a statement; it is known by its name once that went well."""
        if statement not in self._read_now:
            self._named += 1
            name = b"penstock_%d" % self._named
            self._read_now[statement] = name, self._awaited()
            self._libpq.send_prepare(name, statement.encode())
        return self._read_now[statement][0]

    def _keep_names(self) -> None:
        for statement, (name, rows) in self._read_now.items():
            if rows.result and rows.result.status == ExecStatus.COMMAND_OK:
                self._names[statement] = name
        self._read_now.clear()

    def _next(self) -> PGresult:
        """Return the next answer; other threads go on while it is waited for."""
        while True:
            while self._libpq.is_busy():
                self._ready.select()
                self._libpq.consume_input()
            # Nothing stands between the answers of two statements.
            if result := self._libpq.get_result():
                return result
            if self._libpq.status != ConnStatus.OK:
                raise OperationalError("the connection was lost")


def _is_failure(result: PGresult) -> bool:
    return result.status in _FAILED


def _row(result: PGresult, row: int, readers: Sequence[Callable[[bytes], Any]]) -> Row:
    return tuple(
        None if (value := result.get_value(row, column)) is None else read(value)
        for column, read in enumerate(readers)
    )


def _number(value: bytes) -> int:
    return int.from_bytes(value, "big", signed=True)


def _moment(value: bytes) -> datetime:
    return _EPOCH + timedelta(microseconds=_number(value))


# By the numbers that PostgreSQL has for its types: bigint, integer, timestamp with time zone.
_READERS: Mapping[int, Callable[[bytes], Any]] = {20: _number, 23: _number, 1184: _moment}


def _reader(of_type: int) -> Callable[[bytes], Any]:
    return _READERS.get(of_type, bytes.decode)
