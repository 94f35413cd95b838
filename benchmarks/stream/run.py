"""What the solar and storage stream does a minute, and how much of its time is science.

python3 dev.py bench stream [PART ...] [--cases N] [--check] [--json]
"""

import sys

from benchmarks.common.parts import PartedBenchmark

BENCHMARK = PartedBenchmark(name="stream", description=__doc__ or "", cases=60)

if __name__ == "__main__":
    sys.exit(BENCHMARK.run(sys.argv[1:]))
