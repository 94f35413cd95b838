"""What speaks to SQLite: pysqlite3 where it is installed, which brings a SQLite of its own."""

import sqlite3
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def driver() -> Any:
    """Return the module that speaks to SQLite."""
    return import_module("pysqlite3.dbapi2") if find_spec("pysqlite3") else sqlite3
