"""Cases in a SQLite file: one connection writes, others read beside it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool, StaticPool

from penstock.kernel.sides import Side
from penstock.store.database import reason
from penstock.store.errors import NotAStoreError, UnreachableStoreError
from penstock.store.groups import BEGIN, GroupLostError, Writer
from penstock.store.migrating import bring_up_to_date
from penstock.store.nesting import OneAtATime
from penstock.store.session import Session
from penstock.store.sqlite_driver import driver
from penstock.store.walls import raise_wall

OLDEST = (3, 37)
SOUND = (3, 51, 3)
BUSY_S = 10
# FULL: what was answered is on the disk, whatever happens to the power. NORMAL: the file is whole
# after a power cut, and the last that was answered may be missing.
SYNCHRONOUS = ("full", "normal")
WRITER = ("journal_mode=wal", "mmap_size=0", "trusted_schema=off")
READER = ("query_only=on", "mmap_size=0", "trusted_schema=off")
# Each connection keeps pages: whoever reads takes the one that was used last, so that few do.
_LATELY_USED = {"poolclass": QueuePool, "pool_use_lifo": True}


def cautions(version: tuple[int, ...]) -> tuple[str, ...]:
    """Return what is to be known of a version of SQLite."""
    if version >= SOUND:
        return ()
    return (
        f"SQLite {_dotted(version)} can damage a file in a rare race of two connections, repaired "
        f"in {_dotted(SOUND)}. Penstock writes through one connection, which avoids it within a "
        "program: let no other program open the file meanwhile, or install a newer SQLite: "
        "pip install 'penstock[sqlite]'",
    )


def lasting(synchronous: str) -> tuple[str, ...]:
    """Return what is to be known of how long SQLite waits for the disk."""
    if synchronous == "full":
        return ()
    return (
        f"With synchronous={synchronous} the last commands that were answered may be lost when the "
        "power fails; a program that is killed loses nothing.",
    )


class SqliteDatabase:
    """A SQLite file that is open, and brought up to date.

    Raises:
        UnreachableStoreError: The file cannot be opened.
        NotAStoreError: The file is something else.
        NewerStoreError: A newer program has changed it.
    """

    def __init__(
        self, path: Path, *, address: str, synchronous: str = "full", only_reads: bool = False
    ) -> None:
        self.address = address
        self._driver = driver()
        version = self._driver.sqlite_version_info
        self.cautions = (*cautions(version), *lasting(synchronous))
        _refuse_old(version, address)
        self.failures: tuple[type[Exception], ...] = (
            DBAPIError,
            PoolTimeoutError,
            GroupLostError,
            self._driver.Error,
        )
        self._pragmas = (*WRITER, f"synchronous={synchronous}")
        self._path = path
        self._one_at_a_time = OneAtATime(address)
        # The writer checkpoints, so it is opened first and closed last.
        self._engine = self._made_engine(self._write, poolclass=StaticPool)
        self._readers = self._made_engine(self._read, **_LATELY_USED)
        self._walled: dict[Side, Engine] = {}
        event.listen(self._engine, "begin", _begin)
        try:
            self.writer = self._reading() if only_reads else self._opened()
        except BaseException:
            self.close()
            raise

    def working(self) -> AbstractContextManager[Session]:
        """Begin a unit of work; others wait until it ends, and may be committed with it."""
        return self.writer.unit()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Return a connection for one statement that reads."""
        with self._readers.connect() as connection:
            yield connection

    @contextmanager
    def reading_as(self, side: Side) -> Iterator[Connection]:
        """Return a connection for one statement that reads, and sees the rows of one side."""
        # Of two threads that come first, one makes an engine in vain, which has connected nowhere.
        walled = self._walled.get(side) or self._walled.setdefault(
            side, self._made_engine(partial(self._read_as, side), **_LATELY_USED)
        )
        with walled.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Return a connection all of whose statements see the same state, and change nothing."""
        with self.reading() as connection:
            connection.exec_driver_sql("begin")
            try:
                yield connection
            finally:
                connection.exec_driver_sql("rollback")

    def require_rest(self) -> None:
        """Refuse a thread that has begun a transaction: all others wait for its end."""
        with self._one_at_a_time:
            pass

    def clear_remains(self, table: str) -> None:
        """Empty the log in front of the file, where old pages of all tables are."""
        del table
        with self._one_at_a_time:
            self.writer.checkpoint()

    def alone(self, session: Session, keys: list[str]) -> None:
        """Do nothing: one transaction writes at a time, whatever its keys."""

    def is_conflict(self, error: Exception) -> bool:
        """Tell that nobody else can have written a case meanwhile: nobody else writes."""
        del error
        return False

    def close(self) -> None:
        """Let go of all connections, the writer's last."""
        for engine in (self._readers, *self._walled.values()):
            engine.dispose()
        self._engine.dispose()

    def _made_engine(self, connect: Callable[[], Any], **pool: Any) -> Engine:
        return create_engine("sqlite://", module=self._driver, creator=connect, **pool)

    def _opened(self) -> Writer:
        try:
            with self._engine.begin() as connection:
                bring_up_to_date(connection, address=self.address)
                writing: Any = connection.connection.driver_connection
        except OperationalError as error:
            raise UnreachableStoreError(self.address, because=reason(error)) from error
        except DatabaseError as error:
            raise NotAStoreError(self.address, because=reason(error)) from error
        session = Session(writing, self._engine.dialect, {})
        return Writer(writing, session, self._one_at_a_time)

    def _reading(self) -> Writer:
        """Return what writes nothing: SQLite refuses whoever tries."""
        try:
            connection = self._read()
        except self._driver.Error as error:
            raise UnreachableStoreError(self.address, because=str(error)) from error
        session = Session(connection, self._engine.dialect, {})
        return Writer(connection, session, self._one_at_a_time)

    def _write(self) -> Any:
        return self._connected(str(self._path), self._pragmas)

    def _read(self) -> Any:
        address = f"{self._path.absolute().as_uri()}?mode=ro"
        return self._connected(address, READER, uri=True)

    def _read_as(self, side: Side) -> Any:
        connection = self._read()
        raise_wall(connection, side)
        return connection

    def _connected(self, where: str, pragmas: tuple[str, ...], *, uri: bool = False) -> Any:
        connection = self._driver.connect(
            where, uri=uri, timeout=BUSY_S, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in pragmas:
                connection.execute(f"pragma {pragma}")
        except self._driver.Error:
            connection.close()
            raise
        return connection


def _begin(connection: Connection) -> None:
    connection.execute(BEGIN)


def _refuse_old(version: tuple[int, ...], address: str) -> None:
    if version < OLDEST:
        because = f"SQLite {_dotted(version)} is older than {_dotted(OLDEST)}"
        raise UnreachableStoreError(address, because=because)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(number) for number in version)
