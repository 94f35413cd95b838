"""Installs pandapower apart: python3 -m tests.oracles.pandapower.install.

It solves the same balanced networks as our batches; tests and the benchmark hold both together.
"""

from benchmarks.common.environments import PeerEnvironment, ensure

ENVIRONMENT = PeerEnvironment(benchmark="energy", name="pandapower")


if __name__ == "__main__":
    ensure(ENVIRONMENT)
