"""Cases in PostgreSQL: several programs on several machines write at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from penstock.kernel.sides import Side
from penstock.store.database import reason
from penstock.store.errors import MissingDriverError, UnreachableStoreError
from penstock.store.migrating import bring_up_to_date
from penstock.store.session import Prepared, Session
from penstock.store.statements import LOCK, LOCK_ALL
from penstock.store.walls import ROLES

CONNECT_S = 10
# Who waits longer for a case is told so; who sleeps in a transaction keeps it no longer.
LOCK_S = 10
IDLE_S = 60
# One program at a time brings the tables up to date.
MIGRATING = "penstock migrates"
# Units of work find rows by their keys. Their statements are planned once, perhaps when a table was
# empty, and what is best for an empty table takes for ever on a full one.
BY_KEYS = (
    "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; "
    "set enable_hashjoin = off; set enable_mergejoin = off"
)
# They refuse who wrote a case after others, without having seen what they wrote.
ONE_OF_EACH = {"case_state_pkey", "event_of_case"}


class PostgresqlDatabase:
    """A PostgreSQL database that is open, and brought up to date.

    Raises:
        MissingDriverError: Its driver is not installed.
        UnreachableStoreError: It does not answer, or refuses.
        NotAStoreError: It holds tables of something else.
        NewerStoreError: A newer program has changed it.
    """

    cautions: tuple[str, ...] = ()

    def __init__(self, url: URL, *, address: str) -> None:
        self.address = address
        query = {**_settings(), **url.query}
        try:
            self._engine = create_engine(
                url.set(drivername="postgresql+psycopg", query=query),
                isolation_level="READ COMMITTED",
                # Whoever borrows a connection ends his transaction himself.
                pool_reset_on_return=None,
            )
        except ImportError as error:
            raise MissingDriverError(address) from error
        # What imports the driver comes after it is known to be there.
        from penstock.store.wired import WiredSession
        from penstock.store.wires import Wires

        self._wires = Wires(self._connected)
        self._session = WiredSession
        self._walled: dict[Side, Engine] = {}
        self._prepared: Prepared = {}
        dbapi: Any = self._engine.dialect.loaded_dbapi
        self.failures: tuple[type[Exception], ...] = (DBAPIError, PoolTimeoutError, dbapi.Error)
        # One statement is a transaction by itself, and needs no second journey to end it.
        self._reading = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def working(self) -> Iterator[Session]:
        """Begin a unit of work; what it writes travels with the COMMIT."""
        wire = self._wires.take()
        try:
            session = self._session(wire, self._prepared)
            try:
                yield session
                session.commit()
            except Exception:
                session.rollback()
                raise
        finally:
            self._wires.give_back(wire)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction; who wants the same case waits until it ends."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Return a connection for one statement that reads."""
        with self._reading.connect() as connection:
            yield connection

    @contextmanager
    def reading_as(self, side: Side) -> Iterator[Connection]:
        """Return a connection for one statement that reads, and sees the rows of one side."""
        # Of two threads that come first, one makes an engine in vain, which has connected nowhere.
        walled = self._walled.get(side) or self._walled.setdefault(side, self._made_walled(side))
        with walled.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Return a connection all of whose statements see the same state, and change nothing."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("set transaction isolation level repeatable read read only")
            try:
                yield connection
            finally:
                connection.rollback()

    def require_rest(self) -> None:
        """Do nothing: a transaction keeps nobody waiting who wants other rows."""

    def clear_remains(self, table: str) -> None:
        """Have old versions of rows removed from a table; archived logs and backups keep them."""
        with self.reading() as connection:
            connection.exec_driver_sql(f"vacuum {table}")

    def alone(self, session: Session, keys: list[str]) -> None:
        """Keep others from the same keys until the transaction ends."""
        if len(keys) > 1:
            session.run(LOCK_ALL, {"keys": keys})
        elif keys:
            session.run(LOCK, {"key": keys[0]})

    def is_conflict(self, error: Exception) -> bool:
        """Tell whether somebody else has written the same case meanwhile."""
        diagnosis: Any = getattr(error, "diag", None)
        return diagnosis is not None and diagnosis.constraint_name in ONE_OF_EACH

    def close(self) -> None:
        """Let go of all connections."""
        self._wires.close()
        for engine in (self._engine, *self._walled.values()):
            engine.dispose()

    def _made_walled(self, side: Side) -> Engine:
        engine = create_engine(self._engine.url, isolation_level="AUTOCOMMIT")
        become = f"set role {ROLES[side]}"

        @event.listens_for(engine, "connect")
        def _on_connect(connection: Any, _record: object) -> None:
            connection.execute(become)
            connection.execute("set default_transaction_read_only = on")

        return engine

    def _connected(self) -> Any:
        """Return a connection of its own, for units of work."""
        lent = self._engine.raw_connection()
        connection: Any = lent.driver_connection
        lent.detach()
        connection.execute(BY_KEYS)
        connection.commit()
        return connection

    def _open(self) -> None:
        try:
            with self.writing() as connection:
                connection.execute(LOCK, {"key": MIGRATING})
                bring_up_to_date(connection, address=self.address)
        except DBAPIError as error:
            raise UnreachableStoreError(self.address, because=reason(error)) from error


def _settings() -> dict[str, str]:
    """Return what connections are opened with, where the address says nothing else."""
    limits = f"-c lock_timeout={LOCK_S}s -c idle_in_transaction_session_timeout={IDLE_S}s"
    return {
        "connect_timeout": str(CONNECT_S),
        "application_name": "penstock",
        "options": limits,
    }
