"""What the sciences of energy promise, beside other programs; a module for every part.

python3 dev.py bench energy [PART ...] [--check] [--json]
"""

import sys

from benchmarks.common.parts import PartedBenchmark

BENCHMARK = PartedBenchmark(name="energy", description=__doc__ or "")

if __name__ == "__main__":
    sys.exit(BENCHMARK.run(sys.argv[1:]))
