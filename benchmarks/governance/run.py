"""What governance promises, counted: every part has a module of its own beside this one.

python3 dev.py bench governance [PART ...] [--check] [--json]
"""

import sys

from benchmarks.common.parts import PartedBenchmark

BENCHMARK = PartedBenchmark(name="governance", description=__doc__ or "")

if __name__ == "__main__":
    sys.exit(BENCHMARK.run(sys.argv[1:]))
