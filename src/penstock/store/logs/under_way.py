"""What is under way: the one file of a log that a writer replaces while others read."""

from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from penstock.store.logs.errors import ReplacedError
from penstock.store.logs.parts import Parts, parts_of
from penstock.store.parquet.places import OPEN

# A writer replaces it once in a call; nobody is overtaken so often.
_ATTEMPTS = 20
_AT_ONCE = 8192


def parts_and_open(folder: Path) -> tuple[Parts, pa.Table | None]:
    """Return which files count, and the visits under way; None where there is no file of them.

    Raises:
        NoLogError: There is nothing in the folder.
        UnreadableBookmarkError: It does not say how far it holds the log.
        ReplacedError: Its file of visits under way is gone whenever it is looked for.
    """
    parts, found = parts_of(folder), None
    for _ in range(_ATTEMPTS):
        with suppress(FileNotFoundError):
            found = [_read(file) for file in parts.of(OPEN)]
            break
        parts = parts_of(folder)
    if found is None:
        raise ReplacedError(folder)
    return parts, pa.concat_tables(found) if found else None


def _read(file: Path) -> pa.Table:
    """Return what is in a file; read whole, it would take three times the memory for a while."""
    with pq.ParquetFile(file) as opened:
        batches = opened.iter_batches(batch_size=_AT_ONCE, use_threads=False)
        return pa.Table.from_batches(batches, schema=opened.schema_arrow)
