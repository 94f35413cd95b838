"""Reads the columns that the four questions need, once, and does nothing with them but count.

python -m benchmarks.measurement.children.bare_scan FOLDER ANSWERS
"""

import sys
from pathlib import Path

import duckdb

from benchmarks.measurement.children.clocks import Clocks

_SCAN = """
SELECT count(*), count(prev_stage), count(stage), sum(step_us), count(exited), sum(path % 2),
       count(outcome), count(closes), count(on_documented_path), count(deviation)
FROM read_parquet('{folder}/visits/*/*.parquet', hive_partitioning = false)
"""


def main(folder: Path, file: Path) -> None:
    clocks = Clocks()
    with clocks.part("scan"):
        row = duckdb.connect().execute(_SCAN.format(folder=folder)).fetchone()
    clocks.write(file, {"visits": row[0] if row else 0})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
