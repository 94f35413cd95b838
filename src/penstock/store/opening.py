"""From an address to a store."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from penstock.store.errors import UnknownAddressError, UnknownOptionError
from penstock.store.memory import MemoryStore
from penstock.store.postgresql import PostgresqlDatabase
from penstock.store.sql import SqlStore
from penstock.store.sqlite import SYNCHRONOUS, SqliteDatabase

IN_MEMORY = "memory:"


def open_store(
    address: str, *, elapsed_s: Callable[[], float] | None = None, only_reads: bool = False
) -> SqlStore | MemoryStore:
    """Open the store at an address, made and brought up to date where that is needed.

    Args:
        address: `sqlite:///FILE`, `postgresql://USER@HOST/DATABASE`, or `memory:`. A file with
            `?synchronous=normal` may lose the last commands when the power fails.
        elapsed_s: Returns the seconds since some moment, for counts of very many cases, which may
            then lag behind by two; None where none may.
        only_reads: Whether nothing is written to it: a file that another program has open, and has
            brought up to date, is then neither written nor tidied up.

    Raises:
        StoreError: It cannot be opened; the sentence says why.
    """
    if address == IN_MEMORY:
        return MemoryStore()
    url = _url(address)
    shown = url.render_as_string(hide_password=True)
    if url.drivername in {"postgresql", "postgres"}:
        return SqlStore(PostgresqlDatabase(url, address=shown), elapsed_s=elapsed_s)
    if url.drivername == "sqlite" and url.database not in {None, "", IN_MEMORY, ":memory:"}:
        return SqlStore(_sqlite(url, shown, only_reads=only_reads), elapsed_s=elapsed_s)
    raise UnknownAddressError(shown)


def _sqlite(url: URL, address: str, *, only_reads: bool) -> SqliteDatabase:
    asked = dict(url.query)
    synchronous = asked.pop("synchronous", SYNCHRONOUS[0])
    if asked or synchronous not in SYNCHRONOUS:
        raise UnknownOptionError(address)
    return SqliteDatabase(
        Path(str(url.database)),
        address=address,
        synchronous=str(synchronous),
        only_reads=only_reads,
    )


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except (ArgumentError, ValueError) as error:
        # What cannot be read may hold a password.
        scheme = address.partition("://")[0]
        shown = address if scheme == address else f"{scheme}://…"
        raise UnknownAddressError(shown) from error
