"""What the two databases do differently, behind one form."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from penstock.kernel.sides import Side
from penstock.store.errors import StoreFailedError, UnkeepableTextError
from penstock.store.session import Session


class Database(Protocol):
    """A database that is open.

    Args:
        address: Where it is; without a password.
        failures: What its driver raises when it fails.
        cautions: What people should know before they rely on it, as sentences.
    """

    address: str
    cautions: tuple[str, ...]
    failures: tuple[type[Exception], ...]

    def working(self) -> AbstractContextManager[Session]:
        """Begin a unit of work; leaving it commits, an exception undoes it."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Return a connection for one statement that reads."""
        ...

    def reading_as(self, side: Side) -> AbstractContextManager[Connection]:
        """Return a connection for one statement that reads, and sees the rows of one side."""
        ...

    def snapshot(self) -> AbstractContextManager[Connection]:
        """Return a connection all of whose statements see the same state, and change nothing."""
        ...

    def require_rest(self) -> None:
        """Refuse a thread whose own transaction would wait for what it wants to begin.

        Raises:
            NestedTransactionError: It has begun one that keeps all others waiting.
        """
        ...

    def clear_remains(self, table: str) -> None:
        """Overwrite what was taken out of a table, as far as the database can."""
        ...

    def alone(self, session: Session, keys: list[str]) -> None:
        """Keep others from the same keys until the transaction ends."""
        ...

    def is_conflict(self, error: Exception) -> bool:
        """Tell whether somebody else has written the same case meanwhile."""
        ...

    def close(self) -> None:
        """Let go of all connections."""
        ...


@contextmanager
def failures_as_sentences(database: Database) -> Iterator[None]:
    """Turn what a driver says when its database fails into a sentence."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise UnkeepableTextError(database.address, because=_half_character(error)) from error
    except database.failures as error:
        if "cannot contain NUL" in str(error):
            raise UnkeepableTextError(database.address, because="the character U+0000") from error
        raise StoreFailedError(database.address, because=reason(error)) from error


def _half_character(error: UnicodeEncodeError) -> str:
    return f"half a character, U+{ord(error.object[error.start]):04X}"


def reason(error: Exception) -> str:
    """Return what a driver said, on one line."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(str(said).split()).rstrip(".")
