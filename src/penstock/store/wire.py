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
_BINARY = Format.BINARY
_FAILED = {ExecStatus.FATAL_ERROR, ExecStatus.BAD_RESPONSE}
_WAITING = getattr(selectors, "PollSelector", selectors.SelectSelector)


class Rows:
    """What a statement brings; it is under way until somebody asks for it."""

    __slots__ = ("_wire", "result")

    def __init__(self, wire: "Wire") -> None:
        self.result: PGresult | None = None
        self._wire = wire

    def fetchall(self) -> list[Row]:
        """Return all rows."""
        if self.result is None:
            self._wire.journey()
        result = self.result
        assert result is not None, "a journey that ends well brings an answer to everything"
        if not result.ntuples:
            return []
        readers = [_reader(result.ftype(column)) for column in range(result.nfields)]
        return [_row(result, row, readers) for row in range(result.ntuples)]

    def fetchone(self) -> Row | None:
        """Return the first row, or None."""
        rows = self.fetchall()
        return rows[0] if rows else None


class Wire:
    """A connection, and the statements that the server knows by name.

    Args:
        connection: As the driver has it; nobody else uses it from now on.
    """

    def __init__(self, connection: "Connection[Any]") -> None:
        self._connection = connection
        self._libpq = connection.pgconn
        self._ready = _WAITING()
        self._ready.register(self._libpq.socket, selectors.EVENT_READ)
        self._names: dict[str, bytes] = {}
        self._named = 0
        self._is_clear = True
        self._read_now: dict[str, tuple[bytes, Rows]] = {}
        self._under_way: list[Rows] = []
        # Statements are sent without waiting for each.
        self._libpq.enter_pipeline_mode()

    @property
    def is_clear(self) -> bool:
        """Tell whether no transaction is under way, so that others may use the connection."""
        return self._is_clear and not self.is_lost

    @property
    def is_lost(self) -> bool:
        """Tell whether the server is out of reach."""
        return self._libpq.status != ConnStatus.OK

    def end(self) -> None:
        """End the connection; the server undoes what was not committed."""
        self._ready.close()
        self._connection.close()

    def send(self, statement: str, values: Sequence[bytes | None] = ()) -> Rows:
        """Put a statement on its way; what it brings, or that it failed, comes with a journey."""
        self._is_clear = False
        name = self._names.get(statement) or self._name(statement)
        rows = self._awaited()
        self._libpq.send_query_prepared(name, values, result_format=_BINARY)
        return rows

    def journey(self, *last: str) -> None:
        """Wait until everything that was sent is answered, with some more statements at its end.

        Raises:
            psycopg.Error: One of them failed; what was sent behind it was left out.
        """
        for statement in last:
            self.send(statement)
        self._send_off()
        awaited, self._under_way = self._under_way, []
        failed: PGresult | None = None
        for rows in awaited:
            result = rows.result = self._next()
            if failed is None and result.status in _FAILED:
                failed = result
        self._is_clear = self._libpq.transaction_status == TransactionStatus.IDLE
        self._keep_names()
        if failed is not None:
            raise error_from_result(failed)

    def leave(self, last: str) -> None:
        """Send a last statement that cannot fail; who travels next waits for its answer.

        Where others are under way, which may fail, this waits for all of them.

        Raises:
            psycopg.Error: One of them failed.
        """
        if self._under_way:
            self.journey(last)
        else:
            self.send(last)
            self._send_off()
            self._is_clear = True

    def _send_off(self) -> None:
        """Send the last of what is under way, and a mark behind which failures are forgotten."""
        self._libpq.pipeline_sync()
        self._awaited()
        while self._libpq.flush():
            # The server may have to be rid of answers before it takes more.
            self._wait(selectors.EVENT_READ | selectors.EVENT_WRITE)

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
        libpq = self._libpq
        while True:
            while libpq.is_busy():
                self._ready.select()
                libpq.consume_input()
            # Nothing stands between the answers of two statements.
            if (result := libpq.get_result()) is not None:
                return result
            if libpq.status != ConnStatus.OK:
                raise OperationalError("the connection was lost")

    def _wait(self, events: int) -> None:
        self._ready.modify(self._libpq.socket, events)
        self._ready.select()
        self._ready.modify(self._libpq.socket, selectors.EVENT_READ)
        self._libpq.consume_input()


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
