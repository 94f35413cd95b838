"""Installs Schemathesis apart: python3 -m tests.oracles.schemathesis.install.

It brings a pytest and a Hypothesis of its own; tests start it as a program, and it asks the API.
"""

from pathlib import Path

from devtools import installation
from devtools.environment import Environment

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / ".venv-schemathesis"


def main() -> None:
    """Make the environment anew from its lock."""
    installation.make(FOLDER)
    lock = Environment(root=ROOT).lock("schemathesis")
    installation.install_lock(FOLDER / "bin" / "python", lock=lock)


if __name__ == "__main__":
    main()
