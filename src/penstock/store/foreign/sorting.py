"""Events of any number, sorted by case: kept on the disk meanwhile, and never all in memory."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from penstock.measurement.foreign.mapping import Order

_MEMORY = "1GB"
_TEXT = ("case", "activity", "resource", "stream", "product", "step", "outcome", "reason")
SCHEMA = pa.schema(
    [
        ("place", pa.int64()),
        ("at_us", pa.int64()),
        *((name, pa.string()) for name in _TEXT),
        ("closes", pa.bool_()),
        ("criteria_met", pa.bool_()),
        ("recorded_us", pa.int64()),
    ]
)
_FETCHED = 50_000
Row = dict[str, Any]


class Sorter:
    """Takes in events in any order, and gives them out case by case, the earliest case first.

    Args:
        folder: An empty folder for what does not fit into memory; removed by whoever made it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "events.parquet"
        self._writer = pq.ParquetWriter(self._file, SCHEMA)

    def add(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Take in events, column by column."""
        self._writer.write_table(pa.table(dict(columns), schema=SCHEMA))

    def cases(self, order: Order) -> Iterator[tuple[str, Iterator[Row]]]:
        """Yield each case's id with its events, in the order that decides."""
        self._writer.close()
        return ((case, rows) for case, rows in groupby(self._sorted(order), itemgetter("case")))

    def _sorted(self, order: Order) -> Iterator[Row]:
        connection = ibis.duckdb.connect(
            memory_limit=_MEMORY, temp_directory=str(self._folder / "spill")
        )
        try:
            events = connection.read_parquet(self._file)
            first = events.group_by("case").agg(first_us=events.at_us.min())
            joined = events.join(first, "case")
            within = ["at_us", "place"] if order is Order.TIME else ["place"]
            ranked = joined.order_by(["first_us", "case", *within]).drop("first_us")
            ranked.to_parquet(self._folder / "ranked.parquet")
        finally:
            connection.disconnect()
        for batch in pq.ParquetFile(self._folder / "ranked.parquet").iter_batches(_FETCHED):
            yield from batch.to_pylist()
