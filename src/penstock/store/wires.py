"""Connections for units of work, each lent to one after the other.

SQLAlchemy's pool would do, and took a fifth of what a unit of work computes that only reads.
"""

from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

from psycopg import Connection, OperationalError

from penstock.store.wire import Wire

MOST = 10
WAIT_S = 30


class Wires:
    """Wires that are lent; the one that came back last is lent first.

    Args:
        connect: Opens a connection.
        most: So many are lent at once; who comes then waits.
    """

    def __init__(self, connect: "Callable[[], Connection[Any]]", *, most: int = MOST) -> None:
        self._connect = connect
        self._idle: list[Wire] = []
        self._is_closed = False
        # Whoever has a ticket has a wire, too.
        self._tickets: SimpleQueue[None] = SimpleQueue()
        self._most = most
        for _ in range(most):
            self._tickets.put(None)

    def take(self) -> Wire:
        """Return a wire that nobody else has until it is given back.

        Raises:
            psycopg.OperationalError: All are lent, and none comes back.
        """
        try:
            self._tickets.get(timeout=WAIT_S)
        except Empty:
            because = f"all {self._most} connections were in use for {WAIT_S} seconds"
            raise OperationalError(because) from None
        try:
            return self._idle_or_new()
        except BaseException:
            self._tickets.put(None)
            raise

    def give_back(self, wire: Wire) -> None:
        """Leave a wire to others; one that is broken, or in the middle of something, ends."""
        try:
            if wire.is_clear and not self._is_closed:
                self._idle.append(wire)
            else:
                self._end(wire)
        finally:
            self._tickets.put(None)

    def close(self) -> None:
        """End all connections, those that are lent as soon as they come back."""
        self._is_closed = True
        self._end_idle()

    def _idle_or_new(self) -> Wire:
        try:
            # In one step, so that no other thread takes the same.
            return self._idle.pop()
        except IndexError:
            return Wire(self._connect())

    def _end(self, wire: Wire) -> None:
        if wire.is_lost:
            # The server is gone, and all other connections to it are dead as well.
            self._end_idle()
        wire.end()

    def _end_idle(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().end()
