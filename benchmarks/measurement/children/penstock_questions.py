"""Asks Penstock the four questions of a folder of Parquet; imports are not timed.

python -m benchmarks.measurement.children.penstock_questions FOLDER ANSWERS
"""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.measurement.children.clocks import Clocks
from penstock.measurement.flow import questions
from penstock.store.logs import open_log


def main(folder: Path, file: Path) -> None:
    # Ibis imports pandas with the first answer; here it is imported before the clock runs.
    import_module("ibis.backends.duckdb.converter")
    clocks = Clocks()
    with clocks.part("load"):
        log = open_log(folder)
    visits = log.visits()
    with clocks.part("follows"):
        follows = questions.directly_follows(visits)
    with clocks.part("variants"):
        ways = questions.ways(visits)
    with clocks.part("months"):
        months = questions.stage_months(visits)
    with clocks.part("conformance"):
        kept = questions.kept(visits)
    clocks.write(file, {"follows": follows, "variants": ways, "months": months, "kept": kept})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
