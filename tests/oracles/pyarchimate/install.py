"""Installs pyArchimate apart: python3 -m tests.oracles.pyarchimate.install.

It is under the GPL, so no program of ours may import it: tests give it files and read its answer.
"""

from pathlib import Path

from devtools import installation
from devtools.environment import Environment

ROOT = Path(__file__).resolve().parents[3]


def main() -> None:
    """Make the environment anew from its lock."""
    folder = ROOT / ".venv-pyarchimate"
    installation.make(folder)
    lock = Environment(root=ROOT).lock("pyarchimate")
    installation.install_lock(folder / "bin" / "python", lock=lock)


if __name__ == "__main__":
    main()
