"""Logs of other systems: read in CSV, XES and OCEL 2.0, written as the folder of visits."""

from penstock.store.foreign.csv_log import CsvLog
from penstock.store.foreign.errors import ForeignLogError, NoSuchColumnError
from penstock.store.foreign.ocel_log import OcelLog
from penstock.store.foreign.reading import ForeignLog
from penstock.store.foreign.sorting import Sorter
from penstock.store.foreign.writing import (
    REPORT,
    ImportedFolder,
    OccupiedFolderError,
    filling,
    replaced,
)
from penstock.store.foreign.xes_log import XesLog

__all__ = [
    "REPORT",
    "CsvLog",
    "ForeignLog",
    "ForeignLogError",
    "ImportedFolder",
    "NoSuchColumnError",
    "OccupiedFolderError",
    "OcelLog",
    "Sorter",
    "XesLog",
    "filling",
    "replaced",
]
