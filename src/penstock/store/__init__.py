"""Where cases are kept: in memory, in a SQLite file, or in PostgreSQL; the only SQL."""

from penstock.store.errors import StoreError
from penstock.store.opening import open_store

__all__ = ["StoreError", "open_store"]
