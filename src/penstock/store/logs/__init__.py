"""Folders of Parquet, opened as logs that can be measured."""

from penstock.store.logs.errors import (
    NoLogError,
    NoSparkError,
    NotYetToldError,
    OtherColumnsError,
)
from penstock.store.logs.log import FolderLog
from penstock.store.logs.opening import Engine, open_log

__all__ = [
    "Engine",
    "FolderLog",
    "NoLogError",
    "NoSparkError",
    "NotYetToldError",
    "OtherColumnsError",
    "open_log",
]
