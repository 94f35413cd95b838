"""Cases in PostgreSQL: several programs on several machines write at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from penstock.store.database import reason
from penstock.store.errors import MissingDriverError, UnreachableStoreError
from penstock.store.migrating import bring_up_to_date
from penstock.store.session import Prepared, Session
from penstock.store.statements import LOCK

CONNECT_S = 10
# Who waits longer for a case is told so; who sleeps in a transaction keeps it no longer.
LOCK_S = 10
IDLE_S = 60
# One program at a time brings the tables up to date.
MIGRATING = "penstock migrates"


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
            )
        except ImportError as error:
            raise MissingDriverError(address) from error
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
        """Begin a unit of work; statements that return nothing travel with the next that does."""
        with self._engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            # The pipeline ends after the transaction: what failed on the way comes out at its end.
            with driver.pipeline(), connection.begin():
                yield Session(driver, connection.dialect, self._prepared)

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

    def alone(self, session: Session, key: str) -> None:
        """Keep others from the same key until the transaction ends."""
        session.run(LOCK, {"key": key})

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

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
