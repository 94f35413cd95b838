"""Installs OR-Tools apart: python3 -m tests.oracles.glop.install.

Its GLOP is another solver than the one that dispatches batteries; tests and the benchmark give it
numbers as JSON and read its answer.
"""

from benchmarks.common.environments import PeerEnvironment, ensure

ENVIRONMENT = PeerEnvironment(benchmark="energy", name="ortools")


if __name__ == "__main__":
    ensure(ENVIRONMENT)
