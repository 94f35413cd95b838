"""The visits of stages as Parquet: a folder that grows by new files."""

from penstock.store.parquet.bookmark import Bookmark, UnreadableBookmarkError
from penstock.store.parquet.folder import FolderInUseError, VisitFolder, begin_anew, open_folder
from penstock.store.parquet.rows import Batch, OpenedCase, TimedVisit

__all__ = [
    "Batch",
    "Bookmark",
    "FolderInUseError",
    "OpenedCase",
    "TimedVisit",
    "UnreadableBookmarkError",
    "VisitFolder",
    "begin_anew",
    "open_folder",
]
