"""Installs PySAM apart: python3 -m tests.oracles.pysam.install.

It takes 220 MB, so no program of ours imports it: tests and benchmarks give it numbers as JSON and
read its answer.
"""

from pathlib import Path

from devtools import installation
from devtools.environment import Environment

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / ".venv-pysam"


def main() -> None:
    """Make the environment anew from its lock."""
    installation.make(FOLDER)
    lock = Environment(root=ROOT).lock("pysam")
    installation.install_lock(FOLDER / "bin" / "python", lock=lock)


if __name__ == "__main__":
    main()
