"""Installs Home Assistant apart: python3 -m tests.oracles.homeassistant.install.

Its last release for Python 3.11 judges what devices announce, with its own schemas; a newer one is
laid beside it to be read alone.
"""

from pathlib import Path

from devtools import installation
from devtools.environment import Environment

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / ".venv-homeassistant"
PYTHON = FOLDER / "bin" / "python"
NEWER = FOLDER / "newer"


def main() -> None:
    """Make the environment anew from its locks."""
    environment = Environment(root=ROOT)
    installation.make(FOLDER)
    installation.install_lock(PYTHON, lock=environment.lock("homeassistant"))
    newer = environment.lock("homeassistant-newer")
    installation.unpack_lock(PYTHON, lock=newer, folder=NEWER, for_python="3.13")


if __name__ == "__main__":
    main()
