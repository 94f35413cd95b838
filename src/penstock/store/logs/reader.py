"""What an engine does for a log: it makes tables of files, and of rows of this program."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import ibis.expr.schema as sch
import ibis.expr.types as ir
import pyarrow as pa

Tables = dict[str, ir.Table]


class Reader(Protocol):
    """An engine that reads the files of one log."""

    def files(self, name: str, files: Sequence[Path], schema: sch.Schema) -> ir.Table:
        """Return a table over files of Parquet; one without rows where there is none.

        Raises:
            OtherColumnsError: A file has other columns, or of another type.
        """
        ...

    def rows(self, name: str, rows: pa.Table | None, schema: sch.Schema) -> ir.Table:
        """Return a table of rows; one without rows where there are none.

        Raises:
            OtherColumnsError: They have other columns, or of another type.
        """
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...
