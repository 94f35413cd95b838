"""From what a call names, or the environment, to the use cases of a database."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from getpass import getuser
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from penstock.app import clock
from penstock.app.cases.answering import Answering
from penstock.app.cases.binding import streams
from penstock.app.cases.blobs import Blobs, DatabaseBlobs, MemoryBlobs
from penstock.app.cases.clerk import PROGRAM
from penstock.app.cases.door import Door
from penstock.app.cases.doors import Doors
from penstock.app.cases.folder_blobs import FolderBlobs
from penstock.app.cases.models import Models
from penstock.app.cases.sources import Source
from penstock.app.cases.telling import once
from penstock.app.cases.usecases import Cases
from penstock.app.guarding.asker import Asker
from penstock.app.watching import Watch
from penstock.delivery.items import ItemType
from penstock.delivery.ports import Store
from penstock.governance.accountability.roles import roles_of
from penstock.governance.audit.ports import AuditLog

if TYPE_CHECKING:
    from penstock.app.cases.clearing import Clearance
    from penstock.app.guarding.opening import Company
    from penstock.store.memory import MemoryStore
    from penstock.store.sql import SqlStore

DATABASE_VARIABLE = "PENSTOCK_DATABASE"
BLOBS_VARIABLE = "PENSTOCK_BLOBS"
DEFAULT_DATABASE = "sqlite:///penstock.db"
IN_MEMORY = "memory:"


class NamelessError(ValueError):
    """Nobody knows who acts."""

    def __init__(self) -> None:
        super().__init__("The machine does not know who you are. Say who acts with --as NAME.")


class OneWorkerError(ValueError):
    """A database takes one worker, and somebody wants several."""

    def __init__(self, address: str, *, count: int) -> None:
        self.address = address
        self.count = count
        super().__init__(
            f"{address} takes one worker, not {count}: several programs that write to one file "
            "wait for each other. Leave out --workers, or keep the cases in PostgreSQL."
        )


class NoDatabaseError(LookupError):
    """The file that should hold the cases does not exist."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"There are no cases here: {path} does not exist. Open one with 'penstock case open', "
            f"or name another database with --database or {DATABASE_VARIABLE}."
        )


def database_of(given: str | None) -> str:
    """Return the address of a database: the given one, the environment's, or the usual one."""
    return named_database(given) or DEFAULT_DATABASE


def named_database(given: str | None) -> str | None:
    """Return the address of the database that somebody named, here or in the environment."""
    return given or os.environ.get(DATABASE_VARIABLE) or None


def is_there(address: str) -> bool:
    """Tell whether a database may be there: a file has to exist, a server may answer."""
    path = file_of(address)
    return path is None or path.exists()


def file_of(address: str) -> Path | None:
    """Return the SQLite file that an address names; None for anything else."""
    kind, separator, path = address.partition(":///")
    name = unquote(path.partition("?")[0])
    return Path(name) if kind == "sqlite" and separator and name else None


def require_workers(address: str, *, count: int) -> None:
    """Look whether so many workers can share a database.

    Raises:
        OneWorkerError: It takes one.
    """
    if count > 1 and urlsplit(address).scheme in {"sqlite", "memory"}:
        raise OneWorkerError(address, count=count)


def person_of(given: str | None) -> str:
    """Return who acts: the given name, or the name they are logged in with.

    Raises:
        NamelessError: There is neither.
    """
    try:
        return given or getuser()
    except (OSError, KeyError, ImportError) as error:
        raise NamelessError from error


def _keep_quiet(_sentence: str) -> None:
    """Tell nobody."""


@contextmanager
def opened(
    address: str,
    *,
    folder: Path | None = None,
    create: bool = False,
    follow: bool = False,
    caution: Callable[[str], None] = _keep_quiet,
    asker: Asker | None = None,
) -> Iterator[Cases]:
    """Yield the use cases of a database, and let go of it at the end.

    Args:
        address: The database.
        folder: The documents that new cases run on; None for those that lie here.
        create: Whether a file that does not exist is made.
        follow: Whether new cases run on the documents as they are by then.
        caution: Told what is to be known of a file that was made.
        asker: The person for whom it is opened, who sees and does what the boundary allows; None
            for a program.

    Raises:
        NoDatabaseError: The file does not exist, and nobody wants to make it.
        StoreError: The database cannot be used.
    """
    with _store_of(address, create=create, caution=caution) as store:
        yield _use_cases(address, store, Source(folder), asker=asker, follow=follow)


@contextmanager
def _store_of(
    address: str, *, create: bool, caution: Callable[[str], None]
) -> Iterator["SqlStore | MemoryStore"]:
    from penstock.store import open_store  # SQLAlchemy is slow to import

    path = file_of(address)
    is_new = path is not None and not path.exists()
    if path and is_new and not create:
        raise NoDatabaseError(path)
    store = open_store(address, elapsed_s=monotonic)
    try:
        for each in store.cautions if is_new else ():
            caution(each)
        yield store
    finally:
        store.close()


def _use_cases(
    address: str,
    store: "SqlStore | MemoryStore",
    source: Source,
    *,
    asker: Asker | None,
    follow: bool,
) -> Cases:
    registered = streams()
    doors = _doors(address, store, source, changed=_changed(source, follow=follow))
    models = Models(
        read=source.architecture,
        calendar=source.calendar,
        changed=_changed(source, follow=follow),
        procedures=source.procedures,
        papers=registered.papers,
    )
    clearance = partial(
        clearance_before, address, store, source=source, item_type=registered.item_type
    )
    through_door = asker if address != IN_MEMORY else None
    return Cases(
        door=doors.door(through_door) if through_door else None,
        doors=doors.door,
        between=once(lambda: clearance(PROGRAM)),
        clearance=clearance,
        store=store,
        models=models,
        blobs=blobs_of(address, store),
        now=clock.now,
        bound=registered.bound,
        streams=registered,
        ports=registered.ports(source.wanted),
        answering=Answering(
            register=store.people.register,
            roles=lambda: roles_of(models.architecture),
            now=clock.now,
        ),
    )


def _changed(source: Source, *, follow: bool) -> Callable[[], bool]:
    """Return what tells whether a file beside the documents changed since it was last asked."""
    return Watch(source.wanted or Path()).changed if follow else lambda: False


def door_before(
    address: str, store: "SqlStore | MemoryStore", asker: Asker, source: Source
) -> Door:
    """Return the door that somebody comes through to the cases of a store that is open."""
    return _doors(address, store, source).door(asker)


def _doors(
    address: str,
    store: "SqlStore | MemoryStore",
    source: Source,
    *,
    changed: Callable[[], bool] = lambda: False,
) -> Doors:
    # What decides and what seals take a while to import, and few programs need either.
    def company() -> "Company":
        from penstock.app.guarding.opening import Company

        return Company(folder=source.wanted, store=store, now=clock.now, calendar=source.calendar)

    def log() -> AuditLog:
        from penstock.app.auditing.opening import audit_log

        return audit_log(address, store)

    return Doors(company=company, log=log, changed=changed)


def clearance_before(
    address: str,
    store: "SqlStore | MemoryStore",
    program: str,
    *,
    source: Source,
    item_type: Callable[[str, str], ItemType | None],
) -> "Clearance":
    """Return what lets a program read and hand in what belongs to the cases of an open store.

    Raises:
        KeyFileError: The key file of the audit log cannot be used.
        AuditError: It belongs to another log.
        UnaskedError: The policies that lie here cannot be used.
    """
    # What decides and what seals take a while to import, and few programs work cases.
    from penstock.app.auditing.opening import audit_log
    from penstock.app.cases.clearing import Clearance
    from penstock.app.guarding.opening import Company

    company = Company(folder=source.wanted, store=store, now=clock.now, calendar=source.calendar)
    return Clearance.of(company, audit_log(address, store), program=program, item_type=item_type)


def blobs_of(address: str, store: Store) -> Blobs:
    """Return where contents are kept: in a named folder, beside the file, or in the database."""
    if folder := os.environ.get(BLOBS_VARIABLE):
        return FolderBlobs(Path(folder), are_shared=True)
    if path := file_of(address):
        return FolderBlobs(path.with_name(f"{path.name}.blobs"))
    contents = getattr(store, "contents", None)
    return DatabaseBlobs(contents) if contents else MemoryBlobs()
