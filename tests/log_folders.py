"""Small logs as folders of Parquet, as an export writes them."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from penstock.measurement.tables import TABLES
from tests.logs import SmallLog

PLACES = {
    "visits": "visits/month=2026-01/part-00000001.parquet",
    "open": "open.parquet",
    **{
        name: f"{name}/part-00000001.parquet"
        for name in ("cases", "facts", "holds", "paths", "models")
    },
}


def write(folder: Path, log: SmallLog, tables: Iterable[str] = TABLES) -> None:
    for name in tables:
        file = folder / PLACES[name]
        file.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(log.arrow(name), file)
