"""What the shared parts of stages promise; a module for every part.

python3 dev.py bench casework [PART ...] [--check] [--json]
"""

import sys

from benchmarks.common.parts import PartedBenchmark

BENCHMARK = PartedBenchmark(name="casework", description=__doc__ or "")

if __name__ == "__main__":
    sys.exit(BENCHMARK.run(sys.argv[1:]))
