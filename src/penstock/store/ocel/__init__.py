"""The log for process mining: OCEL 2.0, the object-centric event log, as JSON and as SQLite."""

from penstock.store.ocel.as_json import write_json
from penstock.store.ocel.as_sqlite import UnwrittenLogError, holds_something_else, write_sqlite
from penstock.store.ocel.log import Ocel
from penstock.store.ocel.translating import object_centric

__all__ = [
    "Ocel",
    "UnwrittenLogError",
    "holds_something_else",
    "object_centric",
    "write_json",
    "write_sqlite",
]
