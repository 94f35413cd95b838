"""Installs PySpark apart: python3 -m tests.oracles.spark.install.

It is larger than all else together and wants a Java, so developers do without; tests give it a
folder of Parquet, and read what it makes of it.
"""

from pathlib import Path

from devtools import installation
from devtools.environment import Environment

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / ".venv-spark"


def main() -> None:
    """Make the environment anew from its lock."""
    installation.make(FOLDER)
    lock = Environment(root=ROOT).lock("spark")
    installation.install_lock(FOLDER / "bin" / "python", lock=lock)


if __name__ == "__main__":
    main()
