"""Audit logs as the contract tests open them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from penstock.delivery.ports import Store
from penstock.governance.audit.entry import Entry, Kind
from penstock.governance.audit.ports import (
    Asked,
    AuditLog,
)
from penstock.store.audit import AuditBook
from penstock.store.memory import MemoryStore
from penstock.store.sql import SqlStore
from tests.contract.places import Place
from tests.unit.governance.audit.logs import NOON, READ, SECRET

ERASE = Entry(at=NOON, kind=Kind.ERASURE, actor="eve", action="destroy", detail="asked by letter")
ALL = Asked(limit=1000)


def log_of(store: Store) -> AuditBook:
    assert isinstance(store, SqlStore | MemoryStore)
    return AuditBook(store.audit_pages, SECRET)


@contextmanager
def opened(place: Place) -> Iterator[AuditBook]:
    """Yield the log of a place that may be opened again and again."""
    with place.opened() as store:
        yield log_of(store)


def later(seconds: float, entry: Entry = READ) -> Entry:
    return replace(entry, at=NOON + timedelta(seconds=seconds))


def is_whole(log: AuditLog) -> bool:
    return not list(log.verify())
