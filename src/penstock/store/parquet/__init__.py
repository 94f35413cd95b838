"""The visits of stages as Parquet: a folder that grows by new files, and by nothing else."""

from penstock.store.parquet.bookmark import Bookmark, UnreadableBookmarkError
from penstock.store.parquet.columns import TimedVisit
from penstock.store.parquet.folder import FolderInUseError, VisitFolder, open_folder

__all__ = [
    "Bookmark",
    "FolderInUseError",
    "TimedVisit",
    "UnreadableBookmarkError",
    "VisitFolder",
    "open_folder",
]
