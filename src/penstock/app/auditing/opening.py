"""From the address of a database to its audit log."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes
from typing import Protocol

from penstock.app.auditing.key_file import KEY_VARIABLE, lost, make_key, read_key, unnamed
from penstock.app.cases.opening import IN_MEMORY, NoDatabaseError, file_of
from penstock.governance.audit.heads import Head
from penstock.governance.audit.people import KEY_BYTES
from penstock.governance.audit.ports import AuditLog, OtherSecretError
from penstock.governance.audit.secret import Secret
from penstock.store.audit import AuditBook, Pages


class HasPages(Protocol):
    """A store beside whose cases an audit log is kept."""

    @property
    def audit_pages(self) -> Pages:
        """Where."""
        ...


@contextmanager
def opened_pages(address: str) -> Iterator[Pages]:
    """Yield where the audit log of a database is kept, and let go of it at the end.

    Raises:
        NoDatabaseError: The file does not exist.
        StoreError: The database cannot be used.
    """
    from penstock.store import open_store

    path = file_of(address)
    if path and not path.exists():
        raise NoDatabaseError(path)
    store = open_store(address)
    try:
        yield store.audit_pages
    finally:
        store.close()


@contextmanager
def opened_log(address: str) -> Iterator[AuditLog]:
    """Yield the audit log of a database, and let go of it at the end.

    Raises:
        NoDatabaseError: The file does not exist.
        StoreError: The database cannot be used.
        KeyFileError: The key file cannot be used.
        OtherSecretError: It belongs to another log.
    """
    with opened_pages(address) as pages:
        yield AuditBook(pages, secret_of(address, pages))


def audit_log(address: str, store: HasPages) -> AuditLog:
    """Return the audit log beside the cases of a store that is open.

    Raises:
        KeyFileError: The key file cannot be used.
        OtherSecretError: It belongs to another log.
    """
    return AuditBook(store.audit_pages, secret_of(address, store.audit_pages))


def secret_of(address: str, pages: Pages) -> Secret:
    """Return the secret of a log; it is made where the log is not begun yet."""
    if address == IN_MEMORY:
        return Secret(token_bytes(KEY_BYTES))
    path, head = key_path(address), newest_head(pages)
    if path is None:
        raise unnamed()
    if not path.exists():
        if head:
            raise lost(path)
        return make_key(path)
    secret = read_key(path)
    if head and head.public_key != secret.public_key:
        raise OtherSecretError(found=head.public_key, here=secret.public_key)
    return secret


def key_path(address: str) -> Path | None:
    """Return where the key file is: as the environment names it, or beside a SQLite file."""
    if named := os.environ.get(KEY_VARIABLE):
        return Path(named)
    path = file_of(address)
    return path.with_name(f"{path.name}.audit-key") if path else None


def newest_head(pages: Pages) -> Head | None:
    """Return the newest head of a log; None where it was never begun."""
    with pages.reading() as reading:
        return reading.head()
