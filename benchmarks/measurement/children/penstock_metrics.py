"""Measures all key metrics of a stream by a folder of Parquet; imports and documents are not timed.

python -m benchmarks.measurement.children.penstock_metrics FOLDER ANSWERS
"""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.measurement.children.clocks import Clocks
from benchmarks.measurement.recorded.facts import COMPANY, metrics
from penstock.app.cases.following import read_calendar
from penstock.measurement.metrics.measuring import measure
from penstock.store.logs import open_log


def main(folder: Path, file: Path) -> None:
    import_module("ibis.backends.duckdb.converter")
    records, calendar = metrics(), read_calendar(COMPANY / "calendar.json")
    clocks = Clocks()
    with clocks.part("load"):
        log = open_log(folder)
    with clocks.part("measure"):
        results = measure(records, log, calendar)
    answers = {each.record.name: [each.count, bool(each.record.source)] for each in results}
    clocks.write(file, answers)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
