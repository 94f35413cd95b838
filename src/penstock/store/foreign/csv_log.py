"""Logs in CSV: one event on a row, whatever parts its cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from penstock.measurement.foreign.faults import FaultKind, Faults
from penstock.measurement.foreign.normalising import Chunk
from penstock.store.foreign.errors import ForeignLogError

_SEPARATORS = ",;\t|"
# A row that is longer is no event.
_BLOCK_BYTES = 1 << 22
_HEAD_BYTES = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvLog:
    """A log in CSV.

    Args:
        file: Where it is.
        encoding: How its letters are written.
        separator: What parts its cells; empty to look at its first line.
    """

    file: Path
    encoding: str = "utf-8"
    separator: str = ""

    def names(self) -> tuple[str, ...]:
        """Return what its first row says.

        Raises:
            ForeignLogError: It is no CSV, or has no row.
        """
        try:
            return tuple(self._opened((), Faults()).schema.names)
        except (pa.ArrowInvalid, LookupError) as error:
            raise self._unfit(error) from error

    def chunks(self, columns: Sequence[str], faults: Faults) -> Iterator[Chunk]:
        """Yield its events in the order of the file.

        Raises:
            ForeignLogError: It is no CSV.
        """
        place = 1
        try:
            for batch in self._opened(columns, faults):
                texts = {name: batch.column(name).to_pylist() for name in columns}
                yield Chunk(range(place, place + len(batch)), texts)
                place += len(batch)
        except pa.ArrowInvalid as error:
            raise self._unfit(error) from error

    def _opened(self, columns: Sequence[str], faults: Faults) -> csv.CSVStreamingReader:
        def malformed(row: csv.InvalidRow) -> str:
            faults.add(FaultKind.MALFORMED, f"“{row.text[:60]}”")
            return "skip"

        return csv.open_csv(
            self.file,
            csv.ReadOptions(use_threads=False, encoding=self.encoding, block_size=_BLOCK_BYTES),
            csv.ParseOptions(
                delimiter=self.separator or self._guessed(),
                newlines_in_values=True,
                invalid_row_handler=malformed,
            ),
            csv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()),
                include_columns=list(columns),
            ),
        )

    def _guessed(self) -> str:
        """Return what parts the names of the first line."""
        with self.file.open(encoding=self.encoding, errors="replace", newline="") as lines:
            first = lines.readline(_HEAD_BYTES)
        return max(_SEPARATORS, key=first.count)

    def _unfit(self, error: Exception) -> ForeignLogError:
        words = str(error)
        if "UTF8" in words or "decod" in words:
            because = (
                f"its letters are not written in {self.encoding}. Name their encoding under [csv], "
                'such as encoding = "latin-1".'
            )
        elif "Empty CSV" in words:
            because = "it is empty."
        else:
            because = f"it is no CSV: {words.partition(chr(10))[0]}."
        return ForeignLogError(self.file, because)
