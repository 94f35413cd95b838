"""Several units of work, one COMMIT: whoever did one is answered when all of them are kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import text

from penstock.store.nesting import OneAtATime
from penstock.store.session import Session
from penstock.store.turns import Line, closed_gate

# So many share a COMMIT at most: the first of them waits for the last.
MOST = 64
# Who reads first may find the right to write taken, when it wants to write; so it is taken at once.
BEGIN = text("begin immediate")
COMMIT = text("commit")
SAVEPOINT = text("savepoint unit")
RELEASE = text("release unit")
UNDO = text("rollback to unit")
CHECKPOINT = text("pragma wal_checkpoint(truncate)")


class GroupLostError(Exception):
    """What several had done was not kept, because of what happened to one of them."""


class _Group:
    """Units of work that the same COMMIT keeps, or that are lost together."""

    def __init__(self) -> None:
        self.size = 0
        self._lost = ""
        self._gates: list[Lock] = []

    def gate(self) -> Lock:
        """Return what opens when the group has ended."""
        gate = closed_gate()
        self._gates.append(gate)
        return gate

    def end(self, *, lost: str = "") -> None:
        """Let all go on that wait for the end; what was lost is told why."""
        self._lost = lost
        for gate in self._gates:
            gate.release()

    def require_kept(self) -> None:
        """Tell one of those that waited.

        Raises:
            GroupLostError: Nothing was kept.
        """
        if self._lost:
            raise GroupLostError(self._lost)


class Writer:
    """One connection, at which threads take turns.

    While others wait for their turn, nobody commits: the last of them does, or the 64th. Each
    unit after the first has a savepoint, so that one that fails takes no other with it.

    Args:
        driver: The connection.
        session: What runs statements on it.
        one_at_a_time: Keeps a thread that has the turn from waiting for it.
    """

    def __init__(self, driver: Any, session: Session, one_at_a_time: OneAtATime) -> None:
        self._driver = driver
        self._session = session
        self._one_at_a_time = one_at_a_time
        self._group: _Group | None = None
        self._has_savepoint = False
        self._line = Line(at_rest=self._commit)

    @contextmanager
    def unit(self) -> Iterator[Session]:
        """Begin a unit of work; leaving it waits until it is kept, an exception undoes it.

        Raises:
            GroupLostError: It was done, and not kept.
            NestedTransactionError: This thread is in one already.
        """
        with self._one_at_a_time:
            self._line.enter()
            try:
                self._begin()
                yield self._session
                self._keep()
            except BaseException as error:
                self._undo(error)
                raise
            finally:
                self._end()

    def checkpoint(self) -> None:
        """Commit, write all pages to the file, and empty the log in front of it."""
        self._line.enter()
        try:
            self._commit()
            self._session.all(CHECKPOINT, {})
        finally:
            self._line.leave()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return self._line.waiting

    def _begin(self) -> None:
        if self._group is None:
            self._session.run(BEGIN, {})
            self._group = _Group()
        else:
            self._session.run(SAVEPOINT, {})
            self._has_savepoint = True

    def _keep(self) -> None:
        group = self._group
        assert group is not None, "it was begun"
        self._session.send_gathered()
        if self._has_savepoint:
            self._session.run(RELEASE, {})
            self._has_savepoint = False
        group.size += 1

    def _undo(self, error: BaseException) -> None:
        """Undo the unit alone, if others went before it and the database can."""
        self._session.forget_gathered()
        if self._group is None or not self._group.size:
            self._group = None
            self._driver.rollback()
        elif not self._driver.in_transaction:
            # A full disk, for one, may make SQLite undo all that was not committed.
            self._lose(error)
        elif self._has_savepoint:
            self._undo_to_savepoint()

    def _undo_to_savepoint(self) -> None:
        try:
            self._session.run(UNDO, {})
            self._session.run(RELEASE, {})
            self._has_savepoint = False
        except BaseException as error:
            self._lose(error)
            raise

    def _end(self) -> None:
        """Hand the turn on, and wait for the COMMIT.

        Who is refused waits, too: what it was refused for may be what others have just done.
        """
        group = self._group
        gate = group.gate() if group else None
        try:
            if group and group.size >= MOST:
                self._commit()
        finally:
            self._line.leave()
        if group and gate:
            gate.acquire()
            group.require_kept()

    def _commit(self) -> None:
        group = self._group
        if group is None:
            return
        try:
            self._session.run(COMMIT, {})
        except Exception as error:
            self._lose(error)
        except BaseException as error:
            self._lose(error)
            raise
        else:
            self._group = None
            group.end()

    def _lose(self, error: BaseException) -> None:
        group, self._group = self._group, None
        self._has_savepoint = False
        assert group is not None, "it was begun"
        try:
            self._driver.rollback()
        finally:
            # The text alone: an error that is kept keeps its statement from being let go of.
            group.end(lost=str(error) or "it was interrupted")
