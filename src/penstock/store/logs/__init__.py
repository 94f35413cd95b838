"""Folders of Parquet, opened as logs that can be measured."""

from penstock.store.logs.duckdb import FolderLog, open_log
from penstock.store.logs.errors import NoLogError, NotYetToldError, OtherColumnsError

__all__ = ["FolderLog", "NoLogError", "NotYetToldError", "OtherColumnsError", "open_log"]
